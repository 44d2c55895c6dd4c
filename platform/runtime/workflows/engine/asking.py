"""Ask people: tasks are made when a node asks, and closed when it is left, whoever left it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...identifiers import new_id
from ...storage.prepared import Prepared
from ...storage.selected import PreparedSelect
from .. import tables
from ..approvals.rounds import close_round, open_round
from ..node import Ask
from .state import Token
from .unit import Unit

_task = tables.task
OPEN = ("delivered", "seen", "accepted")
# Empty until somebody acts.
_LATER = ("outcome", "act", "comment", "made", "seen_at", "accepted_at", "ended_at")
_INSERT = Prepared(sa.insert(_task), [one.name for one in _task.c if one.computed is None and one.name not in _LATER])
_VISIT = tuple(_task.c[name] == sa.bindparam(f"of_{name}") for name in ("instance_id", "node", "visit"))
_ANY_OPEN = sa.or_(*(_task.c.state == state for state in OPEN))
_SET_DUE = Prepared(sa.update(_task).where(*_VISIT, _ANY_OPEN).values(due_at=sa.bindparam("due")))
_ASKED = PreparedSelect(sa.select(_task.c.assignee, _task.c.state).where(*_VISIT).order_by(_task.c.id))


def ask(unit: Unit, token: Token, step: Ask, due: datetime | None) -> dict[str, Any]:
    """Make the tasks of a visit. Returns the data of the event: tasks [{"id", "assignee", "slot"}] and the round."""
    if step.round is None:
        return {"tasks": [make_task(unit, token, step.kind, person, due) for person in step.persons], "round": None}
    round_id = open_round(unit, token, step.round, step.persons)
    # In sequence the next is asked when the one before has agreed.
    asked = list(step.persons)[: 1 if step.round.mode == "sequence" else None]
    tasks = [
        make_task(unit, token, "approval", person, due, round_id=round_id, slot=number)
        for number, person in enumerate(asked, start=1)
    ]
    return {"tasks": tasks, "round": round_id}


def make_task(
    unit: Unit,
    token: Token,
    kind: str,
    person: str,
    due: datetime | None,
    *,
    round_id: str | None = None,
    slot: int | None = None,
) -> dict[str, Any]:
    """One task for one person."""
    instance, id = unit.instance, new_id()
    facts = unit.plan.nodes[token.node].settings.get("facts", [])
    values = {
        "id": id,
        "instance_id": instance.id,
        "app": instance.app,
        "workflow": instance.workflow,
        "hash": instance.hash,
        "node": token.node,
        "visit": token.visit,
        "kind": kind,
        "form": instance.form,
        "record_id": instance.record_id,
        "initiator": instance.initiator,
        "assignee": person,
        "round_id": round_id,
        "slot": slot,
        "state": "delivered",
        "shown": {"title": unit.subject.title(), "facts": unit.subject.facts(facts)},
        "revision": 1,
        "created_at": unit.now,
        "due_at": due,
    }
    unit.tx.later(_INSERT, values)
    return {"id": id, "assignee": person, "slot": slot}


def set_due(unit: Unit, token: Token) -> None:
    """After timers were set or taken away: the open tasks of the visit show the next one."""
    due = min((timer.due for timer in token.timers), default=None)
    _SET_DUE.leave(unit.tx, {**_visit(unit, token), "due": due})


def holders(unit: Unit, token: Token) -> list[str]:
    """The persons who may act on this visit now, or on any in this scope; when nobody is left, those who did."""
    scope = unit.plan.scopes.get(token.node)
    if scope is None:
        found = _ASKED.rows(unit.tx.connection, _visit(unit, token))
    else:
        mine = (_task.c.instance_id == unit.instance.id, _task.c.node.in_(scope.nodes))
        query = sa.select(_task.c.assignee, _task.c.state).where(*mine).order_by(_task.c.id)
        found = list(unit.tx.execute(query))
    open_ = [row.assignee for row in found if row.state in OPEN]
    return open_ or [row.assignee for row in found if row.state == "done"]


def close_tasks(unit: Unit, token: Token) -> None:
    """Cancel what is still open of a visit: open tasks, an undecided round."""
    closed = {"state": "cancelled", "revision": _task.c.revision + 1, "ended_at": unit.now}
    unit.tx.execute(sa.update(_task).where(*_of(unit, token), _task.c.state.in_(OPEN)).values(closed))
    close_round(unit, token)


def _visit(unit: Unit, token: Token) -> dict[str, Any]:
    return {"of_instance_id": unit.instance.id, "of_node": token.node, "of_visit": token.visit}


def _of(unit: Unit, token: Token) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        _task.c.instance_id == unit.instance.id,
        _task.c.node == token.node,
        _task.c.visit == token.visit,
    )
