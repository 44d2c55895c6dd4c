"""What somebody has in hand, told before he is switched off: open to-dos and who they would go to, and records that go
back into pools."""

from dataclasses import dataclass

import sqlalchemy as sa

from ... import pools
from ...context import Context
from ...errors import NotFound
from ...people import organisation_of
from .. import tables
from ..engine.asking import OPEN


@dataclass(frozen=True, slots=True)
class InHand:
    """`heir`: the id of the superior who gets the to-dos; None: there is none, and they stay. `pooled`: records that go
    back into pools."""

    tasks: int
    heir: str | None
    pooled: int


def in_hand(context: Context, person: str) -> InHand:
    """Raises NotFound."""
    organisation, t = organisation_of(context.workspace), tables.task.c
    if organisation.person(person) is None:
        raise NotFound
    wanted = sa.select(sa.func.count()).where(t.assignee == person, t.state.in_(OPEN))
    with context.workspace.database.read() as connection:
        count = connection.execute(wanted).scalar_one()
    return InHand(count, organisation.manager(person, context.now()), pools.going_back(context, person))
