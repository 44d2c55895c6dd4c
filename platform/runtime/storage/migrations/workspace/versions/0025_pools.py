"""Pools: where each record stands, and every move."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "pool_place",
        sa.Column("record_id", key(26), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("pool", key(120), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("holder", key(26), nullable=True),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("act", key(12), nullable=False),
        sa.Column("from_person", key(26), nullable=True),
        sa.Column("reason", key(40), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("active_at", MOMENT, nullable=True),
        sa.Column("warned_at", MOMENT, nullable=True),
        sa.Column("timer", key(160), nullable=True),
        sa.Column("protected_by", key(26), nullable=True),
        sa.Column("protected_until", MOMENT, nullable=True),
        sa.Column("protected_why", LONG, nullable=True),
        sa.PrimaryKeyConstraint("record_id", name="pk_pool_place"),
    )
    op.create_index("ix_pool_place_pool", "pool_place", ["pool", "state", "since"])
    op.create_index("ix_pool_place_holder", "pool_place", ["pool", "holder"])
    op.create_table(
        "pool_move",
        sa.Column("id", key(26), nullable=False),
        sa.Column("pool", key(120), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("record_id", key(26), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("act", key(12), nullable=False),
        sa.Column("by", key(120), nullable=False),
        sa.Column("person", key(26), nullable=True),
        sa.Column("from_person", key(26), nullable=True),
        sa.Column("reason", key(40), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("comment", LONG, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_pool_move"),
    )
    op.create_index("ix_pool_move_pool", "pool_move", ["pool", "at"])
    op.create_index("ix_pool_move_record", "pool_move", ["record_id", "at"])
    op.create_index("ix_pool_move_by", "pool_move", ["pool", "by", "act", "at"])
