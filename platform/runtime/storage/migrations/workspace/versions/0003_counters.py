"""Counters of serial numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "counter",
        sa.Column("scope", key(200), nullable=False),
        sa.Column("period", key(10), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "period", name=op.f("pk_counter")),
    )
