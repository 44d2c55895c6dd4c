"""Deadlines: with the clock moved by hand, each fires once, never early, and never for what is finished."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from loomwork.runtime import records
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.workflows import retry, tasks

from ..conftest import Company, Start, node, wait

OWNER = {"field": "owner_person"}
REMIND = {
    "key": "remind",
    "title": {"zh-CN": "提醒", "en": "Reminder"},
    "until": "accepted",
    "after": {"param": "after"},
    "do": [{"move": {"status": "delay"}}, {"message": "late", "to": "assignee"}],
}
ALARM = {
    "key": "alarm",
    "until": "accepted",
    "after": "PT2H",
    "do": [{"message": "alarm", "to": {"manager_of": "assignee"}}],
}
AGAIN = {"key": "again", "until": "accepted", "after": "PT4H", "leave_by": "unanswered"}


def asked(publish_flow: Start, *limits: dict[str, Any]) -> Company:
    leaving = [("ask", "tell", "unanswered")] if AGAIN in limits else []
    more = [node("tell", "message", message="told", to="initiator")] if leaving else []
    return publish_flow(
        [node("ask", "task", list(limits), assignee=OWNER), *more],
        [("start", "ask"), ("ask", "end", "done"), *leaving, *([("tell", "end")] if leaving else [])],
    )


def test_each_fires_once_at_its_moment_and_not_before(publish_flow: Start) -> None:
    company = asked(publish_flow, REMIND, ALARM)
    record = company.request(owner_person="bob")

    company.clock.advance(timedelta(minutes=15) - timedelta(microseconds=1))
    company.run()
    assert (company.told(record), company.record(record).values["status"]) == ([], "new")
    company.clock.advance(timedelta(microseconds=1))
    company.run()
    assert company.told(record) == [("late", "bob")]
    assert company.record(record).values["status"] == "late"
    company.advance(minutes=104)
    assert company.told(record) == [("late", "bob")]
    company.advance(minutes=1)

    assert company.told(record) == [("late", "bob"), ("alarm", "ann")]
    assert company.holders(record) == ["bob"]


def test_a_jump_over_several_does_each_once_in_their_order(publish_flow: Start) -> None:
    company = asked(publish_flow, AGAIN, ALARM, REMIND)
    record = company.request(owner_person="bob")

    company.advance(days=3)

    fired = [event.data["key"] for event in company.events(record) if event.kind == "limit"]
    assert fired == ["remind", "alarm", "again"]
    assert company.told(record) == [("late", "bob"), ("alarm", "ann"), ("told", "cy")]
    assert company.way(record)[0] == ("ask", "unanswered")
    assert company.state(record) == "completed"
    assert company.open(record) == []


def test_a_state_reached_in_time_takes_its_limits_away(publish_flow: Start) -> None:
    company = asked(
        publish_flow, REMIND, ALARM, {"key": "end", "after": "PT3H", "do": [{"message": "told", "to": OWNER}]}
    )
    record = company.request(owner_person="bob")
    task = company.task(record)

    tasks.accept(company.as_("bob"), task.id, revision=task.revision)
    company.advance(days=1)

    assert company.told(record) == [("told", "bob")], "the one until done still holds"
    assert company.record(record).values["status"] == "new"


def test_finished_tasks_leave_no_timer(publish_flow: Start) -> None:
    company = asked(publish_flow, REMIND, AGAIN)
    record = company.request(owner_person="bob")

    company.complete(record, "bob")
    company.advance(days=1)

    assert company.told(record) == []
    assert {row.state for row in company.rows(sa.select(job.c.state).where(job.c.kind == "workflow.timer"))} == {
        "cancelled"
    }


def test_a_move_is_left_out_where_the_record_stands_elsewhere(publish_flow: Start) -> None:
    company = asked(publish_flow, REMIND)
    record = company.request(owner_person="bob", status="done")

    company.advance(minutes=20)

    assert company.record(record).values["status"] == "done"
    assert company.told(record) == [("late", "bob")]


def test_a_step_entered_again_has_limits_of_its_own(publish_flow: Start) -> None:
    company = publish_flow(
        [node("ask", "task", [REMIND], assignee=OWNER, decline_with="reasons")],
        [("start", "ask"), ("ask", "end", "done"), ("ask", "ask", "declined")],
    )
    record = company.request(owner_person="bob")
    company.advance(minutes=10)
    task = company.task(record)
    tasks.decline(company.as_("bob"), task.id, "busy", revision=task.revision)

    company.advance(minutes=10)
    assert company.told(record) == []
    company.advance(minutes=5)

    assert company.told(record) == [("late", "bob")]


def test_a_task_shows_the_next_limit_as_its_deadline(publish_flow: Start) -> None:
    company = asked(publish_flow, REMIND, ALARM)
    record = company.request(owner_person="bob")
    begun = company.clock.now()
    assert company.task(record).due_at == begun + timedelta(minutes=15)

    company.advance(minutes=15)

    assert company.task(record).due_at == begun + timedelta(hours=2)


def test_a_wait_holds_until_its_moment(publish_flow: Start) -> None:
    company = publish_flow([wait("hold", "P1D")], [("start", "hold"), ("hold", "end")])
    record = company.request()

    company.advance(hours=23)
    assert company.state(record) == "waiting"
    company.advance(hours=1)

    assert company.way(record) == [("hold", "reached")]
    assert company.state(record) == "completed"


def test_a_limit_that_cannot_do_its_work_is_an_incident_and_is_done_when_retried(publish_flow: Start) -> None:
    wrong = {"key": "wrong", "after": "PT1M", "do": [{"set": {"status": {"var": "record.note"}}}]}
    company = asked(publish_flow, wrong, REMIND)
    record = company.request(owner_person="bob", note="nowhere")

    company.advance(minutes=30)
    assert company.state(record) == "incident"
    assert company.told(record) == [], "a step that stopped waits with its other limits too"
    records.change(company.context, "desk", "request", record, {"note": "late"}, revision=1)
    retry(company.as_("boss"), company.instance(record).id)

    assert company.state(record) == "waiting"
    assert company.record(record).values["status"] == "late"
    assert company.told(record) == [("late", "bob")]
