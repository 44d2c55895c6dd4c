"""What was not done in time starts a workflow: once for each duty, before or at its hour, by the hour that holds."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from loomwork.runtime import changes, jobs
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import set_parameters
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage import FakeClock
from loomwork.runtime.triggers import START
from tests.company import Install
from tests.owed import at, obligation, publish, report

As = Callable[..., Context]


def listening(key: str = "chase", **trigger: Any) -> dict[str, Any]:
    return {
        "kind": "workflow",
        "key": key,
        "title": key,
        "trigger": {"type": "obligation_missed", "obligation": "daily"} | trigger,
        "nodes": [{"key": "over", "type": "end", "title": "Over"}],
        "edges": [{"from": "start", "to": "over"}],
    }


def started(context: Context, workflow: str = "chase") -> list[tuple[str, str]]:
    """(day, person) of each start."""
    jobs.run_due(context.workspace)
    with context.workspace.database.read() as connection:
        rows = connection.execute(sa.select(job.c.payload).where(job.c.kind == START).order_by(job.c.id)).all()
    found = [row.payload for row in rows]
    return [(one["data"]["period"], one["data"]["person"]) for one in found if one["workflow"] == workflow]


def test_each_duty_that_is_missed_starts_once_and_who_did_it_is_left_alone(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    publish(context, install, obligation(), listening(), listening("remind", before="PT30M"))
    lazy, busy = person_of("seller"), person_of("seller")
    lazy_id, busy_id = str(lazy.actor.person_id), str(busy.actor.person_id)
    at(clock, "2026-01-05T17:29")
    assert started(context, "remind") == []
    at(clock, "2026-01-05T17:30")
    assert sorted(started(context, "remind")) == sorted([("2026-01-05", lazy_id), ("2026-01-05", busy_id)])
    report(context, busy, "2026-01-05")
    assert started(context) == []
    at(clock, "2026-01-05T18:00")
    assert started(context) == [("2026-01-05", lazy_id)]
    # Down over a day and a week-end: what is still missing starts, what was made up for does not.
    at(clock, "2026-01-12T09:00")
    for day in ("2026-01-06", "2026-01-07", "2026-01-08"):
        report(context, lazy, day)
    missed = started(context)
    days = ("2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09")
    assert sorted(missed[1:]) == sorted([("2026-01-09", lazy_id), *((day, busy_id) for day in days)])
    assert started(context) == missed


def test_the_hour_may_be_a_parameter_and_holds_from_when_it_is_set(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    changes.run(context, lambda tx: set_parameters(tx, context, "crm", {"hour": "16:00"}))
    publish(context, install, obligation(by={"param": "hour"}), listening())
    person_of("seller")
    at(clock, "2026-01-05T15:59")
    assert started(context) == []
    at(clock, "2026-01-05T16:00")
    assert len(started(context)) == 1
    changes.run(context, lambda tx: set_parameters(tx, context, "crm", {"hour": "10:00"}))
    at(clock, "2026-01-06T10:00")
    assert len(started(context)) == 2
    at(clock, "2026-01-06T23:00")
    assert len(started(context)) == 2
