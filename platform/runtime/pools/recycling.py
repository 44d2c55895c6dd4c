"""Take back what nobody follows up: the job that looks at one held record when its moment has come.

It warns first, and never takes back sooner after the warning than the pool says, so that nobody loses a record without
having been told: not by a clock that jumped, not by a limit that was made shorter. What is held fast is looked at again
a day later.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ..changes import change_of
from ..context import Context
from ..definitions import Plans, plans_in
from ..jobs import Job, job_handler
from ..records.rows.statements import row_for_writing
from ..storage import Transaction
from . import timing
from .keeping import Act, move
from .moving import is_kept, put_in
from .notices import RECYCLED, local_text, notify, warn
from .plan import PoolPlan, pool_plan, pools_on
from .standing import standing
from .tables import pool_place
from .words import not_followed_up

_PATIENCE = timedelta(days=1)


@job_handler(timing.JOB)
def look(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "pool", "record", "timer"}. Whatever moved meanwhile has a job of its own."""
    plans = plans_in(context.workspace, tx)
    if plans.find("pool", job.payload["app"], job.payload["pool"]) is None:
        return
    pool = pool_plan(plans, job.payload["app"], job.payload["pool"])
    row = row_for_writing(tx, pool.form, job.payload["record"])
    place = None if row is None else _place(tx, row["id"])
    if row is None or place is None or place["timer"] != job.payload["timer"]:
        return
    found = standing(pools_on(plans, pool.form.app, pool.form.key), row)
    if found is not None and found.pool is pool and found.holder and timing.watches(pool, row):
        _look(context, tx, plans, pool, row, place)
    else:
        _set(tx, row["id"], timer=None)


def _look(
    context: Context, tx: Transaction, plans: Plans, pool: PoolPlan, row: dict[str, Any], place: Mapping[str, Any]
) -> None:
    now = context.now()
    if place["protected_by"] is not None:
        until = place["protected_until"]
        if until is None or until > now:
            # Whoever ends an open protection has it looked at again.
            _set(tx, row["id"], timer=None if until is None else _again(context, tx, plans, pool, row, until))
            return
        _set(tx, row["id"], protected_by=None, protected_until=None, protected_why=None)
    last = timing.last_follow_up(context, tx.connection, pool, row["id"], place)
    due = timing.due_at(context, plans, pool, last)
    if pool.recycle is not None and pool.recycle.warn_before is not None:
        warned = place["warned_at"]
        if warned is None or warned <= last:
            warn = timing.warn_at(context, plans, pool, due)
            if now < warn:
                _set(tx, row["id"], timer=_again(context, tx, plans, pool, row, warn))
            else:
                _warn(context, tx, plans, pool, row, due)
            return
        due = max(due, timing.shifted(context, plans, pool, warned, pool.recycle.warn_before))
    if now < due:
        _set(tx, row["id"], timer=_again(context, tx, plans, pool, row, due))
        return
    if is_kept(context, tx, pool, row):
        _set(tx, row["id"], timer=_again(context, tx, plans, pool, row, now + _PATIENCE))
        return
    _recycle(context, tx, plans, pool, row)


def _warn(context: Context, tx: Transaction, plans: Plans, pool: PoolPlan, row: dict[str, Any], due: datetime) -> None:
    assert pool.recycle is not None
    now = context.now()
    back = max(due, timing.shifted(context, plans, pool, now, pool.recycle.warn_before))
    warn(context, tx, plans, pool, row, local_text(context, back))
    move(context, tx, pool, row["id"], Act("warned"), person=row[pool.holder])
    change_of(tx).entry("pool", pool.name, row["id"], "warned", [])
    _set(tx, row["id"], warned_at=now, timer=_again(context, tx, plans, pool, row, back))


def _recycle(context: Context, tx: Transaction, plans: Plans, pool: PoolPlan, row: dict[str, Any]) -> None:
    assert pool.recycle is not None
    holder = row[pool.holder]
    after = str(pool.value(plans, pool.recycle.after))
    cause = not_followed_up(after, working=pool.recycle.working)
    # The job that is running is not there to be cancelled.
    _set(tx, row["id"], timer=None)
    put_in(context, tx, plans, pool, row, Act("recycled", words=cause))
    notify(context, tx, pool, row, holder, RECYCLED, cause=cause)


def _again(
    context: Context, tx: Transaction, plans: Plans, pool: PoolPlan, row: Mapping[str, Any], at: datetime
) -> str:
    return timing.watch(context, tx, plans, pool, row["id"], at)


def _place(tx: Transaction, record_id: str) -> Mapping[str, Any] | None:
    statement = sa.select(pool_place).where(pool_place.c.record_id == record_id).with_for_update()
    found = tx.execute(statement).mappings().one_or_none()
    return None if found is None else dict(found)


def _set(tx: Transaction, record_id: str, **values: Any) -> None:
    tx.execute(sa.update(pool_place).where(pool_place.c.record_id == record_id).values(values))
