"""The work of moving: a job moves one instance in one transaction and writes the next job, until none is left."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ... import changes
from ...context import Context
from ...definitions import plan_cache
from ...errors import Conflict, NotFound
from ...identifiers import new_id
from ...jobs import BULK, Job, enqueue, job_handler
from ...localized import text
from ...people import organisation_of
from ...storage import Transaction
from .. import tables
from ..definition.pinned import pinned_plan
from ..engine.instances import Instance, lock_instance, read_row
from ..engine.moving import Move, go_on
from ..engine.transacting import move
from ..engine.transition import Transition
from ..errors import MoveRefused
from ..presenting.running import record_titles
from .checking import why_not
from .overview import standing
from .plan import MovePlan, check_right, make_plan, older

_JOB = "workflow.move"
_move, _item, _instance = tables.move, tables.move_item, tables.instance
_MOST_SHOWN = 200


def start(
    context: Context, app: str, workflow: str, revision: int | None, keys: Mapping[str, str], *, recount: bool
) -> str:
    """Move what runs on older revisions, in the background. Returns the id of the move. Raises Forbidden, NotFound,
    InvalidValue, InvalidDefinition, Conflict while another move of the workflow is under way."""
    check_right(context)

    def unit(tx: Transaction) -> str:
        plan = make_plan(context, tx.connection, app, workflow, revision, keys, recount)
        under_way = sa.select(_move.c.id).where(
            _move.c.app == app, _move.c.workflow == workflow, _move.c.state == "running"
        )
        if tx.execute(under_way.limit(1)).first() is not None:
            raise Conflict(reason={"zh-CN": "这个流程正在移动实例", "en": "instances of it are being moved already"})
        query = sa.select(sa.func.count()).select_from(_instance).where(*standing(plan, older(tx.connection, plan)))
        id = new_id()
        tx.execute(
            sa.insert(_move).values(
                id=id,
                app=app,
                workflow=workflow,
                hash=plan.hash,
                revision=plan.revision,
                keys=dict(plan.keys),
                recount=recount,
                state="running",
                total=tx.execute(query).scalar_one(),
                moved=0,
                refused=0,
                by=context.actor.identity,
                at=context.now(),
            )
        )
        enqueue(context, tx, _JOB, {"app": app, "move": id, "behind": ""}, key=f"{_JOB}/{id}/", lane=BULK)
        return id

    return changes.run(context, unit)


@job_handler(_JOB)
def work(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "move", "behind"}, the id of the last instance that was looked at."""
    row = tx.execute(sa.select(_move).where(_move.c.id == job.payload["move"])).one()
    plan = MovePlan(row.app, row.workflow, row.revision, row.hash, row.keys, row.recount)
    mine = (*standing(plan, older(tx.connection, plan)), _instance.c.id > job.payload["behind"])
    id = tx.execute(sa.select(_instance.c.id).where(*mine).order_by(_instance.c.id).limit(1)).scalar()
    if id is None:
        tx.execute(sa.update(_move).where(_move.c.id == row.id).values(state="done", ended_at=context.now()))
        return
    reason = _moved(context, tx, id, plan, row.id, row.by)
    state = "moved" if reason is None else "refused"
    tx.execute(sa.insert(_item).values(move_id=row.id, instance_id=id, state=state, reason=reason, at=context.now()))
    tx.execute(sa.update(_move).where(_move.c.id == row.id).values({state: _move.c[state] + 1}))
    enqueue(context, tx, _JOB, job.payload | {"behind": id}, key=f"{_JOB}/{row.id}/{id}", lane=BULK)


def _moved(context: Context, tx: Transaction, id: str, plan: MovePlan, move_id: str, by: str) -> Any:
    try:
        move_one(context, tx, id, plan, move_id, by)
    except MoveRefused as refused:
        return refused.context["reason"]
    return None


def move_one(context: Context, tx: Transaction, id: str, plan: MovePlan, move_id: str, by: str) -> Instance:
    """Move one instance in the caller's transaction. Raises MoveRefused."""
    held = lock_instance(tx, id)
    if held.state.state not in ("waiting", "incident"):
        raise MoveRefused(reason={"zh-CN": "流程已经结束", "en": "It has ended."})
    old = pinned_plan(context.workspace, tx.connection, held.app, held.workflow, held.hash)
    going = Move(move_id, by, plan.keys, plan.recount, why_not)

    def act(transition: Transition) -> None:
        go_on(transition, old, going)

    return move(context, tx, id, act, hash=plan.hash)


def progress(context: Context, id: str) -> dict[str, Any]:
    """See web/moving_schemas.py: MoveProgress. Raises Forbidden, NotFound."""
    check_right(context)
    with context.workspace.database.read() as connection:
        row = connection.execute(sa.select(_move).where(_move.c.id == id)).one_or_none()
        if row is None:
            raise NotFound
        refused = connection.execute(
            sa.select(_instance, _item.c.reason)
            .join(_item, _item.c.instance_id == _instance.c.id)
            .where(_item.c.move_id == id, _item.c.state == "refused")
            .order_by(_instance.c.id)
            .limit(_MOST_SHOWN)
        ).all()
        titles = record_titles(context, connection, [read_row(one) for one in refused])
        people = organisation_of(context.workspace, connection)
        known = plan_cache(context.workspace).latest().find("workflow", row.app, row.workflow)
    return {
        "id": row.id,
        "app": row.app,
        "workflow": row.workflow,
        "title": text(known.document["title"], context.locale) if known is not None else row.workflow,
        "revision": row.revision,
        "state": row.state,
        "total": row.total,
        "moved": row.moved,
        "refused": row.refused,
        "by": people.name(row.by) or None,
        "at": row.at,
        "ended_at": row.ended_at,
        "items": [
            {"id": one.id, "record_title": titles.get(one.record_id), "reason": text(one.reason, context.locale)}
            for one in refused
        ],
    }
