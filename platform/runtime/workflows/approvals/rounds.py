"""Approval rounds: the approvers are frozen when a round opens, votes belong to its slots, the outcome is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ...errors import NotFound
from ...identifiers import new_id
from .. import tables
from ..engine.state import Token
from ..engine.unit import Unit
from ..node import Round
from .outcome import Outcome, Vote, outcome

_round, _slot = tables.approval_round, tables.approval_slot
_SLOTS = sa.insert(_slot)


@dataclass(frozen=True, slots=True)
class Counted:
    """A round after a vote. `next` is the slot to be asked now, in a sequence that goes on."""

    outcome: Outcome
    next: tuple[int, str] | None


def open_round(unit: Unit, token: Token, rules: Round, persons: Sequence[str]) -> str:
    """Open a round for these approvers; returns its id."""
    id = new_id()
    state = unit.context.workspace.state(unit.tx.connection)
    unit.tx.execute(
        sa.insert(_round).values(
            id=id,
            instance_id=unit.instance.id,
            node=token.node,
            visit=token.visit,
            mode=rules.mode,
            reject_rule=rules.reject_rule,
            ratio=rules.ratio,
            rule=rules.rule,
            people_revision=state.people_revision,
            opened_at=unit.now,
        )
    )
    slots = [{"round_id": id, "number": number, "person_id": person} for number, person in enumerate(persons, start=1)]
    unit.tx.execute(_SLOTS, slots)
    return id


def vote(unit: Unit, round_id: str, number: int, by: str | None, vote: Vote, comment: str | None) -> Counted:
    """Record a vote and count; `by` None for a rule. The caller holds the instance. Raises NotFound for a slot that has
    voted."""
    round_ = unit.tx.execute(sa.select(_round).where(_round.c.id == round_id)).one()
    votes = _votes(unit, round_id)
    recorded = unit.tx.execute(
        sa.update(_slot)
        .where(_slot.c.round_id == round_id, _slot.c.number == number, _slot.c.vote.is_(None))
        .values(vote=vote, by=by, at=unit.now, vote_number=len(votes) + 1, comment=comment)
    )
    if round_.outcome is not None or recorded.rowcount != 1:
        raise NotFound
    slots = unit.tx.execute(
        sa.select(_slot.c.number, _slot.c.person_id, _slot.c.vote)
        .where(_slot.c.round_id == round_id)
        .order_by(_slot.c.number)
    ).all()
    result = outcome(round_.mode, round_.reject_rule, len(slots), [*votes, vote], ratio=round_.ratio)
    if result != "open":
        closed = {"outcome": result, "closed_at": unit.now}
        unit.tx.execute(sa.update(_round).where(_round.c.id == round_id).values(closed))
        return Counted(result, None)
    waiting = [(slot.number, slot.person_id) for slot in slots if slot.vote is None]
    return Counted(result, waiting[0] if round_.mode == "sequence" else None)


def give_slot(unit: Unit, round_id: str, number: int, person: str) -> None:
    """A slot that has not voted becomes another person's."""
    mine = (_slot.c.round_id == round_id, _slot.c.number == number, _slot.c.vote.is_(None))
    unit.tx.execute(sa.update(_slot).where(*mine).values(person_id=person))


def close_round(unit: Unit, token: Token) -> None:
    """Close an undecided round of a visit; it has no outcome then."""
    unit.tx.execute(
        sa.update(_round)
        .where(
            _round.c.instance_id == unit.instance.id,
            _round.c.node == token.node,
            _round.c.visit == token.visit,
            _round.c.closed_at.is_(None),
        )
        .values(closed_at=unit.now)
    )


def _votes(unit: Unit, round_id: str) -> list[Vote]:
    query = sa.select(_slot.c.vote).where(_slot.c.round_id == round_id, _slot.c.vote.is_not(None))
    return list(unit.tx.execute(query.order_by(_slot.c.vote_number)).scalars())
