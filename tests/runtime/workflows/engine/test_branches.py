"""Branches come together: all, the first, or some; those that ended are not waited for, the rest is cancelled."""

from typing import Any

from loomwork.runtime.workflows import retry, tasks

from ..conftest import Company, Start, node
from .test_transacting import OWNER, assert_replays

LATE = [{"key": "late", "after": "PT5M", "do": [{"message": "late", "to": "assignee"}]}]


def three(publish_flow: Start, last: str = "both", **settings: Any) -> Company:
    """Three tasks side by side, joined as set; the third may lead elsewhere."""
    return publish_flow(
        [
            node("split", "parallel"),
            node("a", "task", LATE, assignee=OWNER),
            node("b", "task", LATE, assignee=OWNER),
            node("c", "approval", LATE, approvers={"role": "signer"}, mode="any"),
            node("both", "join", **settings),
            node("tell", "message", message="told", to="initiator"),
        ],
        [("start", "split"), ("split", "a"), ("split", "b"), ("split", "c"), ("a", "both"), ("b", "both"),
         ("c", last), ("both", "tell"), ("tell", "end")],
    )  # fmt: skip


def complete(company: Company, record: str, key: str) -> None:
    task = next(one for one in company.open(record) if one.node == key)
    tasks.complete(company.as_("bob"), task.id, {}, revision=task.revision)


def test_the_first_goes_on_and_the_others_are_cancelled_with_their_tasks_and_timers(publish_flow: Start) -> None:
    company = three(publish_flow, mode="any")
    record = company.request(owner_person="bob")

    complete(company, record, "b")
    company.advance(hours=1)

    assert company.state(record) == "completed"
    assert company.open(record) == []
    assert company.told(record) == [("told", "cy")], "no deadline of a cancelled branch acts"
    assert company.way(record)[1:] == [("b", "done"), ("both", "joined"), ("tell", "done")]
    assert company.instance(record).variables["both"]["arrived"] == 1
    assert_replays(company, record)
    skipped = [step["node"] for step in company.flow(record)["steps"] if step["state"] == "skipped"]
    assert skipped == ["a", "c"]


def test_two_of_three_are_enough(publish_flow: Start) -> None:
    company = three(publish_flow, mode="count", count=2)
    record = company.request(owner_person="bob")

    complete(company, record, "a")
    assert company.state(record) == "waiting"
    company.decide(record, "ann", "approve")

    assert company.state(record) == "completed"
    assert_replays(company, record)


def test_a_branch_that_ended_is_not_waited_for(publish_flow: Start) -> None:
    company = three(publish_flow, last="end")
    record = company.request(owner_person="bob")

    complete(company, record, "a")
    complete(company, record, "b")
    assert company.told(record) == []
    company.decide(record, "ann", "approve")

    assert company.told(record) == [("told", "cy")]
    assert company.state(record) == "completed"
    assert_replays(company, record)


def test_an_incident_stops_its_own_branch_and_goes_with_it_when_another_is_enough(publish_flow: Start) -> None:
    company = publish_flow(
        [
            node("split", "parallel"),
            node("stuck", "task", assignee={"role": "idle"}),
            node("fine", "task", assignee=OWNER),
            node("join", "join", mode="any"),
            node("last", "task", assignee=OWNER),
        ],
        [("start", "split"), ("split", "stuck"), ("split", "fine"), ("stuck", "join"), ("fine", "join"),
         ("join", "last"), ("last", "end")],
    )  # fmt: skip
    record = company.request(owner_person="bob")
    assert company.state(record) == "incident"

    company.complete(record, "bob")

    assert company.state(record) == "waiting"
    assert company.holders(record) == ["bob"]
    assert_replays(company, record)


def test_an_automatic_circle_goes_round_as_often_as_it_may(publish_flow: Start) -> None:
    again = node("again", "message", message="told", to="initiator") | {"most_visits": {"param": "limit"}}
    company = publish_flow(
        [again, node("over", "end")], [("start", "again"), ("again", "again", "done"), ("again", "over", "too_often")]
    )

    record = company.request()

    assert [outcome for key, outcome in company.way(record) if key == "again"] == ["done"] * 5 + ["too_often"]
    assert company.told(record) == [("told", "cy")] * 5
    assert_replays(company, record)


def test_a_bounded_loop_counts_anew_each_time_it_is_entered_from_outside(publish_flow: Start) -> None:
    outer = node("outer", "message", message="told", to="initiator") | {"most_visits": 2}
    inner = node("inner", "message", message="late", to="initiator") | {"most_visits": 3}
    company = publish_flow(
        [outer, inner],
        [
            ("start", "outer"),
            ("outer", "inner", "done"),
            ("outer", "end", "too_often"),
            ("inner", "inner", "done"),
            ("inner", "outer", "too_often"),
        ],
    )

    record = company.request()

    rounds = [("inner", "done")] * 3 + [("inner", "too_often")]
    assert company.way(record) == [("outer", "done"), *rounds] * 2 + [("outer", "too_often")]
    assert company.instance(record).variables["inner"]["visits"] == 8
    assert_replays(company, record)


def test_a_loop_that_was_left_half_way_counts_anew_too(publish_flow: Start) -> None:
    call = node("call", "task", assignee=OWNER, decline_with="reasons") | {"most_visits": 2}
    check = node("check", "task", assignee=OWNER, decline_with="reasons")
    company = publish_flow(
        [node("begin", "message", message="told", to="initiator"), call, check],
        [
            ("start", "begin"),
            ("begin", "call"),
            ("call", "call", "declined"),
            ("call", "check", "done"),
            ("call", "end", "too_often"),
            ("check", "begin", "declined"),
            ("check", "end", "done"),
        ],
    )
    record = company.request(owner_person="bob")

    for _ in range(2):
        decline(company, record)
        company.complete(record, "bob")
        decline(company, record)
    assert company.state(record) == "waiting"
    decline(company, record)
    decline(company, record)

    assert company.way(record)[-1] == ("call", "too_often")
    assert_replays(company, record)


def decline(company: Company, record: str) -> None:
    task = company.task(record, "bob")
    tasks.decline(company.as_("bob"), task.id, "busy", revision=task.revision)


def test_many_automatic_steps_take_several_transactions(publish_flow: Start) -> None:
    company = circle(publish_flow, 450)

    record = company.request()

    row = company.instance(record)
    assert (row.state, row.variables["round"]["visits"], row.revision) == ("completed", 451, 3)
    assert_replays(company, record)


def test_an_endless_loop_ends_in_an_incident(publish_flow: Start) -> None:
    company = circle(publish_flow, 1_000_000)

    record = company.request()

    assert company.state(record) == "incident"
    assert company.incident(record) == "workflow.too_many_steps"
    assert company.instance(record).revision == 26
    assert retry(company.as_("boss"), company.instance(record).id) == "waiting", "it may go round as often again"


def circle(publish_flow: Start, most: int) -> Company:
    always = [{"key": "on", "when": {"==": [1, 1]}}]
    return publish_flow(
        [node("round", "condition", branches=always) | {"most_visits": most}],
        [("start", "round"), ("round", "round", "on", "otherwise"), ("round", "end", "too_often")],
    )
