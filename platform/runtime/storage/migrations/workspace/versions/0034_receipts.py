"""What messages want back: each sending, who confirmed it and how his quiz went; reminders of messages."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0029"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.add_column("message", sa.Column("sending_id", key(26), nullable=True))
    op.add_column("message", sa.Column("reminds", key(26), nullable=True))
    op.create_index("ix_message_sending", "message", ["sending_id"])
    op.create_index("ix_message_reminds", "message", ["reminds"])
    op.create_table(
        "message_sending",
        sa.Column("id", key(26), nullable=False),
        sa.Column("sender_id", key(26), nullable=True),
        sa.Column("confirm", sa.Boolean(), nullable=False),
        sa.Column("quiz", sa.Text(), nullable=True),
        sa.Column("remind_after", key(20), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("reminded_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_message_sending"),
    )
    op.create_index("ix_message_sending_sender", "message_sending", ["sender_id", "id"])
    op.create_table(
        "message_receipt",
        sa.Column("message_id", key(26), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("given", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("message_id", name="pk_message_receipt"),
    )
