"""Who works on a document: one at a time, until he leaves it, is silent for a while, or somebody takes it over."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ...runtime.context import Context
from ...runtime.errors import NotFound
from ...runtime.people import actor_name
from .errors import HeldByAnother
from .rows import Place, draft_row
from .tables import draft

# A page that is open says so more often than that.
SILENT = timedelta(minutes=2)


def hold(context: Context, place: Place, *, take: bool = False) -> None:
    """Begin or go on working on a draft. Raises HeldByAnother unless one `take`s it over, NotFound without a draft."""
    with context.workspace.database.write() as tx:
        row = draft_row(tx, place)
        if row is None:
            raise NotFound
        if not take:
            check_holder(context, row)
        values = {"holder": context.actor.identity, "held_at": context.now()}
        tx.execute(sa.update(draft).where(place.of(draft)).values(**values))


def leave(context: Context, place: Place) -> None:
    """Others may go on. Nothing happens where somebody else took the draft over."""
    with context.workspace.database.write() as tx:
        mine = sa.and_(place.of(draft), draft.c.holder == context.actor.identity)
        tx.execute(sa.update(draft).where(mine).values(holder=None, held_at=None))


def check_holder(context: Context, row: Any) -> None:
    """Raises HeldByAnother."""
    if (other := holder_of(context, row)) is not None and other != context.actor.identity:
        raise HeldByAnother(name=actor_name(context, other))


def holder_of(context: Context, row: Any) -> str | None:
    """Who works on it now."""
    fresh = row.held_at is not None and context.now() - row.held_at < SILENT
    return row.holder if fresh else None
