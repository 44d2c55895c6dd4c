"""Claim and settle. Claiming raises the fence; settling needs the same fence, else the worker is a ghost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ..storage import SystemClock, Transaction
from ..storage.prepared import Prepared
from .job import BULK, PROMPT, Job
from .tables import job

_FIELDS = (
    "id",
    "kind",
    "key",
    "app",
    "payload",
    "lane",
    "run_at",
    "fence",
    "attempts",
    "deliveries",
    "idempotency_key",
)
_COLUMNS = [job.c[name] for name in _FIELDS]
_machine = SystemClock()
# Nobody's lease reaches farther than this and its own length: beyond it was written before a clock was put right.
_FARTHEST = timedelta(hours=1)


def _claim_statement() -> sa.sql.dml.ReturningUpdate[Any]:
    due = (
        sa.select(job.c.id)
        .where(job.c.state == "waiting", job.c.lane == sa.bindparam("of_lane"), job.c.run_at <= sa.bindparam("now"))
        .order_by(job.c.run_at, job.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        sa.update(job)
        .where(job.c.id.in_(sa.select(due.c.id)))
        .values(
            state="leased",
            lease_until=sa.bindparam("until"),
            fence=job.c.fence + 1,
            deliveries=job.c.deliveries + 1,
        )
        .returning(*_COLUMNS)
    )


_CLAIM = _claim_statement()
_MINE = (job.c.id == sa.bindparam("job_id"), job.c.fence == sa.bindparam("held"), job.c.state == "leased")
# Prepared, because it runs once for every job.
_DONE = Prepared(sa.update(job).where(*_MINE).values(state="done", lease_until=None, settled_at=sa.bindparam("now")))
_RENEW = sa.update(job).where(*_MINE).values(lease_until=sa.bindparam("until"))
_RUN_OUT = sa.not_(job.c.lease_until.between(sa.bindparam("machine_now"), sa.bindparam("farthest")))
_EXPIRED = (job.c.state == "leased", _RUN_OUT)
_SWEEP = sa.update(job).where(*_EXPIRED).values(state="waiting", lease_until=None)


@dataclass(frozen=True, slots=True)
class Due:
    """When a workspace is to be looked at again: its own time for jobs, machine time for leases."""

    run_at: datetime | None
    lease_until: datetime | None


def claim(tx: Transaction, now: datetime, lease: timedelta, most: int, lane: int) -> list[Job]:
    """Lease up to `most` due jobs of a lane, in the order in which they are due."""
    values = {"of_lane": lane, "now": now, "most": most, "until": _machine.now() + lease}
    jobs = [Job(**row) for row in tx.execute(_CLAIM, values).mappings()]
    return sorted(jobs, key=lambda one: (one.run_at, one.id))


def sweep(tx: Transaction, lease: timedelta) -> int:
    """Free the jobs whose worker has not renewed its lease. Returns how many."""
    now = _machine.now()
    return tx.execute(_SWEEP, {"machine_now": now, "farthest": now + lease + _FARTHEST}).rowcount


def renew(tx: Transaction, jobs: Iterable[Job], lease: timedelta) -> None:
    """Prolong leases that are still held."""
    until = _machine.now() + lease
    tx.execute(_RENEW, [{"job_id": one.id, "held": one.fence, "until": until} for one in jobs])


def done(tx: Transaction, held: Job, now: datetime) -> bool:
    """Settle a job. False: another holds it by now, and this transaction must not be committed."""
    return _DONE.run(tx, {"job_id": held.id, "held": held.fence, "now": now}) == 1


def put_back(tx: Transaction, held: Job, **values: Any) -> bool:
    """Let the job wait again, with changed columns such as `run_at` and `attempts`. False for a ghost."""
    return _settle(tx, held, state="waiting", **values)


def incident(tx: Transaction, held: Job, now: datetime, error: dict[str, str], attempts: int) -> bool:
    """Stop trying: the job waits for a person. False for a ghost."""
    return _settle(tx, held, state="incident", settled_at=now, last_error=error, attempts=attempts)


def next_due(connection: sa.Connection) -> Due:
    """When there is something to do next."""
    moments = [
        connection.execute(
            sa.select(job.c.run_at).where(job.c.state == "waiting", job.c.lane == lane).order_by(job.c.run_at).limit(1)
        ).scalar()
        for lane in (PROMPT, BULK)
    ]
    lease = connection.execute(
        sa.select(job.c.lease_until).where(job.c.state == "leased").order_by(job.c.lease_until).limit(1)
    ).scalar()
    return Due(min(filter(None, moments), default=None), lease)


def prune(tx: Transaction, before: datetime, most: int = 1000) -> int:
    """Forget jobs that were done or cancelled before a moment. Returns how many."""
    old = (
        sa.select(job.c.id)
        .where(job.c.settled_at < before, job.c.settled_at.is_not(None), job.c.state.in_(("done", "cancelled")))
        .limit(most)
    )
    return tx.execute(sa.delete(job).where(job.c.id.in_(old))).rowcount


def _settle(tx: Transaction, held: Job, **values: Any) -> bool:
    mine = (job.c.id == held.id, job.c.fence == held.fence, job.c.state == "leased")
    return tx.execute(sa.update(job).where(*mine).values(lease_until=None, **values)).rowcount == 1
