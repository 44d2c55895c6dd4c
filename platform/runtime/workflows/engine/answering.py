"""What a rule does with open to-dos: answer them in its own name, or hand them over."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from ...changes import change_of
from .. import tables
from ..approvals.outcome import Vote
from ..approvals.rounds import give_slot, vote
from ..node import Answer
from .asking import OPEN, make_task
from .state import Token
from .unit import Unit

_t = tables.task
VOTES: dict[str, Vote] = {"approve": "approve", "reject": "reject"}
# Lets an event of the visit happen.
Emit = Callable[..., None]


def respond(unit: Unit, token: Token, act: str, rule: str, emit: Emit) -> Answer | None:
    """Answer all open to-dos of the visit by `act`, signed as the limit `rule`; None where none is open."""
    rows = _open(unit, token)
    if not rows:
        return None
    if rows[0].round_id is None:
        for row in rows:
            _close(unit, row, "done", act, rule)
            emit("answered", token, task=row.id, by=None, rule=rule, outcome=act)
        return Answer(act, {"by": None, "rule": rule})
    return Answer(_decide(unit, token, rows, VOTES[act], rule, emit), {"by": None, "rule": rule})


def hand_over(
    unit: Unit, token: Token, persons: Sequence[str], rule: str | None, emit: Emit, *, of: str | None = None
) -> int:
    """Give each open to-do to the first of `persons` who holds none of the visit; with `of` only those of that person.
    Where there is nobody it stays. Returns how many were given."""
    given = 0
    rows = _open(unit, token)
    holding = set(_everybody(unit, token, rows))
    for row in rows:
        if of not in (None, row.assignee):
            continue
        person = next((one for one in persons if one not in holding), None)
        if person is None:
            break
        given += 1
        holding.add(person)
        _close(unit, row, "cancelled", None, rule)
        if row.round_id is not None:
            give_slot(unit, row.round_id, row.slot, person)
        made = make_task(unit, token, row.kind, person, row.due_at, round_id=row.round_id, slot=row.slot)
        emit("transferred", token, task=row.id, to=made["id"], assignee=person, rule=rule)
    return given


def _decide(unit: Unit, token: Token, rows: Iterable[Any], cast: Vote, rule: str, emit: Emit) -> str:
    """Vote for every slot that is open, in order, until the round has its outcome."""
    by_slot = {row.slot: row for row in rows}
    round_id = next(row.round_id for row in by_slot.values())
    outcome = "open"
    for slot in _slots(unit, round_id):
        row = by_slot.get(slot)
        outcome = vote(unit, round_id, slot, None, cast, None).outcome
        if row is not None:
            _close(unit, row, "done", cast, rule)
        emit("voted", token, task=row.id if row is not None else None, slot=slot, by=None, rule=rule, vote=cast)
        if outcome != "open":
            break
    return outcome


def _open(unit: Unit, token: Token) -> list[Any]:
    mine = (_t.c.instance_id == unit.instance.id, _t.c.node == token.node, _t.c.visit == token.visit)
    return list(unit.tx.execute(sa.select(_t).where(*mine, _t.c.state.in_(OPEN)).order_by(_t.c.id)))


def _everybody(unit: Unit, token: Token, rows: Sequence[Any]) -> Iterable[str]:
    """Who holds a to-do of the visit, or a slot of its round."""
    yield from (row.assignee for row in rows)
    slot = tables.approval_slot
    if rows and rows[0].round_id is not None:
        yield from unit.tx.execute(sa.select(slot.c.person_id).where(slot.c.round_id == rows[0].round_id)).scalars()


def _slots(unit: Unit, round_id: str) -> list[int]:
    slot = tables.approval_slot
    waiting = sa.select(slot.c.number).where(slot.c.round_id == round_id, slot.c.vote.is_(None))
    return list(unit.tx.execute(waiting.order_by(slot.c.number)).scalars())


def _close(unit: Unit, row: Any, state: str, outcome: str | None, rule: str | None) -> None:
    """End a to-do, and say in the change record that the rule did it, if one did."""
    changed = {"state": state, "revision": row.revision + 1, "outcome": outcome, "ended_at": unit.now}
    unit.tx.execute(sa.update(_t).where(_t.c.id == row.id).values(changed))
    patch = [{"op": "set", "path": ["state"], "before": row.state, "after": state}]
    if rule is not None:
        patch.append({"op": "set", "path": ["rule"], "before": None, "after": rule})
    if outcome is not None:
        patch.append({"op": "set", "path": ["outcome"], "before": None, "after": outcome})
    change_of(unit.tx).entry("task", f"{row.app}.{row.workflow}", row.id, "change", patch)
