"""Call other workflows: one row for each run, each begun by a job of its own, each telling its end by another.

No transaction holds two instances: a run begins without its caller, and what it comes to reaches the caller later.
"""

from typing import Any

import sqlalchemy as sa

from ... import jobs
from ...storage import Transaction
from .. import tables
from ..node import Call, Called
from .instances import Instance
from .state import Token
from .unit import Unit

BEGIN, ENDED, CANCEL = "workflow.call", "workflow.called_ended", "workflow.call_cancelled"
# A run that nobody waits for: neither its end nor the end of its caller changes that.
APART = "apart"
STATES = ("waiting", "running", "done", "failed", "cancelled")
_t, _counts = tables.call, tables.call_count
_INSERT = sa.insert(_t)


def call(unit: Unit, token: Token, step: Call) -> dict[str, Any]:
    """Write the runs and let the first begin. Returns the data of the event. Raises NotFound for what is gone."""
    common = _common(unit, token, step.workflow) | {"collects": step.collects, "state": "waiting"}
    rows = [
        common | {"number": number, "record_id": run.record or "", "data": dict(run.data)}
        for number, run in enumerate(step.runs, start=1)
    ]
    unit.tx.execute(_INSERT, rows)
    place = {name: common[name] for name in ("instance_id", "node", "visit")}
    none = dict.fromkeys(STATES, 0)
    unit.tx.execute(sa.insert(_counts).values(**place, **none | {"count": len(rows), "waiting": len(rows)}))
    for number in range(1, min(step.at_once, len(rows)) + 1):
        begin_later(unit, token.node, token.visit, number)
    return {"workflow": common["workflow"], "runs": len(rows)}


def call_apart(unit: Unit, token: Token, workflow: str, run: Called) -> None:
    """Let a run begin that the step does not wait for. Raises NotFound for what is gone."""
    row = _common(unit, token, workflow) | {"collects": False, "state": APART, "number": 1}
    unit.tx.execute(_INSERT, [row | {"record_id": run.record or "", "data": dict(run.data)}])
    _begin(unit, token.node, token.visit, 1)


def begin_later(unit: Unit, node: str, visit: int, number: int) -> None:
    """Let one run begin, by a job; it counts as running from now on."""
    mine = (*of_visit(unit.instance.id, node, visit), _t.c.number == number)
    unit.tx.execute(sa.update(_t).where(*mine).values(state="running"))
    count(unit.tx, unit.instance.id, node, visit, waiting=-1, running=1)
    _begin(unit, node, visit, number)


def _begin(unit: Unit, node: str, visit: int, number: int) -> None:
    place = {"instance": unit.instance.id, "node": node, "visit": visit, "number": number}
    key = f"{BEGIN}/{unit.instance.id}/{node}/{visit}/{number}"
    jobs.enqueue(unit.context, unit.tx, BEGIN, {"app": unit.instance.app, **place}, key=key)


def _common(unit: Unit, token: Token, workflow: str) -> dict[str, Any]:
    called = unit.plans.get("workflow", unit.instance.app, workflow)
    place = {"instance_id": unit.instance.id, "node": token.node, "visit": token.visit}
    return place | {"workflow": called.key, "hash": called.hash}


def tell_caller(unit: Unit, instance: Instance) -> None:
    """A called instance came to a rest that its caller may wait for."""
    key = f"{ENDED}/{instance.id}/{instance.state.state}"
    jobs.enqueue(unit.context, unit.tx, ENDED, {"app": instance.app, "instance": instance.id}, key=key)


def cancel_calls(unit: Unit, token: Token) -> None:
    """The visit is over: what has not begun never does, what runs is ended by jobs of its own."""
    mine = of_visit(unit.instance.id, token.node, token.visit)
    open_ = _t.c.state.in_(("waiting", "running"))
    unit.tx.execute(sa.update(_t).where(*mine, open_, _t.c.called_id.is_(None)).values(state="cancelled"))
    unit.tx.execute(sa.delete(_counts).where(*_counted(unit.instance.id, token.node, token.visit)))
    for id in unit.tx.execute(sa.select(_t.c.called_id).where(*mine, _t.c.state == "running")).scalars().all():
        jobs.enqueue(unit.context, unit.tx, CANCEL, {"app": unit.instance.app, "instance": id}, key=f"{CANCEL}/{id}")


def of_visit(instance: str, node: str, visit: int) -> tuple[sa.ColumnElement[bool], ...]:
    """The runs of one visit of a node."""
    return _t.c.instance_id == instance, _t.c.node == node, _t.c.visit == visit


def count(tx: Transaction, instance: str, node: str, visit: int, **more: int) -> None:
    """So many more (or fewer) runs of a visit stand there now; the caller is locked."""
    values = {name: _counts.c[name] + number for name, number in more.items()}
    tx.execute(sa.update(_counts).where(*_counted(instance, node, visit)).values(values))


def counts(tx: Transaction, instance: str, node: str, visit: int) -> dict[str, int]:
    """How many runs of a visit stand where, one of STATES each, and `count`, all."""
    row = tx.execute(sa.select(_counts).where(*_counted(instance, node, visit))).one()
    return {name: getattr(row, name) for name in (*STATES, "count")}


def _counted(instance: str, node: str, visit: int) -> tuple[sa.ColumnElement[bool], ...]:
    return _counts.c.instance_id == instance, _counts.c.node == node, _counts.c.visit == visit
