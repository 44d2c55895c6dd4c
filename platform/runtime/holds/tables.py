"""Holds on records, those that have ended among them."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text

record_hold = sa.Table(
    "record_hold",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("form", key_text(), nullable=False),  # "app.form"
    sa.Column("record_id", id_text(), nullable=False),
    sa.Column("fields", Document, nullable=False),  # those that are held; empty: the whole record
    sa.Column("persons", Document, nullable=False),  # who may change it all the same
    sa.Column("releasers", Document, nullable=False),  # who may release it, beside the administrators
    sa.Column("reason", Document, nullable=False),  # a text, or one per language
    # Who placed it: the app, and the step of which workflow's instance.
    sa.Column("app", key_text(), nullable=False),
    sa.Column("workflow", key_text(), nullable=False),
    sa.Column("node", key_text(), nullable=False),
    sa.Column("instance_id", id_text(), nullable=False),
    sa.Column("visit", sa.Integer, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("until", Moment),  # NULL: until somebody releases it
    sa.Column("released_at", Moment),
    sa.Column("released_by", key_text()),  # the identity of a person or an app
    sa.UniqueConstraint("instance_id", "node", "visit"),
    sa.Index("ix_record_hold_record", "record_id", "released_at"),
    sa.Index("ix_record_hold_form", "form", "released_at"),
)
