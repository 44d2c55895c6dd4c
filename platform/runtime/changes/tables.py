"""Tables of the change record: header (who, when, how) and entries (what)."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text

_NUMBERED = sa.text("xid IS NOT NULL")

change = sa.Table(
    "change",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_kind", key_text(10), nullable=False),
    sa.Column("actor", key_text(), nullable=False),
    sa.Column("on_behalf_of", key_text()),
    sa.Column("provenance", key_text(12), nullable=False),
    sa.Column("session_id", key_text(64)),
    sa.Column("request_id", key_text(64)),
    sa.Column("address", key_text(64)),
    # The number of the transaction, which PostgreSQL sets: see `touched.py`.
    sa.Column("xid", sa.BigInteger),
    sa.Index("ix_change_xid", "xid", postgresql_where=_NUMBERED, sqlite_where=_NUMBERED),
)

change_entry = sa.Table(
    "change_entry",
    workspace_metadata,
    sa.Column("change_id", id_text(), primary_key=True),
    sa.Column("ordinal", sa.SmallInteger, primary_key=True),
    # record, task, instance, definition, person, file …
    sa.Column("object_kind", key_text(20), nullable=False),
    # "app.form" for records; the kind of definition, and so on.
    sa.Column("object_key", key_text(), nullable=False),
    sa.Column("object_id", key_text(), nullable=False),
    sa.Column("action", key_text(20), nullable=False),
    sa.Column("patch", Document, nullable=False),
    # One salt per value, so that erasing a value with its salt leaves the digest unguessable and the chain whole.
    sa.Column("salts", Document, nullable=False),
    sa.Column("digest", key_text(64), nullable=False),
    # Where the values came from, when from somewhere that can be named: {"import", "file", "row"} of a spreadsheet.
    sa.Column("source", Document),
    sa.Index("ix_change_entry_object", "object_id", "change_id"),
)
