"""System tables of records: answers kept for repeated requests."""

import sqlalchemy as sa

from ...storage.metadata import workspace_metadata
from ...storage.types import Document, Moment, id_text, key_text

# One row per Idempotency-Key; forgotten after some days by a job.
idempotency = sa.Table(
    "idempotency",
    workspace_metadata,
    sa.Column("actor", key_text(), primary_key=True),
    sa.Column("key", key_text(200), primary_key=True),
    # SHA-256 of the request, hexadecimal.
    sa.Column("digest", key_text(64), nullable=False),
    # The row as it was written: column → JSON value.
    sa.Column("answer", Document, nullable=False),
    sa.Column("at", Moment, nullable=False, index=True),
)

# The last serial number given, per field ("app.form.field") and period (such as "2026-01").
counter = sa.Table(
    "counter",
    workspace_metadata,
    sa.Column("scope", key_text(200), primary_key=True),
    sa.Column("period", key_text(10), primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

# What writes add to rollups, until a job folds it into the totals. Scope is "app.form.field", amounts are whole numbers
# in units of the summed field's last place.
rollup_delta = sa.Table(
    "rollup_delta",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("scope", key_text(200), nullable=False),
    sa.Column("parent", id_text(), nullable=False),
    sa.Column("count", sa.BigInteger, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Index("ix_rollup_delta_parent", "scope", "parent"),
)

rollup_total = sa.Table(
    "rollup_total",
    workspace_metadata,
    sa.Column("scope", key_text(200), primary_key=True),
    sa.Column("parent", id_text(), primary_key=True),
    sa.Column("count", sa.BigInteger, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
)

# The rollups whose totals were built, and for which definition.
rollup_state = sa.Table(
    "rollup_state",
    workspace_metadata,
    sa.Column("scope", key_text(200), primary_key=True),
    sa.Column("hash", key_text(64), nullable=False),
)
