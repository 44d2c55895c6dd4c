"""Links in mails that answer a question: the digest of each, and which answer it stands for."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0034"


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "message_answer_link",
        sa.Column("token_hash", key(64), nullable=False),
        sa.Column("message_id", key(26), nullable=False),
        sa.Column("answer", key(60), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_message_answer_link"),
    )
    op.create_index("ix_message_answer_link_message", "message_answer_link", ["message_id"])
