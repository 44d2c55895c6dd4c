"""Tables of the directory: the names of each record as they are searched, and how far their keys are computed."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, id_text, key_text

# One row per record of a form with names.
directory_entry = sa.Table(
    "directory_entry",
    workspace_metadata,
    sa.Column("record_id", id_text(), primary_key=True),
    sa.Column("form", key_text(), nullable=False),  # "app.form"
    # [[kind, field, name, key, core, pinyin, initials, [place, …]]] of the record's own fields.
    sa.Column("names", Document, nullable=False),
    # The same of names that people or a merge have added; field is empty, and an origin follows.
    sa.Column("added", Document, nullable=False),
    # {field: value} of what identifies the record, folded.
    sa.Column("identifiers", Document, nullable=False),
    sa.Column("places", Document, nullable=False),  # [place, …] of its location
    # What declaration of names the row was made from.
    sa.Column("declared", key_text(16), nullable=False),
    # Grows with every write: see `following.py`.
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Index("ix_directory_entry_form", "form", "seq"),
)
