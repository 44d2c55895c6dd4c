"""Moving running instances to a newer revision: they go on where they stand, or stay, and say why."""

from itertools import pairwise
from typing import Any

import pytest

from loomwork.runtime.errors import Conflict, Forbidden, InvalidValue
from loomwork.runtime.workflows import cancel, moving, retry

from .conftest import APP, Company, edge, node, wait, workflow

OWNER = {"field": "owner_person"}
LATE = {"key": "late", "until": "done", "after": "PT4H", "do": [{"message": "late", "to": "assignee"}]}
SOON = LATE | {"after": "PT1H"}
SIGNERS = {"role": "signer"}


def flow(*nodes: dict[str, Any]) -> dict[str, Any]:
    """One after the other."""
    keys = ["start", *(one["key"] for one in nodes), "end"]
    return workflow(list(nodes), [edge(*pair) for pair in pairwise(keys)])


def moved(company: Company, keys: dict[str, str] | None = None, *, recount: bool = False) -> dict[str, Any]:
    id = moving.start(company.as_("boss"), APP, "flow", None, keys or {}, recount=recount)
    company.run()
    return moving.progress(company.as_("boss"), id)


def refusal(company: Company, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> str:
    """Why an instance of one revision cannot go on in the other."""
    company.publish(flow(*before))
    record = company.request(owner_person="bob")
    company.publish(flow(*after))
    told = moved(company)
    assert (told["state"], told["moved"], told["refused"]) == ("done", 0, 1)
    assert company.events(record)[-1].kind != "moved"
    (item,) = told["items"]
    cancel(company.as_("boss"), company.instance(record).id)
    return str(item["reason"])


def test_an_instance_goes_on_in_the_newer_revision(company: Company) -> None:
    company.publish(
        flow(node("ask", "task", [LATE], assignee=OWNER), node("old", "message", message="alarm", to=OWNER))
    )
    record = company.request(owner_person="bob")
    company.advance(minutes=90)
    company.publish(
        flow(
            node("call", "task", [SOON], assignee=OWNER),
            node("sign", "approval", approvers=SIGNERS),
            node("new", "message", message="told", to=OWNER),
        )
    )

    seen = moving.overview(company.as_("boss"), APP, "flow")
    assert (seen["revision"], seen["count"]) == (2, 1)
    assert [(one["node"], one["count"], one["target"]) for one in seen["from"][0]["steps"]] == [("ask", 1, None)]
    (kept,) = moving.preview(company.as_("boss"), APP, "flow", None, {}, recount=False)["items"]
    assert (kept["record_title"], kept["problem"]) == ("Lamp", "Revision 2 has no step for Ask.")
    (counted,) = moving.preview(company.as_("boss"), APP, "flow", None, {"ask": "call"}, recount=True)["items"]
    assert (counted["problem"], counted["to"]) == (None, ["Call"])
    assert company.told(record) == [], "it was only looked at"

    told = moved(company, {"ask": "call"}, recount=True)

    assert (told["state"], told["total"], told["moved"], told["refused"]) == ("done", 1, 1, 0)
    assert company.told(record) == [("late", "bob")], "by the newer deadline it was late already"
    assert company.holders(record) == ["bob"]
    steps = [(step["node"], step["title"], step["state"]) for step in company.flow(record)["steps"]]
    assert steps[1:3] == [("call", "Call", "now"), ("moved", "Moved to revision 2", "done")]
    company.complete(record, "bob")
    company.run()
    company.decide(record, "ann", "approve")
    company.advance(hours=5)
    assert company.told(record) == [("late", "bob"), ("told", "bob")]
    assert (company.state(record), company.flow(record)["revision"]) == ("completed", 2)
    assert moved(company)["total"] == 0


def test_deadlines_stay_as_they_were_where_the_plan_says_so(company: Company) -> None:
    company.publish(flow(node("ask", "task", [LATE, LATE | {"key": "gone"}], assignee=OWNER), wait("rest", "PT1H")))
    record = company.request(owner_person="bob")
    company.publish(flow(node("ask", "task", [SOON], assignee=OWNER), wait("rest", "PT2H")))

    assert moved(company)["moved"] == 1
    company.advance(hours=3)
    assert company.told(record) == []
    company.advance(hours=1)
    assert company.told(record) == [("late", "bob")]
    company.complete(record, "bob")
    company.advance(hours=1)
    assert company.state(record) == "waiting", "what comes later goes by the newer revision"
    company.advance(hours=1)
    assert company.state(record) == "completed"


def test_who_cannot_go_on_stays_and_says_why(company: Company) -> None:
    task, approval = node("ask", "task", assignee=OWNER), node("ask", "approval", approvers=SIGNERS)
    split = [node("split", "parallel"), task, node("both", "join")]

    assert refusal(company, [task], [approval]) == "The step Ask is of another type."
    assert refusal(company, [approval], [approval | {"settings": {"approvers": SIGNERS, "mode": "all"}}]) == (
        "Ask is being approved, and its rule has changed."
    )
    company.publish(flow(task))
    assert refusal(company, [task], [node("other", "task", assignee=OWNER)]).startswith("Revision ")
    assert refusal(company, split, [task]) == "The step Ask lies in other branches or scopes."


def test_only_who_manages_workflows_moves_one_workflow_once_at_a_time(company: Company) -> None:
    company.publish(flow(node("ask", "task", assignee=OWNER)))
    company.request(owner_person="bob")
    company.publish(flow(node("ask", "task", assignee=OWNER), node("more", "message", message="told", to=OWNER)))

    with pytest.raises(Forbidden):
        moving.start(company.as_("ann"), APP, "flow", None, {}, recount=False)
    with pytest.raises(InvalidValue) as refused:
        moving.start(company.as_("boss"), APP, "flow", None, {"ask": "nowhere"}, recount=False)
    assert refused.value.pointer == "/keys/ask"
    moving.start(company.as_("boss"), APP, "flow", None, {}, recount=False)
    with pytest.raises(Conflict):
        moving.start(company.as_("boss"), APP, "flow", None, {}, recount=False)


def test_a_stopped_step_is_mended_by_a_newer_revision(company: Company) -> None:
    company.publish(flow(node("note", "update_record", values={"amount": {"var": "record.name"}})))
    record = company.request(owner_person="bob")
    assert company.state(record) == "incident"
    company.publish(flow(node("note", "update_record", values={"note": {"var": "record.name"}})))

    assert moved(company)["moved"] == 1
    assert retry(company.as_("boss"), company.instance(record).id) == "completed"
    assert company.record(record).values["note"] == "Lamp"
