"""The flow of a record as its page shows it."""

import pytest

from loomwork.runtime.errors import NotFound
from loomwork.runtime.workflows import flow_of, tasks

from ..conftest import APP, Start, node

OWNER = {"field": "owner_person"}
LATE = {"key": "remind", "title": {"zh-CN": "提醒", "en": "Reminder"}, "until": "accepted", "after": "PT15M",
        "do": [{"message": "late", "to": "assignee"}]}  # fmt: skip


def test_steps_done_present_and_to_come_with_their_deadlines(publish_flow: Start) -> None:
    company = publish_flow(
        [
            node("sort", "condition", branches=[{"key": "big", "title": {"en": "Large"}, "when": True}]),
            node("ask", "task", [LATE], assignee=OWNER),
            node("sign", "approval", approvers={"role": "signer"}),
        ],
        [("start", "sort"), ("sort", "ask", "big"), ("sort", "end", "otherwise"), ("ask", "sign"), ("sign", "end")],
    )
    record = company.request(by="cy", owner_person="bob")
    company.advance(minutes=15)

    flow = company.flow(record, "cy")

    assert {key: flow[key] for key in ("workflow", "revision", "state", "ended_at", "incident", "decision")} == {
        "workflow": {"key": "flow", "title": "Flow"}, "revision": 1, "state": "waiting", "ended_at": None,
        "incident": None, "decision": None,
    }  # fmt: skip
    shown = [(step["node"], step["state"], step["who"], step["facts"]) for step in flow["steps"]]
    assert shown == [
        ("start", "done", ["Cy"], []),
        ("sort", "done", None, ["Large"]),
        ("ask", "now", ["Bob"], []),
        ("sign", "waiting", None, []),
        ("end", "waiting", None, []),
    ]
    assert flow["steps"][2]["limits"] == [
        {"key": "remind", "title": "Reminder", "due_at": "2026-01-05T01:15:00Z", "fired_at": "2026-01-05T01:15:00Z",
         "passed": False, "clock": "wall", "times": 1, "times_in_all": 1}
    ]  # fmt: skip


def test_a_deadline_whose_awaited_state_came_first_is_passed(publish_flow: Start) -> None:
    finish = LATE | {"key": "finish", "until": "done", "after": "PT2H"}
    company = publish_flow(
        [node("ask", "task", [LATE, finish], assignee=OWNER, first_response=["called"])],
        [("start", "ask"), ("ask", "end")],
    )
    record = company.request(owner_person="bob")

    def passed() -> list[bool]:
        return [limit["passed"] for limit in company.flow(record)["steps"][1]["limits"]]

    assert passed() == [False, False]
    task = company.task(record)
    tasks.accept(company.as_("bob"), task.id, "called", revision=task.revision)
    assert passed() == [True, False], "the reminder waits for the first response only"
    company.complete(record, "bob")
    assert passed() == [True, True]


def test_a_finished_flow_ends_with_its_end(publish_flow: Start) -> None:
    company = publish_flow([node("ask", "task", assignee=OWNER)], [("start", "ask"), ("ask", "end")])
    record = company.request(owner_person="bob")
    company.complete(record, "bob")

    flow = company.flow(record)

    assert [(step["node"], step["state"], step["facts"]) for step in flow["steps"]] == [
        ("start", "done", []), ("ask", "done", ["Done"]), ("end", "done", []),
    ]  # fmt: skip
    assert flow["ended_at"] == "2026-01-05T01:00:00Z"


def test_an_incident_is_told_in_words(publish_flow: Start) -> None:
    company = publish_flow([node("ask", "task", assignee=OWNER)], [("start", "ask"), ("ask", "end")])
    record = company.request()

    flow = company.flow(record)

    assert flow["incident"] == {
        "code": "workflow.nobody", "detail": "There is nobody to ask at this step. Name somebody and retry.",
    }  # fmt: skip
    assert flow["steps"][1]["state"] == "incident"


def test_each_visit_is_a_step_of_its_own(publish_flow: Start) -> None:
    company = publish_flow(
        [node("ask", "task", assignee=OWNER, decline_with="reasons")],
        [("start", "ask"), ("ask", "end", "done"), ("ask", "ask", "declined")],
    )
    record = company.request(owner_person="bob")
    task = company.task(record)
    tasks.decline(company.as_("bob"), task.id, "busy", revision=1)

    assert [(step["node"], step["state"]) for step in company.flow(record)["steps"]] == [
        ("start", "done"), ("ask", "done"), ("ask", "now"), ("end", "waiting"),
    ]  # fmt: skip


def test_who_may_not_see_the_record_may_not_see_its_flow(publish_flow: Start) -> None:
    company = publish_flow([node("ask", "task", assignee=OWNER)], [("start", "ask"), ("ask", "end")])
    record = company.request(owner_person="bob")

    with pytest.raises(NotFound):
        flow_of(company.as_("eve"), APP, "request", record)
