"""Tables of the directory: names as they are searched, duplicates, merges, unknown names, questions asked."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text, long_text

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

# Merged records: one row per merge, kept so that it can be told and undone.
record_merge = sa.Table(
    "record_merge",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("form", key_text(), nullable=False),  # "app.form"
    sa.Column("winner", id_text(), nullable=False),
    sa.Column("losers", Document, nullable=False),  # [record id, …]
    # {field: record id}: whose value the winner gets.
    sa.Column("chosen", Document, nullable=False),
    sa.Column("state", key_text(10), nullable=False),  # running, done, failed, undoing, undone
    sa.Column("total", sa.Integer, nullable=False),  # references to the losers
    sa.Column("done", sa.Integer, nullable=False),
    # {field: [JSON before, JSON after]} of the winner.
    sa.Column("changed", Document, nullable=False),
    sa.Column("problem", Document),
    sa.Column("by", id_text()),
    sa.Column("at", Moment, nullable=False),
    sa.Column("undone_by", id_text()),
    sa.Column("undone_at", Moment),
    sa.Index("ix_record_merge_winner", "winner"),
)

# Each reference that a merge has turned from a loser to the winner.
merge_item = sa.Table(
    "merge_item",
    workspace_metadata,
    sa.Column("merge_id", id_text(), primary_key=True),
    sa.Column("record_id", id_text(), primary_key=True),
    sa.Column("field", key_text(), primary_key=True),  # of lines with the column, "lines.article"
    sa.Column("line", id_text(), primary_key=True),  # "" for a field of the record itself
    sa.Column("form", key_text(), nullable=False),
    sa.Column("loser", id_text(), nullable=False),
)

# Where a merged record is now.
record_redirect = sa.Table(
    "record_redirect",
    workspace_metadata,
    sa.Column("record_id", id_text(), primary_key=True),
    sa.Column("form", key_text(), nullable=False),
    sa.Column("winner", id_text(), nullable=False),
    sa.Column("merge_id", id_text(), nullable=False, index=True),
)

# Two records that may be one; `one` is the smaller id.
duplicate_pair = sa.Table(
    "duplicate_pair",
    workspace_metadata,
    sa.Column("form", key_text(), primary_key=True),
    sa.Column("one", id_text(), primary_key=True),
    sa.Column("other", id_text(), primary_key=True),
    sa.Column("score", sa.SmallInteger, nullable=False),
    sa.Column("reasons", Document, nullable=False),  # [{"by", "field"}]
    sa.Column("dismissed_by", id_text()),  # who said that they are two
    sa.Column("found_at", Moment, nullable=False),
    sa.Index("ix_duplicate_pair_score", "form", "score"),
)

duplicate_scan = sa.Table(
    "duplicate_scan",
    workspace_metadata,
    sa.Column("form", key_text(), primary_key=True),
    sa.Column("state", key_text(10), nullable=False),  # running, done
    sa.Column("at", Moment, nullable=False),
    sa.Column("records", sa.Integer, nullable=False),
    sa.Column("pairs", sa.Integer, nullable=False),
    # Names written since have that number or a higher one (see `following.py`); NULL: all are to be looked at.
    sa.Column("mark", sa.BigInteger),
)

# Who asked whether somebody owns a company: the log, and the count that the limit goes by.
collision_question = sa.Table(
    "collision_question",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("form", key_text(), nullable=False),
    sa.Column("person", key_text(), nullable=False),  # identity of the actor
    sa.Column("at", Moment, nullable=False),
    sa.Column("asked", long_text(), nullable=False),
    sa.Column("record_id", id_text()),  # the record that answered
    sa.Index("ix_collision_question_person", "person", "form", "at"),
)

# A name typed where only known ones may be chosen, once it is known to be unknown. `field` is "app.form.field" of the
# first reference it was typed into; `target` the form whose records it was looked for among.
unknown_name = sa.Table(
    "unknown_name",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("target", key_text(), nullable=False),
    sa.Column("key", key_text(320), nullable=False),
    sa.Column("name", long_text(), nullable=False),
    sa.Column("field", key_text(200), nullable=False),
    sa.Column("uses", sa.Integer, nullable=False),
    sa.Column("state", key_text(10), nullable=False),  # counting, asked, created, same, refused
    sa.Column("asked", Document, nullable=False),  # [person id, …]
    sa.Column("first_at", Moment, nullable=False),
    sa.Column("asked_at", Moment),
    sa.Column("blocks_at", Moment),  # from then on submits with it are refused
    sa.Column("decided_by", id_text()),
    sa.Column("decided_at", Moment),
    sa.Column("record_id", id_text()),  # what it turned out to be
    sa.Column("reason", long_text()),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Index("uq_unknown_name_key", "target", "key", unique=True),
    sa.Index("ix_unknown_name_state", "state", "asked_at"),
)

# Each submit that used the name, once; with the record that waits for the decision, where one was written.
unknown_name_use = sa.Table(
    "unknown_name_use",
    workspace_metadata,
    sa.Column("name_id", id_text(), primary_key=True),
    sa.Column("once", key_text(80), primary_key=True),
    sa.Column("by", key_text(), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("form", key_text()),
    sa.Column("field", key_text()),
    sa.Column("record_id", id_text()),
)
