"""Messages: their class, how they reach people over channels outside, and what people want to be told how."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0018"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.add_column("message", sa.Column("kind", key(20), nullable=False, server_default="notice"))
    op.create_table(
        "message_delivery",
        sa.Column("id", key(26), nullable=False),
        sa.Column("message_id", key(26), nullable=False),
        sa.Column("channel", key(20), nullable=False),
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_message_delivery"),
        sa.UniqueConstraint("message_id", "channel", name="uq_message_delivery"),
    )
    op.create_index("ix_message_delivery_state", "message_delivery", ["state", "id"])
    op.create_index("ix_message_delivery_digest", "message_delivery", ["person_id", "channel", "state"])
    op.create_table(
        "message_channel",
        sa.Column("channel", key(20), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", MOMENT, nullable=True),
        sa.Column("broken_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("channel", name="pk_message_channel"),
    )
    op.create_table(
        "message_preference",
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_message_preference"),
    )
    op.create_table(
        "message_address",
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("channel", key(20), nullable=False),
        sa.Column("address", key(254), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "channel", name="pk_message_address"),
    )
