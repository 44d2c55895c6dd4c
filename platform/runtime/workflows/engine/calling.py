"""Call other workflows: one row for each run, each begun by a job of its own, each telling its end by another.

No transaction holds two instances: a run begins without its caller, and what it comes to reaches the caller later.
"""

from typing import Any

import sqlalchemy as sa

from ... import jobs
from ...storage import Transaction
from .. import tables
from ..node import Call
from .instances import Instance
from .state import Token
from .unit import Unit

BEGIN, ENDED, CANCEL = "workflow.call", "workflow.called_ended", "workflow.call_cancelled"
_t = tables.call
_INSERT = sa.insert(_t)


def call(unit: Unit, token: Token, step: Call) -> dict[str, Any]:
    """Write the runs and let the first begin. Returns the data of the event. Raises NotFound for what is gone."""
    called = unit.plans.get("workflow", unit.instance.app, step.workflow)
    common = {
        "instance_id": unit.instance.id,
        "node": token.node,
        "visit": token.visit,
        "workflow": called.key,
        "hash": called.hash,
        "collects": step.collects,
        "state": "waiting",
    }
    rows = [
        common | {"number": number, "record_id": run.record or "", "data": dict(run.data)}
        for number, run in enumerate(step.runs, start=1)
    ]
    unit.tx.execute(_INSERT, rows)
    for number in range(1, min(step.at_once, len(rows)) + 1):
        begin_later(unit, token.node, token.visit, number)
    return {"workflow": called.key, "runs": len(rows)}


def begin_later(unit: Unit, node: str, visit: int, number: int) -> None:
    """Let one run begin, by a job; it counts as running from now on."""
    mine = (*of_visit(unit.instance.id, node, visit), _t.c.number == number)
    unit.tx.execute(sa.update(_t).where(*mine).values(state="running"))
    place = {"instance": unit.instance.id, "node": node, "visit": visit, "number": number}
    key = f"{BEGIN}/{unit.instance.id}/{node}/{visit}/{number}"
    jobs.enqueue(unit.context, unit.tx, BEGIN, {"app": unit.instance.app, **place}, key=key)


def tell_caller(unit: Unit, instance: Instance) -> None:
    """A called instance came to a rest that its caller may wait for."""
    key = f"{ENDED}/{instance.id}/{instance.state.state}"
    jobs.enqueue(unit.context, unit.tx, ENDED, {"app": instance.app, "instance": instance.id}, key=key)


def cancel_calls(unit: Unit, token: Token) -> None:
    """The visit is over: what has not begun never does, what runs is ended by jobs of its own."""
    mine = of_visit(unit.instance.id, token.node, token.visit)
    open_ = _t.c.state.in_(("waiting", "running"))
    unit.tx.execute(sa.update(_t).where(*mine, open_, _t.c.called_id.is_(None)).values(state="cancelled"))
    for id in unit.tx.execute(sa.select(_t.c.called_id).where(*mine, _t.c.state == "running")).scalars().all():
        jobs.enqueue(unit.context, unit.tx, CANCEL, {"app": unit.instance.app, "instance": id}, key=f"{CANCEL}/{id}")


def of_visit(instance: str, node: str, visit: int) -> tuple[sa.ColumnElement[bool], ...]:
    """The runs of one visit of a node."""
    return _t.c.instance_id == instance, _t.c.node == node, _t.c.visit == visit


def counts(tx: Transaction, instance: str, node: str, visit: int) -> dict[str, int]:
    """How many runs of a visit stand where: waiting, running, done, failed, cancelled, and `count`, all."""
    query = (
        sa.select(_t.c.state, sa.func.count().label("number"))
        .where(*of_visit(instance, node, visit))
        .group_by(_t.c.state)
    )
    found = dict.fromkeys(("waiting", "running", "done", "failed", "cancelled"), 0)
    found |= {row.state: row.number for row in tx.execute(query)}
    return found | {"count": sum(found.values())}
