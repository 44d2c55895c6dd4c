"""Messages that ask: what may be answered until when, and what was."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "message_question",
        sa.Column("message_id", key(26), nullable=False),
        sa.Column("offered", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("asked", key(160), nullable=True),
        sa.Column("answer", key(60), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("message_id", name="pk_message_question"),
    )
    op.create_index("ix_message_question_asked", "message_question", ["asked"])
