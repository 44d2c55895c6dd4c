"""How the queue of a workspace does: what is due, how far behind it is, what stopped; each is one look at an index."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from .job import BULK, PROMPT
from .tables import job

# Beyond, people are told "more than".
MOST_COUNTED = 10_000
# How many of the last jobs say how long jobs wait.
_LAST = 500
# Of how many it is told what kinds they were.
_LAST_OF_KINDS = 10_000


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """`due` counts up to MOST_COUNTED + 1. `behind`: how long the oldest due job has waited. `slow_wait`: 95 of the
    last 100 jobs were done sooner after they were due; None where none was done lately."""

    due: int
    behind: timedelta
    leased: int
    stopped: dict[str, int]
    slow_wait: timedelta | None


def queue_figures(connection: sa.Connection, now: datetime) -> QueueFigures:
    """The figures as they stand; `now` is the workspace's time."""
    # Lane by lane, as the index has them.
    due, oldest = 0, now
    for lane in (PROMPT, BULK):
        waiting = (job.c.state == "waiting", job.c.lane == lane, job.c.run_at <= now)
        some = sa.select(job.c.id).where(*waiting).limit(MOST_COUNTED + 1).subquery()
        due += connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()
        first = connection.execute(sa.select(job.c.run_at).where(*waiting).order_by(job.c.run_at).limit(1)).scalar()
        oldest = min(oldest, first or now)
    leased = sa.select(sa.func.count()).select_from(job).where(job.c.state == "leased")
    stopped = sa.select(job.c.kind, sa.func.count()).where(job.c.state == "incident").group_by(job.c.kind)
    return QueueFigures(
        due=min(due, MOST_COUNTED + 1),
        behind=now - oldest,
        leased=connection.execute(leased).scalar_one(),
        stopped={row[0]: row[1] for row in connection.execute(stopped)},
        slow_wait=_slow_wait(connection, now),
    )


@dataclass(frozen=True, slots=True)
class KindFigures:
    """What was settled since `since`, in pieces of equal length: of each kind how many in each piece, how many of them
    stopped, and how soon 95 of 100 were done. Only the last jobs are looked at: a busy workspace tells of less time."""

    since: datetime
    until: datetime
    kinds: tuple["Kind", ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """`slow_wait`: 95 of 100 jobs of the kind were done sooner after they were due."""

    kind: str
    counts: tuple[int, ...]
    stopped: int
    slow_wait: timedelta


def kind_figures(connection: sa.Connection, now: datetime, pieces: int = 12) -> KindFigures:
    """Of the last day at most, the kinds with the most jobs first."""
    begin = now - timedelta(days=1)
    query = sa.select(job.c.kind, job.c.run_at, job.c.settled_at, job.c.state)
    query = query.where(job.c.settled_at.is_not(None), job.c.settled_at > begin, job.c.settled_at <= now)
    rows = connection.execute(query.order_by(job.c.settled_at.desc()).limit(_LAST_OF_KINDS)).all()
    since = rows[-1].settled_at if len(rows) == _LAST_OF_KINDS else begin
    length = max((now - since) / pieces, timedelta(microseconds=1))
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    found = [_kind(kind, of, since, length, pieces) for kind, of in by_kind.items()]
    return KindFigures(since, now, tuple(sorted(found, key=lambda one: (-sum(one.counts), one.kind))))


def _kind(kind: str, rows: Sequence[Any], since: datetime, length: timedelta, pieces: int) -> Kind:
    counts = [0] * pieces
    for row in rows:
        counts[min(int((row.settled_at - since) / length), pieces - 1)] += 1
    waits = sorted(row.settled_at - row.run_at for row in rows)
    slow = max(waits[len(waits) * 95 // 100], timedelta())
    return Kind(kind, tuple(counts), sum(row.state == "incident" for row in rows), slow)


def _slow_wait(connection: sa.Connection, now: datetime) -> timedelta | None:
    lately = (job.c.settled_at.is_not(None), job.c.settled_at > now - timedelta(hours=1))
    query = sa.select(job.c.run_at, job.c.settled_at, job.c.state).where(*lately).order_by(job.c.settled_at.desc())
    waits = sorted(row.settled_at - row.run_at for row in connection.execute(query.limit(_LAST)) if row.state == "done")
    return max(waits[len(waits) * 95 // 100], timedelta()) if waits else None
