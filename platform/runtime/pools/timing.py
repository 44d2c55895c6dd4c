"""When a held record is looked at next. Each has one durable job at one moment; follow-up costs nothing, since the job
asks how long ago the last was when its moment comes, and waits on if that was not long enough ago."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..calendars import after, before, calendar_plan, length
from ..context import Context
from ..definitions import Plans
from ..identifiers import new_id
from ..jobs import BULK, cancel, enqueue
from ..storage import Transaction
from .plan import Activity, PoolPlan
from .tables import pool_place

JOB = "pool.look"


def watches(pool: PoolPlan, row: Mapping[str, Any]) -> bool:
    """Whether a held record comes back when nobody follows it up."""
    return pool.recycle is not None and pool.recycle.where.holds(row) and not pool.protect.holds(row)


def watch(
    context: Context, tx: Transaction, plans: Plans, pool: PoolPlan, record_id: str, at: datetime | None = None
) -> str:
    """Write the job that looks at a record, without `at` when it is due from now on. Returns the job's key."""
    due = at or check_at(context, plans, pool, context.now())
    timer = f"{JOB}/{record_id}/{new_id()}"
    payload = {"app": pool.app, "pool": pool.key, "record": record_id, "timer": timer}
    enqueue(context, tx, JOB, payload, key=timer, new_key=True, run_at=max(due, context.now()), lane=BULK)
    return timer


def forget(context: Context, tx: Transaction, record_id: str) -> None:
    """Take the record's job back, if it has one."""
    timer = tx.execute(sa.select(pool_place.c.timer).where(pool_place.c.record_id == record_id)).scalar()
    if timer:
        cancel(context, tx, timer)


def check_at(context: Context, plans: Plans, pool: PoolPlan, last: datetime) -> datetime:
    """When something is to be done at the earliest, after the last follow-up: the warning, else taking it back."""
    due = due_at(context, plans, pool, last)
    return due if pool.recycle is None or pool.recycle.warn_before is None else warn_at(context, plans, pool, due)


def due_at(context: Context, plans: Plans, pool: PoolPlan, last: datetime) -> datetime:
    """When the record is taken back after its last follow-up."""
    assert pool.recycle is not None
    return shifted(context, plans, pool, last, pool.recycle.after)


def warn_at(context: Context, plans: Plans, pool: PoolPlan, due: datetime) -> datetime:
    """When to warn of what is due at that moment."""
    assert pool.recycle is not None
    return shifted(context, plans, pool, due, pool.recycle.warn_before, back=True)


def shifted(
    context: Context, plans: Plans, pool: PoolPlan, moment: datetime, setting: Any, *, back: bool = False
) -> datetime:
    """The moment a duration setting of the pool later, or earlier."""
    assert pool.recycle is not None
    duration = str(pool.value(plans, setting))
    if pool.recycle.working:
        days = length(duration).days
        working = calendar_plan(context.workspace, plans).working
        return working.days_after(moment, -days if back else days)
    return (before if back else after)(moment, duration, context.workspace.zone)


def last_follow_up(
    context: Context, connection: sa.Connection, pool: PoolPlan, record_id: str, place: Mapping[str, Any]
) -> datetime:
    """The last follow-up of a held record, at the earliest when its holder got it. What lies ahead does not count."""
    assert pool.recycle is not None
    found = [place["since"], place["active_at"]]
    found += [_last(context, connection, one, record_id) for one in pool.recycle.activities]
    return max(moment for moment in found if moment is not None)


def _last(context: Context, connection: sa.Connection, activity: Activity, record_id: str) -> datetime | None:
    """The pool's app asks, not a person: follow-up counts whoever may read it."""
    table = activity.form.table
    column = table.c[activity.moment]
    zone = ZoneInfo(context.workspace.zone)
    now = context.now()
    is_day = isinstance(column.type, sa.Date)
    limit = now.astimezone(zone).date() if is_day else sa.literal(now, column.type)
    statement = sa.select(sa.func.max(column)).where(
        table.c[activity.reference] == record_id, table.c.deleted_at.is_(None), column <= limit
    )
    found: datetime | date | None = connection.execute(statement).scalar()
    if is_day and found is not None:
        return min(now, datetime.combine(found, time.max, zone).astimezone(UTC))
    return found if isinstance(found, datetime) else None
