"""Limits by their clocks, again and again, and what they do to open to-dos; each with the clock moved by hand."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from loomwork.builder import calendars
from loomwork.runtime.calendars import calendars as known_calendars
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.workflows import ensure_recounted

from ..conftest import Company, Start, edge, node, workflow

OWNER = {"field": "owner_person"}
TELL = [{"message": "late", "to": "assignee"}]
FRIDAY_AT_FIVE = "2026-01-09T17:00:00+08:00"


def limit(**members: Any) -> dict[str, Any]:
    return {"key": "late", "do": TELL} | members


def asked(publish_flow: Start, *limits: dict[str, Any], **trigger: Any) -> Company:
    step = node("ask", "task", list(limits), assignee=OWNER, decline_with="reasons")
    company = publish_flow([step], [("start", "ask"), ("ask", "end")])
    company.clock.set(datetime.fromisoformat(FRIDAY_AT_FIVE))
    return company


def at(company: Company, text: str) -> None:
    company.clock.set(datetime.fromisoformat(f"2026-{text}:00+08:00"))
    company.run()


def test_working_time_passes_only_while_people_work(publish_flow: Start) -> None:
    company = asked(publish_flow, limit(after="PT2H", clock="working"))
    record = company.request(owner_person="bob")

    at(company, "01-12T09:59")
    assert company.told(record) == []
    at(company, "01-12T10:00")

    assert company.told(record) == [("late", "bob")]
    step = company.flow(record)["steps"][1]
    assert [(one["clock"], one["times"]) for one in step["limits"]] == [("working", 1)]


def test_a_calendar_that_changes_moves_open_limits_and_both_moments_are_kept(publish_flow: Start) -> None:
    company = asked(publish_flow, limit(after="PT2H", clock="working"))
    record = company.request(owner_person="bob")
    context = company.as_("boss")
    with context.workspace.database.read() as connection:
        company_calendar = known_calendars(context.workspace, plan_cache(context.workspace).at(connection))[0]
    off = {"2026-01-12": {"works": False}}
    calendars.change_calendar(context, "company", company_calendar.document | {"days": off}, company_calendar.revision)
    company.run()

    moved = next(event for event in company.events(record) if event.kind == "retimed")
    assert moved.data["before"] == {"late": "2026-01-12T02:00:00.000000Z"}
    assert moved.data["timers"][0]["due"] == "2026-01-13T02:00:00.000000Z"
    at(company, "01-12T12:00")
    assert company.told(record) == []
    at(company, "01-13T10:00")
    assert company.told(record) == [("late", "bob")]


def test_holidays_that_an_update_brings_are_followed_once(publish_flow: Start) -> None:
    company = asked(publish_flow, limit(after="PT2H", clock="working"))
    record = company.request(owner_person="bob")

    for _ in range(2):
        ensure_recounted(company.context.workspace)
    company.run()

    assert not [event for event in company.events(record) if event.kind == "retimed"], "nothing is otherwise"


def test_a_limit_that_comes_again_does_so_as_often_as_said(publish_flow: Start) -> None:
    company = asked(publish_flow, limit(after="PT1H", every="PT30M", times=3))
    record = company.request(owner_person="bob")

    company.advance(hours=1)
    assert company.told(record) == [("late", "bob")]
    company.advance(minutes=29)
    assert len(company.told(record)) == 1
    company.advance(minutes=1)
    assert len(company.told(record)) == 2
    company.advance(days=1)
    company.advance(days=1)

    assert len(company.told(record)) == 3
    assert company.flow(record)["steps"][1]["limits"][0]["times"] == 3


def test_what_was_missed_while_nothing_ran_is_done_once(publish_flow: Start) -> None:
    company = asked(publish_flow, limit(after="PT1H", every="PT1H", times=100))
    record = company.request(owner_person="bob")

    company.advance(hours=24, minutes=30)
    assert company.told(record) == [("late", "bob")]
    company.advance(minutes=29)
    assert len(company.told(record)) == 1
    company.advance(minutes=1)

    assert len(company.told(record)) == 2, "the next hour is at its own moment"


def test_a_clock_that_is_set_back_makes_nothing_happen_twice_or_early(publish_flow: Start) -> None:
    company = asked(publish_flow, limit(after="PT1H", every="PT1H", times=3))
    record = company.request(owner_person="bob")
    company.advance(hours=1)

    company.advance(days=-1)
    company.advance(hours=24)
    assert len(company.told(record)) == 1
    company.advance(hours=1)

    assert len(company.told(record)) == 2


def test_each_time_somebody_higher_is_told(publish_flow: Start) -> None:
    up = limit(after="PT1H", every="PT1H", times=4, do=[{"escalate": "late", "up_to": 3}])
    company = asked(publish_flow, up)
    record = company.request(owner_person="bob")

    for _ in range(4):
        company.advance(hours=1)

    assert company.told(record) == [("late", "ann"), ("late", "boss"), ("late", "boss"), ("late", "boss")]


def test_a_rule_declines_in_its_own_name(publish_flow: Start) -> None:
    company = asked(publish_flow, limit(after="PT1H", do=[{"act": "declined"}], title="Too late"))
    record = company.request(owner_person="bob")

    company.advance(hours=1)

    assert company.way(record) == [("ask", "declined")]
    answered = next(event for event in company.events(record) if event.kind == "answered")
    assert (answered.data["by"], answered.data["rule"]) == (None, "late")
    assert company.flow(record)["steps"][1]["facts"] == ["Declined", "by the deadline Too late"]
    assert company.open(record) == []


@pytest.mark.parametrize(("amount", "way"), [(10, [("ask", "approved")]), (1000, [])])
def test_a_rule_approves_small_amounts_only(publish_flow: Start, amount: int, way: list[tuple[str, str]]) -> None:
    small = {"act": "approve", "where": {"<=": [{"var": "record.amount"}, {"param": "limit"}]}}
    step = node("ask", "approval", [limit(after="PT1H", do=[small])], approvers=[OWNER, {"role": "signer"}], mode="all")
    company = publish_flow([step], [("start", "ask"), ("ask", "end")])
    company.set(limit=100)
    record = company.request(owner_person="bob", amount=amount)

    company.advance(hours=1)

    assert company.way(record) == way
    assert company.state(record) == ("completed" if way else "waiting")


def test_a_task_is_handed_over_and_its_clock_runs_on(publish_flow: Start) -> None:
    company = asked(
        publish_flow,
        limit(after="PT1H", do=[{"transfer": {"manager_of": "assignee"}}]),
        limit(key="still", after="PT2H"),
    )
    record = company.request(owner_person="bob")

    company.advance(hours=1)
    assert company.holders(record) == ["ann"]
    company.advance(hours=1)
    assert company.told(record) == [("late", "ann")]
    company.complete(record, "ann")

    assert company.state(record) == "completed"


def test_the_slot_of_an_approval_goes_along(publish_flow: Start) -> None:
    over = limit(after="PT1H", do=[{"transfer": {"manager_of": "assignee"}}])
    company = publish_flow([node("ask", "approval", [over], approvers=OWNER)], [("start", "ask"), ("ask", "end")])
    record = company.request(owner_person="bob")

    company.advance(hours=1)
    company.decide(record, "ann", "approve")

    assert company.way(record) == [("ask", "approved")]


def test_a_limit_counts_up_to_a_moment_of_the_record(publish_flow: Start) -> None:
    company = asked(publish_flow, limit(before="PT1H", of="visit_at"), limit(key="after", after="PT1H", of="visit_at"))
    record = company.request(owner_person="bob", visit_at="2026-01-12T10:00:00+08:00")
    empty = company.request(owner_person="bob")

    at(company, "01-12T08:59")
    assert company.told(record) == []
    at(company, "01-12T09:00")
    assert company.told(record) == [("late", "bob")]
    at(company, "01-12T11:00")

    assert len(company.told(record)) == 2
    assert company.told(empty) == []


def test_the_workflow_says_by_which_clock_its_limits_count(company: Company) -> None:
    step = node("ask", "task", [limit(after="PT2H"), limit(key="wall", after="PT2H", clock="wall")], assignee=OWNER)
    company.publish(workflow([step], [edge("start", "ask"), edge("ask", "end")]) | {"clock": "working"})
    company.clock.set(datetime.fromisoformat(FRIDAY_AT_FIVE))
    record = company.request(owner_person="bob")

    assert company.task(record).due_at == company.clock.now() + timedelta(hours=2)
    at(company, "01-12T10:00")
    assert len(company.told(record)) == 2
