"""System tables of records: answers kept for repeated requests, and imports."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text, long_text

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

import_run = sa.Table(
    "import_run",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("form", key_text(), nullable=False),
    sa.Column("person_id", id_text()),
    sa.Column("file_name", long_text(), nullable=False),
    sa.Column("state", key_text(10), nullable=False),  # draft, waiting, running, done, failed
    # Data rows in the file; how many of them are dealt with; how many became records; how many were refused.
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("created", sa.Integer, nullable=False),
    sa.Column("failed", sa.Integer, nullable=False),
    # [{"name", "samples", "field"}] in the order of the file.
    sa.Column("columns", Document, nullable=False),
    sa.Column("start_workflows", sa.Boolean, nullable=False),
    sa.Column("problem", Document),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
)

import_problem = sa.Table(
    "import_problem",
    workspace_metadata,
    sa.Column("import_id", id_text(), primary_key=True),
    # The row as the spreadsheet numbers it, and the place of the problem within the row.
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("ordinal", sa.SmallInteger, primary_key=True),
    sa.Column("column", long_text(), nullable=False),
    sa.Column("value", long_text(), nullable=False),
    # One sentence per language.
    sa.Column("message", Document, nullable=False),
)
