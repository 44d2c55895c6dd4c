"""The jobs of called workflows: one begins a run, one tells the caller of its end, one ends it with its caller."""

from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...errors import NotFound
from ...jobs import Job, job_handler
from ...storage import Transaction
from .. import tables
from ..definition.pinned import pinned_plan
from ..errors import TooDeep
from ..node import Answer
from .calling import APART, BEGIN, CANCEL, ENDED, begin_later, count, counts, of_visit
from .instances import lock_instance, read_row
from .transacting import MAX_DEPTH, begin, move
from .transition import Transition
from .work import Failures, Phase, problem_of

_t, _instance = tables.call, tables.instance


@job_handler(BEGIN)
def begin_run(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "instance", "node", "visit", "number"}. Nothing happens where it began, or was cancelled."""
    place = job.payload
    mine = (*of_visit(place["instance"], place["node"], place["visit"]), _t.c.number == place["number"])
    row = tx.execute(sa.select(_t).where(*mine).with_for_update()).one()
    if row.state not in ("running", APART) or row.called_id is not None:
        return
    caller = read_row(tx.execute(sa.select(_instance).where(_instance.c.id == row.instance_id)).one())
    plan = pinned_plan(context.workspace, tx.connection, caller.app, row.workflow, row.hash)
    about = plan.subject.is_record
    cause = {
        "app": caller.app,
        "workflow": row.workflow,
        "hash": row.hash,
        "form_app": plan.form.app if about else None,
        "form": plan.form.key if about else None,
        "record_id": (row.record_id or caller.record_id) if about else None,
        "event": "called",
        "depth": caller.depth + 1,
        "data": row.data,
        "caller": caller.id,
    }
    failures = None
    if caller.depth + 1 >= MAX_DEPTH:
        stopped = problem_of(TooDeep(limit=MAX_DEPTH))
        failures = Failures({Phase(target, 1, "enter"): stopped for target in plan.start})
    id = begin(context, tx, cause, caller.initiator, failures=failures)
    tx.execute(sa.update(_t).where(*mine).values(called_id=id))


@job_handler(ENDED)
def end_run(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "instance"}, of the called one. The caller goes on when nothing is left to wait for."""
    which = sa.select(_t).where(_t.c.called_id == job.payload["instance"])
    row = tx.execute(which).one_or_none()
    if row is None:
        return
    lock_instance(tx, row.instance_id)
    row = tx.execute(which).one()
    ended = read_row(tx.execute(sa.select(_instance).where(_instance.c.id == row.called_id)).one())
    state, given = _result(context, tx, ended)
    if state == "failed" and not row.collects:
        # Its administrator retries or ends it; until then the caller waits.
        return
    # What was counted as failed and is mended now counts as what it came to.
    standing = ("failed", "running") if state != "failed" else ("running",)
    mine = (*of_visit(row.instance_id, row.node, row.visit), _t.c.number == row.number)
    settled = sa.update(_t).where(*mine, _t.c.state.in_(standing)).values(state=state, given=given)
    if state == "running" or tx.execute(settled).rowcount != 1:
        return
    was = row.state
    count(tx, row.instance_id, row.node, row.visit, **{was: -1, state: 1})

    def act(transition: Transition) -> None:
        token = transition.state.at(row.node, row.visit)
        if token is None:
            return
        found = counts(tx, row.instance_id, row.node, row.visit)
        if found["waiting"] and was == "running":
            begin_later(transition.unit, row.node, row.visit, found["count"] - found["waiting"] + 1)
        elif not found["waiting"] and not found["running"]:
            transition.resume(token, Answer("ended", {**found, "given": [given]}))

    move(context, tx, row.instance_id, act)


@job_handler(CANCEL)
def cancel_run(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "instance"}. One that has ended meanwhile stays as it is."""

    def act(transition: Transition) -> None:
        if transition.state.state in ("waiting", "incident"):
            transition.cancel(context.actor.identity, None)

    try:
        move(context, tx, job.payload["instance"], act)
    except NotFound:
        return


def _result(context: Context, tx: Transaction, ended: Any) -> tuple[str, dict[str, Any]]:
    """How a run ended, and the outputs of the ends it came to, or what stopped it."""
    state = {"completed": "done", "cancelled": "cancelled", "incident": "failed"}.get(ended.state.state, "running")
    if state == "failed":
        stopped = next(token.incident for token in ended.state.tokens if token.incident)
        return state, {"code": stopped["code"], "detail": stopped["detail"]}
    plan = pinned_plan(context.workspace, tx.connection, ended.app, ended.workflow, ended.hash)
    given: dict[str, Any] = {}
    for key, told in ended.state.variables.items():
        if key in plan.nodes and plan.nodes[key].type.shape == "end":
            given |= {name: value for name, value in told.items() if name not in ("outcome", "visits")}
    return state, given
