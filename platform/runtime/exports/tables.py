"""System tables of exports."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text, long_text

export_run = sa.Table(
    "export_run",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("form", key_text(), nullable=False),
    sa.Column("person_id", id_text()),
    sa.Column("locale", key_text(12), nullable=False),
    sa.Column("format", key_text(8), nullable=False),  # xlsx, csv
    sa.Column("file_name", long_text(), nullable=False),
    # {"filter", "sort", "search", "fields", "lines"}
    sa.Column("query", Document, nullable=False),
    sa.Column("state", key_text(10), nullable=False),  # running, done, failed
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer),
    sa.Column("problem", Document),
    sa.Column("created_at", Moment, nullable=False),
)
