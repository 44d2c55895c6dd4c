"""Drafts of documents, and the steps in which they were made."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    place = ("app", "kind", "key")
    op.create_table(
        "draft",
        sa.Column("app", key(120), nullable=False),
        sa.Column("kind", key(40), nullable=False),
        sa.Column("key", key(120), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", key(120), nullable=False),
        sa.Column("holder", key(120), nullable=True),
        sa.Column("held_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint(*place, name="pk_draft"),
    )
    op.create_table(
        "draft_step",
        sa.Column("app", key(120), nullable=False),
        sa.Column("kind", key(40), nullable=False),
        sa.Column("key", key(120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("patch", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", key(120), nullable=False),
        sa.PrimaryKeyConstraint(*place, "number", name="pk_draft_step"),
    )
