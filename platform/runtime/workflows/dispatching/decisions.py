"""The dispatch log: who was chosen and why, whom a node chose before, and how loaded people are now."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ...identifiers import new_id
from .. import tables
from ..engine.state import Token
from ..engine.unit import Unit
from ..node import Decide

_task, _decision = tables.task, tables.decision
_INSERT = sa.insert(_decision)
_OPEN_TASKS = ("delivered", "seen", "accepted")


def log_decision(unit: Unit, token: Token, effect: Decide) -> None:
    """Write a decision with its whole explanation."""
    unit.tx.execute(
        _INSERT,
        {
            "id": new_id(),
            "instance_id": unit.instance.id,
            "app": unit.instance.app,
            "node": token.node,
            "visit": token.visit,
            "record_id": unit.instance.record_id,
            "at": unit.now,
            "ranking": effect.ranking,
            "rule": effect.rule,
            "chosen": effect.chosen,
            "candidates": list(effect.candidates),
            "excluded": list(effect.excluded),
        },
    )


def chosen_before(unit: Unit, node: str) -> list[str]:
    """The persons whom the node chose for this instance, first to last."""
    t = _decision
    query = sa.select(t.c.chosen).where(t.c.instance_id == unit.instance.id, t.c.node == node, t.c.chosen.is_not(None))
    return list(unit.tx.execute(query.order_by(t.c.id)).scalars())


def person_facts(unit: Unit) -> Mapping[str, Mapping[str, Any]]:
    """By person: open tasks and the last assignment, of this app's workflows."""
    app = unit.instance.app
    count = sa.func.count().label("number")
    open_tasks = (
        sa.select(_task.c.assignee, count)
        .where(_task.c.app == app, _task.c.state.in_(_OPEN_TASKS))
        .group_by(_task.c.assignee)
    )
    last = (
        sa.select(_decision.c.chosen, sa.func.max(_decision.c.at, type_=_decision.c.at.type).label("last"))
        .where(_decision.c.app == app, _decision.c.chosen.is_not(None))
        .group_by(_decision.c.chosen)
    )
    tasks = {row.assignee: row.number for row in unit.tx.execute(open_tasks)}
    assigned = {row.chosen: row.last for row in unit.tx.execute(last)}
    people = {*tasks, *assigned}
    return {one: {"open_tasks": tasks.get(one, 0), "last_assigned_at": assigned.get(one)} for one in people}
