"""Close a period: what is in it stays as it is for good, and periods are closed one after the other."""

from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..calendars.periods import read_period
from ..changes import change_of, run
from ..context import Context
from ..definitions import plans_in
from ..errors import InvalidValue
from ..fields.datetime import moment_text
from ..people import organisation_of
from ..storage import Transaction
from . import tables
from .access import managed
from .amounts import shown
from .errors import PeriodClosed, PeriodRunning
from .plan import LedgerPlan
from .posting import first_open_day

_entry, _state, _closing = tables.entry, tables.state, tables.closing


def close(context: Context, app: str, key: str, period: str) -> dict[str, Any]:
    """Close a period and all before it. Raises NotFound, Forbidden, InvalidValue, PeriodRunning, PeriodClosed."""

    def unit(tx: Transaction) -> dict[str, Any]:
        plan = managed(context, plans_in(context.workspace, tx), app, key)
        today = context.now().astimezone(ZoneInfo(context.workspace.zone)).date()
        meant = read_period(period, today)
        if meant.unit != plan.period:
            raise InvalidValue(
                pointer="/period", expected={"zh-CN": "这本台账的结账期间", "en": "a period of this ledger"}
            )
        if today < meant.after:
            raise PeriodRunning(period=meant.key)
        first_open = first_open_day(tx, plan, alone=True)
        if first_open is not None and meant.after <= first_open:
            raise PeriodClosed(period=meant.key)
        closed = _close_up_to(context, tx, plan, meant.key)
        tx.execute(sa.update(_state).where(_state.c.ledger == plan.name).values(open_from=meant.after))
        patch = [{"op": "set", "path": ["closed"], "before": None, "after": meant.key}]
        change_of(tx).entry("ledger", plan.name, plan.name, "change", patch)
        total, count = closed[meant.key]
        return {"period": meant.key, "total": shown(total, plan.decimals), "entries": count}

    return run(context, unit)


def _close_up_to(context: Context, tx: Transaction, plan: LedgerPlan, last: str) -> dict[str, tuple[int, int]]:
    """Write down what every period up to `last` holds that was not closed yet: (total, entries) by period."""
    known = sa.select(_closing.c.period).where(_closing.c.ledger == plan.name)
    sums = sa.select(_entry.c.period, sa.func.sum(_entry.c.amount).label("total"), sa.func.count().label("entries"))
    # Keys of periods of one unit follow one another as texts.
    sums = sums.where(_entry.c.ledger == plan.name, _entry.c.period <= last, _entry.c.period.not_in(known))
    found = {last: (0, 0)}
    found |= {row.period: (int(row.total), row.entries) for row in tx.execute(sums.group_by(_entry.c.period))}
    shared = {"ledger": plan.name, "at": context.now(), "by": context.actor.identity}
    rows = [{"period": period, "total": total, "entries": count, **shared} for period, (total, count) in found.items()]
    tx.execute(sa.insert(_closing), rows)
    return found


def closings(context: Context, plan: LedgerPlan) -> list[dict[str, Any]]:
    """[{"period", "total", "entries", "at", "by"}], the last first."""
    with context.workspace.database.read() as connection:
        rows = connection.execute(sa.select(_closing).where(_closing.c.ledger == plan.name)).all()
        organisation = organisation_of(context.workspace, connection)
    return [
        {
            "period": row.period,
            "total": shown(row.total, plan.decimals),
            "entries": row.entries,
            "at": moment_text(row.at),
            "by": organisation.name(row.by),
        }
        for row in sorted(rows, key=lambda row: row.period, reverse=True)
    ]
