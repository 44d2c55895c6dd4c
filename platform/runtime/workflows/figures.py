"""How workflows do: how many are open by workflow, state and step, how many ended each hour, how long steps take.

Made for a million of them: the open ones stand in an index of their own, those that ended lately are a range of
another, and how long steps take is told by the last that ended.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

import sqlalchemy as sa

from .tables import instance, instance_event

STATES = ("waiting", "incident")
# Written out: SQLite takes an index with a condition only for a question that says the same.
OPEN = instance.c.state.in_(sa.bindparam("open", STATES, expanding=True, literal_execute=True))
# The last that ended, among which those of a workflow are looked for, and how many of them are looked at.
_LAST_ENDED, _SAMPLE = 5_000, 200


class Open(NamedTuple):
    """How many instances of a workflow stand in a state, waiting or incident, at the same steps."""

    app: str
    workflow: str
    state: str
    standing: str
    number: int


def open_figures(connection: sa.Connection, app: str | None = None, workflow: str | None = None) -> list[Open]:
    """By app, workflow, state and steps; of one workflow where it is named."""
    t = instance
    columns = (t.c.app, t.c.workflow, t.c.state, t.c.standing)
    # Told that nearly all are meant, SQLite reads the index of the open ones instead of every row in these states.
    open_ones = sa.func.likely(OPEN) if connection.dialect.name == "sqlite" else OPEN
    query = sa.select(*columns, sa.func.count()).where(open_ones).group_by(*columns)
    for column, wanted in ((t.c.app, app), (t.c.workflow, workflow)):
        query = query if wanted is None else query.where(column == wanted)
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


def stays(connection: sa.Connection, app: str, workflow: str) -> dict[str, timedelta]:
    """Of each step the median stay in the runs that ended last; without steps none of them came to."""
    t = instance
    last = sa.select(t.c.id, t.c.app, t.c.workflow, t.c.ended_at).where(t.c.ended_at.is_not(None))
    among = last.order_by(t.c.ended_at.desc()).limit(_LAST_ENDED).subquery()
    mine = sa.select(among.c.id).where(among.c.app == app, among.c.workflow == workflow)
    ids = list(connection.execute(mine.order_by(among.c.ended_at.desc()).limit(_SAMPLE)).scalars())
    e = instance_event.c
    query = sa.select(e.instance_id, e.kind, e.node, e.visit, e.at).where(e.instance_id.in_(ids))
    rows = connection.execute(query.where(e.kind.in_(("entered", "left"))).order_by(e.instance_id, e.number))
    found: dict[str, list[timedelta]] = defaultdict(list)
    entered: dict[tuple[str, str, int], datetime] = {}
    for row in rows:
        place = (row.instance_id, row.node, row.visit)
        if row.kind == "entered":
            entered[place] = row.at
        elif (since := entered.pop(place, None)) is not None:
            found[row.node].append(row.at - since)
    return {node: _middle(lengths) for node, lengths in found.items()}


def _middle(lengths: Iterable[timedelta]) -> timedelta:
    return timedelta(seconds=median(one.total_seconds() for one in lengths))
