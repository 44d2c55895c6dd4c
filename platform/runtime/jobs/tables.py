"""The job table: one row per thing to do, kept after it is done until it is pruned.

`run_at`, `created_at` and `settled_at` are moments of the workspace's clock, which may be moved; `lease_until` is a
moment of the machine, because a worker's time to live has nothing to do with a sandbox's calendar.
"""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text

job = sa.Table(
    "job",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("kind", key_text(60), nullable=False),
    # Names the thing to do, so that it is written once; NULL where nobody needs to find it again.
    sa.Column("key", key_text(200), unique=True),
    # The app in whose name it runs; NULL for the system itself.
    sa.Column("app", key_text()),
    sa.Column("payload", Document, nullable=False),
    sa.Column("lane", sa.SmallInteger, nullable=False),  # 0 prompt: somebody waits for it, 1 bulk
    sa.Column("run_at", Moment, nullable=False),
    sa.Column("state", key_text(10), nullable=False),  # waiting, leased, done, cancelled, incident
    sa.Column("lease_until", Moment),
    sa.Column("fence", sa.Integer, nullable=False),  # raised by every claim
    sa.Column("attempts", sa.Integer, nullable=False),  # real failures
    sa.Column("deliveries", sa.Integer, nullable=False),  # claims
    sa.Column("last_error", Document),  # {"code": …, "detail": …}, never with values of records
    # Sent with every attempt of an outside call, so that the other side can tell a repetition.
    sa.Column("idempotency_key", key_text(200), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("settled_at", Moment),
)

_waiting = job.c.state == "waiting"
_leased = job.c.state == "leased"
_stopped = job.c.state == "incident"
_settled = job.c.settled_at.is_not(None)
sa.Index("ix_job_due", job.c.lane, job.c.run_at, job.c.id, sqlite_where=_waiting, postgresql_where=_waiting)
sa.Index("ix_job_leased", job.c.lease_until, sqlite_where=_leased, postgresql_where=_leased)
sa.Index("ix_job_settled", job.c.settled_at, sqlite_where=_settled, postgresql_where=_settled)
sa.Index("ix_job_incident", job.c.id, sqlite_where=_stopped, postgresql_where=_stopped)
