"""What people who build an app say to one another about its documents."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "draft_comment",
        sa.Column("id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("kind", key(40), nullable=False),
        sa.Column("key", key(120), nullable=False),
        sa.Column("text", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("by", key(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("settled_by", key(120), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_draft_comment"),
    )
    op.create_index("ix_draft_comment_place", "draft_comment", ["app", "kind", "key"])
