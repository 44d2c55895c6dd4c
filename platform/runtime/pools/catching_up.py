"""Records that were there before their pool, or before its limits changed: a job goes through them, some hundred at a
time, whenever a pool's document or what its parameters say has changed.

For what is held the time runs from now on at the earliest: nobody loses a record because a pool was set up.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson
import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plans_in
from ..definitions.publishing import after_publishing
from ..forms import FormPlan, form_plan
from ..jobs import BULK, Job, cancel, enqueue, job_handler
from ..storage import Transaction
from . import timing
from .keeping import BLANK, Act, move, write_place
from .plan import PoolPlan, pools, pools_on
from .standing import Standing, standing
from .tables import pool_place
from .words import FOUND

JOB = "pool.catch_up"
_CHUNK = 300


def ask(context: Context, tx: Transaction, plans: Plans) -> None:
    """See to it that the records of every form with pools have their place and their moment."""
    for name in sorted({pool.form.name for pool in pools(plans)}):
        _ask(context, tx, name, _digest(plans, name), "")


after_publishing.append(ask)


def _ask(context: Context, tx: Transaction, form: str, digest: str, after: str) -> None:
    payload = {"form": form, "digest": digest, "after": after}
    enqueue(context, tx, JOB, payload, key=f"{JOB}/{form}/{digest}/{after}", lane=BULK)


def _digest(plans: Plans, form: str) -> str:
    """What the places and moments of the form's records were worked out from."""
    app, _, key = form.partition(".")
    said: list[Any] = []
    for pool in pools_on(plans, app, key):
        document = plans.get("pool", pool.app, pool.key).document
        limits = [pool.recycle.after, pool.recycle.warn_before] if pool.recycle else []
        said.append([pool.name, document, [pool.value(plans, one) for one in limits]])
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


@job_handler(JOB)
def catch_up(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"form", "digest", "after"}. A form whose pools say something else by now has a job of its own."""
    plans = plans_in(context.workspace, tx)
    app, _, key = job.payload["form"].partition(".")
    form_pools = pools_on(plans, app, key) if plans.find("form", app, key) is not None else ()
    if not form_pools or _digest(plans, job.payload["form"]) != job.payload["digest"]:
        return
    plan = form_plan(plans, app, key)
    table = plan.table
    wanted = sa.select(table).where(table.c.id > job.payload["after"], table.c.deleted_at.is_(None))
    rows = [dict(row) for row in tx.execute(wanted.order_by(table.c.id).limit(_CHUNK).with_for_update()).mappings()]
    _catch_up(context, tx, plans, plan, form_pools, rows)
    if len(rows) == _CHUNK:
        _ask(context, tx, plan.name, job.payload["digest"], rows[-1]["id"])


def _catch_up(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: FormPlan,
    form_pools: Sequence[PoolPlan],
    rows: Sequence[dict[str, Any]],
) -> None:
    known = {
        row["record_id"]: row
        for row in tx.execute(
            sa.select(pool_place).where(pool_place.c.record_id.in_([row["id"] for row in rows]))
        ).mappings()
    }
    for row in rows:
        place, found = known.get(row["id"]), standing(form_pools, row)
        if place is not None and place["timer"]:
            cancel(context, tx, place["timer"])
        if found is None:
            tx.execute(sa.delete(pool_place).where(pool_place.c.record_id == row["id"]))
            continue
        values = dict(place) if place is not None else {}
        if (values.get("pool"), values.get("holder")) != (found.pool.name, found.holder):
            values = _found(context, tx, found, row["id"])
        write_place(tx, values | {"timer": _timer(context, tx, plans, found, row, values)})


def _found(context: Context, tx: Transaction, found: Standing, record_id: str) -> dict[str, Any]:
    act = Act("put_in", words=FOUND) if found.holder is None else Act("assigned")
    if found.holder is None:
        move(context, tx, found.pool, record_id, act)
    return BLANK | {
        "record_id": record_id,
        "form": found.pool.form.name,
        "pool": found.pool.name,
        "state": found.state,
        "holder": found.holder,
        "since": context.now(),
        "act": act.act,
        "words": act.words,
    }


def _timer(
    context: Context, tx: Transaction, plans: Plans, found: Standing, row: dict[str, Any], place: dict[str, Any]
) -> str | None:
    if found.holder is None or not timing.watches(found.pool, row):
        return None
    if place["protected_by"] is not None:
        until = place["protected_until"]
        return None if until is None else timing.watch(context, tx, plans, found.pool, row["id"], until)
    last = timing.last_follow_up(context, tx.connection, found.pool, row["id"], place)
    return timing.watch(context, tx, plans, found.pool, row["id"], timing.check_at(context, plans, found.pool, last))
