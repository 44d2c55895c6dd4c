"""System tables of views: what persons saved, and with which view of a form each of them begins."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text, long_text

saved_view = sa.Table(
    "saved_view",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("form", key_text(), nullable=False),
    sa.Column("person_id", id_text(), nullable=False),
    sa.Column("type", key_text(60), nullable=False),
    sa.Column("title", long_text(), nullable=False),
    # As in view documents.
    sa.Column("settings", Document, nullable=False),
    # {"all": true}, {"roles": ["app.role", …]}, null for oneself alone.
    sa.Column("shared", Document),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Index("ix_saved_view_form", "app", "form", "id"),
)

first_view = sa.Table(
    "first_view",
    workspace_metadata,
    sa.Column("person_id", id_text(), primary_key=True),
    sa.Column("app", key_text(), primary_key=True),
    sa.Column("form", key_text(), primary_key=True),
    # The key of a view, or the id of a saved one.
    sa.Column("view", key_text(), nullable=False),
)
