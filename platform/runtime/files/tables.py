"""Tables of files: one row per upload, one per use by an object's field. The bytes lie in the store, by hash."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Moment, id_text, key_text, long_text

file = sa.Table(
    "file",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("hash", key_text(64), nullable=False, index=True),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("media_type", key_text(), nullable=False),
    sa.Column("name", long_text(), nullable=False),
    sa.Column("uploaded_by", key_text(), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index("ix_file_uploader", "uploaded_by", "at"),
)

file_use = sa.Table(
    "file_use",
    workspace_metadata,
    sa.Column("file_id", id_text(), sa.ForeignKey("file.id"), primary_key=True),
    sa.Column("object_kind", key_text(20), primary_key=True),  # record, …
    sa.Column("object_key", key_text(), primary_key=True),  # "app.form"
    sa.Column("object_id", key_text(), primary_key=True),
    sa.Column("field", key_text(), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Index("ix_file_use_object", "object_id"),
)
