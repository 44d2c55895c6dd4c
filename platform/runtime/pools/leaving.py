"""Somebody is switched off: what he held goes back into the pools that say so, some hundred records at a time.

What a hold keeps fast is tried again a day later; whoever is switched on again meanwhile keeps the rest.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache, plans_in
from ..forms import FormPlan
from ..identifiers import new_id
from ..jobs import BULK, Job, enqueue, job_handler
from ..people import after_leaving, organisation_of
from ..records.rows.statements import row_for_writing
from ..storage import Transaction
from .keeping import Act
from .moving import is_kept, put_in
from .plan import PoolPlan, pools, pools_on
from .standing import cared_for, standing
from .words import LEFT

JOB = "pool.leave"
_CHUNK = 200
_PATIENCE = timedelta(days=1)


@after_leaving.append
def ask(tx: Transaction, context: Context, person: str) -> None:
    """A job, since there may be many records."""
    _ask(tx, context, person, timedelta())


def _ask(tx: Transaction, context: Context, person: str, wait: timedelta) -> None:
    enqueue(context, tx, JOB, {"person": person}, key=f"{JOB}/{new_id()}", run_at=context.now() + wait, lane=BULK)


def hands_on(plans: Plans, form: FormPlan, row: Mapping[str, Any]) -> bool:
    """Whether a pool sees to it that a record goes on when its holder is switched off."""
    found = standing(pools_on(plans, form.app, form.key), row)
    return found is not None and found.holder is not None and found.pool.takes_leavers


@job_handler(JOB)
def leave(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"person"}."""
    plans, person = plans_in(context.workspace, tx), job.payload["person"]
    found = organisation_of(context.workspace, tx.connection).person(person)
    if found is None or found.active:
        return
    left, kept = _CHUNK, False
    for pool in pools(plans):
        if not pool.takes_leavers:
            continue
        for row in _held(tx, plans, pool, person, left):
            if is_kept(context, tx, pool, row):
                kept = True
            else:
                put_in(context, tx, plans, pool, row, Act("put_in", words=LEFT))
            left -= 1
    if left <= 0 or kept:
        _ask(tx, context, person, _PATIENCE if kept else timedelta())


def going_back(context: Context, person: str) -> int:
    """How many records would go back into pools if the person were switched off."""
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        dialect = connection.dialect.name
        wanted = [
            sa.select(sa.func.count()).where(
                cared_for(pools_on(plans, pool.form.app, pool.form.key), pool, dialect),
                pool.form.table.c[pool.holder] == person,
            )
            for pool in pools(plans)
            if pool.takes_leavers
        ]
        return sum(connection.execute(one).scalar_one() for one in wanted)


def _held(tx: Transaction, plans: Plans, pool: PoolPlan, person: str, most: int) -> Iterator[dict[str, Any]]:
    """Records of the pool that the person holds, each locked."""
    table = pool.form.table
    cared = cared_for(pools_on(plans, pool.form.app, pool.form.key), pool, tx.dialect.name)
    wanted = sa.select(table.c.id).where(cared, table.c[pool.holder] == person).order_by(table.c.id).limit(max(most, 0))
    for id in tx.execute(wanted).scalars().all():
        if (row := row_for_writing(tx, pool.form, id)) is not None and row[pool.holder] == person:
            yield row
