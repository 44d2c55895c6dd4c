"""The inbox: one row per message and person."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text

message = sa.Table(
    "message",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("person_id", id_text(), nullable=False),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("key", key_text(), nullable=False),
    # Filled in when sent, one text per language: what one was told stays what one was told.
    sa.Column("title", Document, nullable=False),
    sa.Column("text", Document, nullable=False),
    sa.Column("link", Document),  # {"app", "form", "record"} or null
    sa.Column("at", Moment, nullable=False),
    sa.Column("read_at", Moment),
    # Of one key only the first message is written: an act repeated after a crash tells nobody twice.
    sa.Column("once", key_text(200), unique=True),
    sa.Index("ix_message_inbox", "person_id", "id"),
    sa.Index("ix_message_unread", "person_id", "read_at"),
)
