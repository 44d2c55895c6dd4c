"""Intakes: their addresses, and what was delivered to them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

ID = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "intake_endpoint",
        sa.Column("intake", key(120), nullable=False),
        sa.Column("token_hash", key(64), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("overlap_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("intake", name="pk_intake_endpoint"),
        sa.UniqueConstraint("token_hash", name="uq_intake_endpoint_token_hash"),
    )
    op.create_table(
        "intake_delivery",
        sa.Column("id", ID, nullable=False),
        sa.Column("intake", key(120), nullable=False),
        sa.Column("sent_as", key(100), nullable=False),
        sa.Column("digest", key(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_intake_delivery"),
        sa.UniqueConstraint("intake", "sent_as", name="uq_intake_delivery_intake_sent_as"),
    )
    op.create_index("ix_intake_delivery_at", "intake_delivery", ["intake", "at"])
