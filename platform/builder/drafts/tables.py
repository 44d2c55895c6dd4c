"""Tables of drafts in a workspace. A document has at most one draft, whoever works on it, and what is said about it."""

import sqlalchemy as sa

from ...runtime.storage.metadata import workspace_metadata
from ...runtime.storage.types import Document, Moment, id_text, key_text, long_text

draft = sa.Table(
    "draft",
    workspace_metadata,
    sa.Column("app", key_text(), primary_key=True),
    sa.Column("kind", key_text(40), primary_key=True),
    sa.Column("key", key_text(), primary_key=True),
    # As it will be published; {} where it is to be withdrawn.
    sa.Column("document", Document, nullable=False),
    # The published revision it was begun on; 0 for a document that is new.
    sa.Column("base", sa.Integer, nullable=False),
    # Raised by whatever changes the draft: who saves says which one he saw.
    sa.Column("version", sa.Integer, nullable=False),
    # How many of its steps are done; those behind can be redone.
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("changed_by", key_text(), nullable=False),
    sa.Column("holder", key_text()),
    sa.Column("held_at", Moment),
)

draft_step = sa.Table(
    "draft_step",
    workspace_metadata,
    sa.Column("app", key_text(), primary_key=True),
    sa.Column("kind", key_text(40), primary_key=True),
    sa.Column("key", key_text(), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    # In the vocabulary of `patching`.
    sa.Column("patch", Document, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", key_text(), nullable=False),
)

draft_comment = sa.Table(
    "draft_comment",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("kind", key_text(40), nullable=False),
    sa.Column("key", key_text(), nullable=False),
    sa.Column("at_part", long_text()),  # such as "fields/days": the way to a part by keys; null for the whole
    sa.Column("text", long_text(), nullable=False),
    sa.Column("by", key_text(), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("settled_by", key_text()),
    sa.Column("settled_at", Moment),
    sa.Index("ix_draft_comment_place", "app", "kind", "key"),
)
