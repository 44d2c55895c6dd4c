"""Addresses of intakes, links of public forms, and what was delivered."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text, long_text

endpoint = sa.Table(
    "intake_endpoint",
    workspace_metadata,
    sa.Column("intake", key_text(), primary_key=True),  # "app.key"
    sa.Column("token_hash", key_text(64), unique=True),  # NULL: it has no address yet
    sa.Column("paused", sa.Boolean, nullable=False),
    sa.Column("overlap_until", Moment),  # so long the secret before the present one counts too
)

link = sa.Table(
    "intake_link",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("intake", key_text(), nullable=False, index=True),
    sa.Column("title", long_text(), nullable=False),
    sa.Column("parameters", Document, nullable=False),  # parameter → its value
    # The token itself is sealed among the secrets of the workspace: who reads this table cannot use it.
    sa.Column("token_hash", key_text(64), nullable=False, unique=True),
    sa.Column("made_by", key_text(), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("revoked_at", Moment),
)

# Tokens that add records by an intake of the API, and do nothing else.
token = sa.Table(
    "intake_token",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("intake", key_text(), nullable=False, index=True),
    sa.Column("title", long_text(), nullable=False),
    sa.Column("token_hash", key_text(64), nullable=False, unique=True),
    sa.Column("made_by", key_text(), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("expires_at", Moment),  # NULL: until it is revoked
    sa.Column("revoked_at", Moment),
    sa.Column("used_at", Moment),
)

# Files put into the folder of an intake.
drop = sa.Table(
    "intake_drop",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("intake", key_text(), nullable=False),
    sa.Column("file_name", long_text(), nullable=False),
    # As it was seen last: who is the same at the next look is taken to be whole.
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("written_ns", sa.BigInteger, nullable=False),
    sa.Column("digest", key_text(64)),
    # seen, taking, done, failed, repeated
    sa.Column("state", key_text(10), nullable=False),
    sa.Column("again", sa.Boolean, nullable=False),  # it is taken although the same content came before
    sa.Column("import_id", id_text()),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("taken", sa.Integer, nullable=False),
    sa.Column("refused", sa.Integer, nullable=False),
    sa.Column("problem", Document),  # {locale: problem document}
    sa.Column("at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Index("ix_intake_drop_state", "intake", "state"),
)

# Only what proved its sender is kept: who does not know the secret fills no table.
delivery = sa.Table(
    "intake_delivery",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("intake", key_text(), nullable=False),
    sa.Column("sent_as", key_text(100), nullable=False),  # the sender's own name of it
    sa.Column("digest", key_text(64), nullable=False),  # of the body
    sa.Column("at", Moment, nullable=False),
    sa.Column("taken", sa.Integer, nullable=False),
    sa.Column("kept", sa.Integer, nullable=False),
    sa.Column("link", id_text()),  # by which it came
    sa.Column("sender", key_text(64)),  # a digest of the address it came from, where senders are counted
    # [{"body", "record", "problem"}]: what became a record has its id, what was kept {locale: problem document}.
    sa.Column("items", Document, nullable=False),
    sa.UniqueConstraint("intake", "sent_as"),
    sa.Index("ix_intake_delivery_at", "intake", "at"),
    sa.Index("ix_intake_delivery_sender", "intake", "sender", "at"),
    sa.Index("ix_intake_delivery_link", "link", "at"),
)
