"""The builder's own table in a workspace: long operations."""

import sqlalchemy as sa

from ..runtime.storage.metadata import workspace_metadata
from ..runtime.storage.types import Document, Moment, id_text, key_text

operation = sa.Table(
    "operation",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("kind", key_text(40), nullable=False),
    sa.Column("state", key_text(10), nullable=False),  # waiting, running, done, failed
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("label", Document),
    sa.Column("payload", Document, nullable=False),
    sa.Column("result", Document),
    sa.Column("problem", Document),
    sa.Column("requested_by", id_text(), nullable=False),
    sa.Column("locale", key_text(10), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
)
