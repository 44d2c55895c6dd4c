"""Addresses of intakes, and what was delivered to them."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text

endpoint = sa.Table(
    "intake_endpoint",
    workspace_metadata,
    sa.Column("intake", key_text(), primary_key=True),  # "app.key"
    sa.Column("token_hash", key_text(64), unique=True),  # NULL: it has no address yet
    sa.Column("paused", sa.Boolean, nullable=False),
    sa.Column("overlap_until", Moment),  # so long the secret before the present one counts too
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
    # [{"body", "record", "problem"}]: what became a record has its id, what was kept {locale: problem document}.
    sa.Column("items", Document, nullable=False),
    sa.UniqueConstraint("intake", "sent_as"),
    sa.Index("ix_intake_delivery_at", "intake", "at"),
)
