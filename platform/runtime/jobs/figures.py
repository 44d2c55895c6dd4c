"""How the queue of a workspace does: what is due, how far behind it is, what stopped; each is one look at an index."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from .job import BULK, PROMPT
from .tables import job

# Beyond, people are told "more than".
MOST_COUNTED = 10_000
# How many of the last jobs say how long jobs wait.
_LAST = 500


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


def _slow_wait(connection: sa.Connection, now: datetime) -> timedelta | None:
    lately = (job.c.settled_at.is_not(None), job.c.settled_at > now - timedelta(hours=1))
    query = sa.select(job.c.run_at, job.c.settled_at, job.c.state).where(*lately).order_by(job.c.settled_at.desc())
    waits = sorted(row.settled_at - row.run_at for row in connection.execute(query.limit(_LAST)) if row.state == "done")
    return max(waits[len(waits) * 95 // 100], timedelta()) if waits else None
