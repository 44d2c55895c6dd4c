"""Connections as a workspace has set them up, and secrets: sealed, with who set them and when."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, key_text

secret = sa.Table(
    "secret",
    workspace_metadata,
    # What it belongs to, such as "connection:crm.erp".
    sa.Column("owner", key_text(), primary_key=True),
    sa.Column("name", key_text(), primary_key=True),
    sa.Column("sealed", sa.Text, nullable=False),
    sa.Column("set_by", key_text(), nullable=False),
    sa.Column("set_at", Moment, nullable=False),
)

connection_setup = sa.Table(
    "connection_setup",
    workspace_metadata,
    sa.Column("app", key_text(), primary_key=True),
    sa.Column("key", key_text(), primary_key=True),
    sa.Column("settings", Document, nullable=False),
    sa.Column("enabled", sa.Boolean, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("changed_by", key_text(), nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    # The last try of it: NULL where there was none; `problem` is {"code", "detail"}, NULL where it went well.
    sa.Column("tested_at", Moment),
    sa.Column("problem", Document),
)
