"""System tables of imports: runs, their chunks, what they could not take, and how people matched columns before."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text, long_text

import_run = sa.Table(
    "import_run",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("form", key_text(), nullable=False),
    sa.Column("person_id", id_text()),
    # {"app", "name", "roles"}: whose it is where a file came in by itself; NULL: a person's, or the system's.
    sa.Column("actor", Document),
    sa.Column("file_name", long_text(), nullable=False),
    # draft, waiting, checking, running, paused, done, refused, failed, cancelled, undoing, undone
    sa.Column("state", key_text(10), nullable=False),
    # Data rows in the file; how many of them are dealt with; what became of them.
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("created", sa.Integer, nullable=False),
    sa.Column("updated", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failed", sa.Integer, nullable=False),
    # Records an undo took back, and those it kept because they were changed since.
    sa.Column("undone", sa.Integer, nullable=False, server_default="0"),
    sa.Column("kept", sa.Integer, nullable=False, server_default="0"),
    # [{"name", "samples", "field", "by", "cleanings", "names"}] in the order of the file.
    sa.Column("columns", Document, nullable=False),
    # {"mode", "key", "all_or_nothing", "workflows", "where", "sheet", "header_row"}: see `options.py`.
    sa.Column("options", Document, nullable=False, server_default="{}"),
    # {"sheets", "sheet", "header_row", "head"} of the file.
    sa.Column("sheet", Document, nullable=False, server_default="{}"),
    # SHA-256 of the file.
    sa.Column("digest", key_text(64), nullable=False, server_default=""),
    # Counts how often it was set going, so that each of its jobs has a key of its own.
    sa.Column("turn", sa.Integer, nullable=False, server_default="0"),
    sa.Column("problem", Document),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Index("ix_import_run_person", "person_id", "app", "form"),
)

# One row per transaction that took rows: what an undo goes back over.
import_chunk = sa.Table(
    "import_chunk",
    workspace_metadata,
    sa.Column("import_id", id_text(), primary_key=True),
    sa.Column("begin", sa.Integer, primary_key=True),
    sa.Column("change_id", id_text(), nullable=False),
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

# How a person matched the columns of a form's files, by what the header says.
import_mapping = sa.Table(
    "import_mapping",
    workspace_metadata,
    sa.Column("person_id", id_text(), primary_key=True),
    sa.Column("app", key_text(), primary_key=True),
    sa.Column("form", key_text(), primary_key=True),
    # SHA-256 of the column names.
    sa.Column("header", key_text(64), primary_key=True),
    # {"columns": {name → {"field", "cleanings"}}, "options"}
    sa.Column("chosen", Document, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

# What a spelling in a column stands for among the records of a directory.
import_name = sa.Table(
    "import_name",
    workspace_metadata,
    sa.Column("import_id", id_text(), primary_key=True),
    sa.Column("field", key_text(), primary_key=True),
    sa.Column("name", key_text(200), primary_key=True),
    sa.Column("record_id", id_text()),
    sa.Column("how", key_text(10), nullable=False),
    # [[id, title]] of those it may be.
    sa.Column("like", Document, nullable=False),
    sa.Column("by", key_text(12), nullable=False),
)
