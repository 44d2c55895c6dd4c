"""How workflows do: how many are open by workflow and state, and how many ended each hour.

Made for a million of them: the open ones stand in an index of their own, those that ended lately
are a range of another.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from .tables import instance


class Open(NamedTuple):
    """How many instances of a workflow stand in a state, waiting or incident."""

    app: str
    workflow: str
    state: str
    number: int


def open_figures(connection: sa.Connection) -> list[Open]:
    """By app, workflow and state."""
    t = instance
    columns = (t.c.app, t.c.workflow, t.c.state)
    # The condition as the index has it.
    query = sa.select(*columns, sa.func.count()).where(t.c.state.in_(("waiting", "incident"))).group_by(*columns)
    return [Open(*row) for row in connection.execute(query.order_by(*columns))]


def ended_by_hour(connection: sa.Connection, now: datetime, hours: int = 24) -> list[tuple[datetime, int]]:
    """(begin of the hour, how many ended in it), the oldest first; the last is the hour that runs."""
    t = instance
    last = now.replace(minute=0, second=0, microsecond=0)
    begins = [last - timedelta(hours=back) for back in reversed(range(hours))]
    counts = [
        sa.select(sa.func.count())
        .select_from(t)
        .where(t.c.ended_at.is_not(None), t.c.ended_at >= begin, t.c.ended_at < begin + timedelta(hours=1))
        .scalar_subquery()
        for begin in begins
    ]
    return list(zip(begins, connection.execute(sa.select(*counts)).one(), strict=True))
