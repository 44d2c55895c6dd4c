"""Alarms: raised when a period closes, anew with late data, once or each time, told to who should know, never twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, records
from loomwork.runtime.changes.tables import change_entry
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache, publish
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.jobs import run_due
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.messages.tables import message
from loomwork.runtime.metrics import alarms
from loomwork.runtime.metrics.alarms import alarm_plan
from loomwork.runtime.metrics.alarms.judging import judged, run_of
from loomwork.runtime.storage import FakeClock
from tests.company import CUSTOMER, DEAL, ROLES, Install
from tests.measured import SHANGHAI, metric, plan

As = Callable[..., Context]
BANDS = [{"green": "10", "yellow": "5"}]
MEASURED = metric(
    aggregate={"type": "sum", "field": "amount"}, good="high", bands=BANDS, dimensions=["seller"], moment="due"
)


def alarm(**more: Any) -> dict[str, Any]:
    document = {"kind": "alarm", "key": "low", "title": {"zh-CN": "低", "en": "Low"}, "metric": "m", "by": ["seller"]}
    return document | {"period": "week", "state": "yellow", "in_a_row": 2, "tell": "subject"} | more


def watched(context: Context, install: Install, **more: Any) -> alarms.AlarmPlan:
    install([CUSTOMER, DEAL, *ROLES, MEASURED, alarm(**more)], manifest={"package": "crm"})
    return alarm_plan(plan_cache(context.workspace).latest(), "crm", "low")


def sold(context: Context, seller: Context, day: str, amount: str) -> None:
    records.create(
        context, "crm", "deal", {"title": "Lamp", "seller": seller.actor.person_id, "due": day, "amount": amount}
    )


def go(context: Context, clock: FakeClock, day: str) -> None:
    """To that day, as a server does that ran all the while: it finds due what fell due."""
    clock.set(datetime.fromisoformat(day).replace(tzinfo=SHANGHAI))
    while run_due(context.workspace):
        pass


def findings(context: Context) -> list[tuple[str, str, int]]:
    found = alarms.history(context, plan(context))[0]["findings"]
    return [(one["period"]["key"], one["state"], one["in_a_row"]) for one in found]


def told(context: Context) -> list[str]:
    with context.workspace.database.read() as connection:
        rows = connection.execute(sa.select(message.c.title).order_by(message.c.id)).scalars()
        return [title["en"] for title in rows]


def test_it_is_raised_after_so_many_periods_told_once_and_recovers(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    watched(context, install)
    seller = person_of("seller")
    for day, amount in (("2026-01-05", "6"), ("2026-01-12", "1"), ("2026-01-19", "1"), ("2026-01-26", "99")):
        sold(context, seller, day, amount)
    go(context, clock, "2026-01-12")
    assert findings(context) == []
    go(context, clock, "2026-01-19")
    assert (findings(context), told(context)) == ([("2026-W03", "raised", 2)], ["Alarm: Low"])
    go(context, clock, "2026-02-02")
    assert findings(context) == [("2026-W05", "recovered", 0), ("2026-W03", "raised", 2)]
    assert told(context) == ["Alarm: Low", "Recovered: Low"]
    with context.workspace.database.read() as connection:
        entries = connection.execute(sa.select(change_entry.c.action).where(change_entry.c.object_kind == "alarm"))
        assert sorted(entries.scalars()) == ["raised", "recovered"]


def test_every_bad_period_is_told_where_the_alarm_says_so(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    watched(context, install, again="every")
    seller = person_of("seller")
    for day in ("2026-01-05", "2026-01-12", "2026-01-19"):
        sold(context, seller, day, "1")
    # The server stood still for weeks, or the clock jumped: no period is left out.
    go(context, clock, "2026-01-26")
    assert findings(context) == [("2026-W04", "raised", 3), ("2026-W03", "raised", 2)]
    assert told(context) == ["Alarm: Low"] * 2


def test_an_alarm_changed_by_publishing_it_alone_is_watched_by_its_new_period(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    watched(context, install, in_a_row=1)
    broken = alarm(key="broken", metric="m") | {"by": ["title"]}
    changed = alarm(period="month", in_a_row=1)
    changes.run(context, lambda tx: publish(tx, context, "crm", [changed, broken]))
    sold(context, person_of("seller"), "2026-01-05", "1")

    go(context, clock, "2026-02-01")

    assert {key for key, _, _ in findings(context)} >= {"2026-01"}


def test_limits_of_a_table_judge_with_what_held_at_the_period(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    table = {
        "kind": "decision_table",
        "key": "limits",
        "title": "Limits",
        "hit": "unique",
        "valid_by": "on",
        "inputs": [{"key": "on", "type": "date"}],
        "outputs": [{"key": "good", "type": "decimal"}, {"key": "fair", "type": "decimal"}],
        "rows": [{"key": "more", "when": [None], "then": ["3", "2"], "from": "2026-01-12"}],
    }
    limits = {"table": "limits", "with": {"on": {"var": "day"}}, "green": "good", "yellow": "fair"}
    watched(context, install, in_a_row=1, again="every")
    changes.run(context, lambda tx: publish(tx, context, "crm", [MEASURED | {"limits": limits}, table]))
    seller = person_of("seller")
    for day in ("2026-01-05", "2026-01-12", "2026-01-19"):
        sold(context, seller, day, "4" if day < "2026-01-19" else "1")

    go(context, clock, "2026-01-26")

    assert findings(context) == [("2026-W04", "raised", 1), ("2026-W03", "recovered", 0), ("2026-W02", "raised", 1)]


def test_late_data_within_the_grace_take_an_alarm_back(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    watched(context, install, in_a_row=1, grace="P2D")
    seller = person_of("seller")
    sold(context, seller, "2026-01-05", "1")
    go(context, clock, "2026-01-12")
    assert findings(context) == [("2026-W02", "raised", 1)]
    sold(context, seller, "2026-01-06", "50")
    go(context, clock, "2026-01-13")
    assert (findings(context), told(context)) == ([], ["Alarm: Low", "Alarm taken back: Low"])
    go(context, clock, "2026-01-15")
    sold(context, seller, "2026-01-07", "1")
    go(context, clock, "2026-01-17")
    assert told(context) == ["Alarm: Low", "Alarm taken back: Low"]


def test_who_does_not_see_the_figure_does_not_see_what_was_found(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    watched(context, install, in_a_row=1)
    seller, other = person_of("seller"), person_of("seller")
    sold(context, seller, "2026-01-05", "1")
    clock.advance(timedelta(days=7))
    go(context, clock, "2026-01-12")
    assert [len(findings(one)) for one in (context, seller, other)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("missing", "verdicts", "count"),
    [
        ("skip", ["red", "none", "yellow"], 2),
        ("breaks", ["red", "none", "yellow"], 1),
        ("counts", ["red", "none", "yellow"], 3),
        ("skip", ["red", "none"], 0),
        ("counts", ["red", "none"], 2),
        ("skip", ["green", "red"], 1),
    ],
)
def test_what_a_period_without_data_does_to_a_run(
    missing: str, verdicts: list[str], count: int, context: Context, install: Install
) -> None:
    watch = watched(context, install, missing=missing)
    assert run_of(watch, verdicts) == count
    assert judged(watch, verdicts, False) == (count, "raised" if count >= 2 else "quiet")


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"metric": "n"}, "/metric"),
        ({"by": ["source"]}, "/by/0"),
        ({"grace": "P1Y"}, "/grace"),
        ({"state": "green"}, "/state"),
    ],
)
def test_what_an_alarm_cannot_watch_is_told_with_its_place(
    more: dict[str, Any], pointer: str, context: Context, install: Install
) -> None:
    with pytest.raises(InvalidDefinition) as error:
        watched(context, install, **more)
    assert error.value.pointer == pointer


def test_workflows_that_listen_start_once_with_what_was_found(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    flow = {
        "kind": "workflow",
        "key": "chase",
        "title": "Chase",
        "trigger": {"type": "alarm_raised", "alarm": "low"},
        "nodes": [{"key": "over", "type": "end", "title": "Over"}],
        "edges": [{"from": "start", "to": "over"}],
    }
    install([CUSTOMER, DEAL, *ROLES, MEASURED, alarm(in_a_row=1), flow], manifest={"package": "crm"})
    seller = person_of("seller")
    sold(context, seller, "2026-01-05", "6")
    go(context, clock, "2026-01-12")
    go(context, clock, "2026-01-14")
    with context.workspace.database.read() as connection:
        started = connection.execute(sa.select(job.c.payload).where(job.c.kind == "workflow.start")).scalars().all()
    assert [one["data"] for one in started] == [{"period": "2026-W02", "value": "6", "subject": seller.actor.person_id}]
