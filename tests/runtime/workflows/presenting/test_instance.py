"""One run as its page shows it: the graph with the ways gone, what steps did, what happened, and who may see it."""

from typing import Any

import pytest

from loomwork.runtime.errors import NotFound
from loomwork.runtime.workflows import by_hand, skip, tasks
from loomwork.runtime.workflows.presenting.events import get_events
from loomwork.runtime.workflows.presenting.instance import get_instance
from loomwork.runtime.workflows.presenting.visited import get_step

from ..conftest import APP, Company, Start, edge, node, wait, workflow

OWNER = {"field": "owner_person"}
LATE = {"key": "remind", "title": {"zh-CN": "提醒", "en": "Reminder"}, "after": {"param": "after"},
        "do": [{"message": "late", "to": "assignee"}]}  # fmt: skip
GIVE_UP = {"key": "give_up", "title": {"zh-CN": "放弃", "en": "Given up"}, "after": "P3D", "leave_by": "given_up"}
ROLE = {"kind": "role", "key": "keeper", "title": "Keeper", "workspace": ["workflows.manage"], "forms": {}}


def run_of(company: Company, record: str, by: str = "boss") -> dict[str, Any]:
    return get_instance(company.as_(by), company.instance(record).id)


def ways(run: dict[str, Any]) -> dict[tuple[str, str], tuple[list[str], int]]:
    return {(one["from"], one["to"]): (one["titles"], one["times"]) for one in run["ways"]}


@pytest.fixture
def twice(publish_flow: Start) -> tuple[Company, str]:
    """A request that was declined once by Bob, and is asked again."""
    company = publish_flow(
        [
            node("worth", "compute", values=[{"key": "sum", "type": "integer", "value": {"var": "record.amount"}}]),
            node("ask", "task", [LATE], assignee=OWNER, decline_with="reasons"),
            node("tell", "message", message="told", to="initiator"),
        ],
        [("start", "worth"), ("worth", "ask"), ("ask", "tell", "done"), ("ask", "ask", "declined"), ("tell", "end")],
        ROLE,
    )
    record = company.request(owner_person="bob", amount=7)
    company.advance(minutes=15)
    tasks.decline(company.as_("bob"), company.task(record).id, "busy", revision=1)
    return company, record


def test_the_ways_that_were_gone_are_counted_and_named_by_their_outcomes(twice: tuple[Company, str]) -> None:
    company, record = twice
    run = run_of(company, record)

    assert ways(run) == {
        ("start", "worth"): ([], 1), ("worth", "ask"): ([], 1), ("ask", "tell"): (["Done"], 0),
        ("ask", "ask"): (["Declined"], 1), ("tell", "end"): ([], 0),
    }  # fmt: skip
    assert [(one["node"], one["state"], one["visits"]) for one in run["nodes"]] == [
        ("worth", "done", 1), ("ask", "now", 2), ("tell", "waiting", 0),
    ]  # fmt: skip
    assert run["nodes"][1]["deadlines"] == [{"key": "remind", "title": "Reminder", "clock": "wall", "leaves": None}]
    assert (run["record"]["title"], run["initiator"], run["may_manage"]) == ("Lamp", "Cy", True)


def test_each_visit_tells_whom_it_asked_and_told_and_who_answered(twice: tuple[Company, str]) -> None:
    company, record = twice
    now, before = get_step(company.as_("boss"), company.instance(record).id, "ask")["visits"]

    assert (now["visit"], now["state"], before["visit"], before["outcome"]) == (2, "now", 1, "Declined")
    assert [(task["person"], task["state"]) for task in before["tasks"]] == [("Bob", "done")]
    assert [(one["by"], one["outcome"]) for one in before["acts"]] == [("Bob", "Declined")]
    assert [(one["person"], one["title"]) for one in before["messages"]] == [("Bob", None)], "its words are Bob's own"
    assert before["parameters"] == {"count": 1, "values": [{"key": "after", "title": "after", "value": "PT15M"}]}
    told = get_step(company.as_("bob"), company.instance(record).id, "ask")["visits"][1]["messages"]
    assert [one["title"] for one in told] == ["late Lamp"]


def test_what_steps_told_is_for_those_who_see_every_record(twice: tuple[Company, str]) -> None:
    company, record = twice
    id = company.instance(record).id

    (boss,) = get_step(company.as_("boss"), id, "worth")["visits"]
    assert boss["told"] == {"count": 1, "values": [{"key": "sum", "title": "sum", "value": 7}]}
    (cy,) = get_step(company.as_("cy"), id, "worth")["visits"]
    assert (cy["told"], cy["parameters"]) == ({"count": 1, "values": None}, {"count": 0, "values": None})


def test_a_run_is_not_there_for_who_may_see_neither_its_record_nor_all_runs(twice: tuple[Company, str]) -> None:
    company, record = twice
    id = company.instance(record).id

    for ask in (get_instance, get_events):
        with pytest.raises(NotFound):
            ask(company.as_("eve"), id)
    with pytest.raises(NotFound):
        get_step(company.as_("eve"), id, "ask")
    with pytest.raises(NotFound):
        get_step(company.as_("boss"), id, "nothing")


def test_a_run_about_no_record_is_there_for_who_started_it(company: Company) -> None:
    made = workflow([wait("rest", "P1D")], [edge("start", "rest"), edge("rest", "end")])
    company.publish(made | {"trigger": {"type": "manual", "roles": ["signer"]}})

    id = by_hand.start_by_hand(company.as_("bob"), APP, "flow", {}).instance

    run = get_instance(company.as_("bob"), id)
    assert (run["state"], run["record"], run["may_manage"]) == ("waiting", None, False)
    assert get_step(company.as_("bob"), id, "rest")["visits"]
    with pytest.raises(NotFound):
        get_instance(company.as_("cy"), id)


def test_all_that_happened_is_told_in_words_page_by_page(twice: tuple[Company, str]) -> None:
    company, record = twice
    id = company.instance(record).id
    first = get_events(company.as_("cy"), id, limit=4)
    rest = get_events(company.as_("cy"), id, after=first["next"])

    items = [*first["items"], *rest["items"]]
    assert [one["number"] for one in items] == list(range(1, len(items) + 1))
    assert rest["next"] is None
    words = [f"{one['title'] or ''}: {one['words']}" for one in items]
    assert words[0] == ": The workflow began"
    for said in ("Ask: Given to Bob", "Ask: The deadline Reminder fired", "Ask: Bob: Declined", "Ask: Left: Declined"):
        assert said in words, words


def test_a_scope_stands_around_its_steps_and_is_left_by_its_deadline(company: Company) -> None:
    scope = {"key": "phase", "title": {"zh-CN": "阶段", "en": "Phase"}, "nodes": ["ask", "sign"], "limits": [GIVE_UP]}
    steps = [node(key, "task", assignee=OWNER) for key in ("ask", "sign")]
    told = node("tell", "message", message="told", to="initiator")
    ends = [("start", "ask"), ("ask", "sign"), ("sign", "end"), ("phase", "tell", "given_up"), ("tell", "end")]
    company.publish(workflow([*steps, told], [edge(*one) for one in ends]) | {"scopes": [scope]})
    record = company.request(owner_person="bob")
    company.advance(days=3)

    run = run_of(company, record)
    assert ways(run)["phase", "tell"] == (["Given up"], 1)
    found = {one["node"]: one for one in run["nodes"]}
    assert (found["phase"]["shape"], found["ask"]["scope"], found["tell"]["scope"]) == ("scope", "phase", None)
    assert (found["ask"]["state"], found["sign"]["state"]) == ("skipped", "skipped")
    assert found["phase"]["limits"][0]["fired_at"] is not None


def test_a_stop_tells_its_acts_to_who_manages_workflows(publish_flow: Start) -> None:
    company = publish_flow([node("ask", "task", assignee=OWNER)], [("start", "ask"), ("ask", "end")])
    record = company.request()
    id = company.instance(record).id

    def incident(by: str) -> Any:
        return get_step(company.as_(by), id, "ask")["visits"][0]["incident"]

    assert incident("boss")["outcomes"] == [{"key": "done", "title": "Done"}]
    assert (incident("cy")["code"], incident("cy")["outcomes"]) == ("workflow.nobody", [])
    skip(company.as_("boss"), id, "ask", 1, "done", "By phone")
    assert "Boss skipped it as Done: By phone" in [one["words"] for one in get_events(company.as_("cy"), id)["items"]]
    assert company.flow(record)["state"] == "completed"
