"""Deltas and totals of rollups."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "rollup_delta",
        sa.Column("id", key(26), nullable=False),
        sa.Column("scope", key(200), nullable=False),
        sa.Column("parent", key(26), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rollup_delta")),
    )
    op.create_index("ix_rollup_delta_parent", "rollup_delta", ["scope", "parent"], unique=False)
    op.create_table(
        "rollup_total",
        sa.Column("scope", key(200), nullable=False),
        sa.Column("parent", key(26), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "parent", name=op.f("pk_rollup_total")),
    )
    op.create_table(
        "rollup_state",
        sa.Column("scope", key(200), nullable=False),
        sa.Column("hash", key(64), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_rollup_state")),
    )
