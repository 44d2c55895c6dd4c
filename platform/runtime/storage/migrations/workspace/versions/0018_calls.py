"""Workflows call others: the runs that a visit of a node waits for, and of each instance which one called it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0026"

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.add_column("instance", sa.Column("caller", key(26), nullable=True))
    op.create_table(
        "instance_call",
        sa.Column("instance_id", key(26), primary_key=True),
        sa.Column("node", key(120), primary_key=True),
        sa.Column("visit", sa.Integer(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("workflow", key(120), nullable=False),
        sa.Column("hash", key(64), nullable=False),
        sa.Column("record_id", key(26), nullable=False),
        sa.Column("data", LONG, nullable=False),
        sa.Column("collects", sa.Boolean(), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("called_id", key(26), nullable=True),
        sa.Column("given", LONG, nullable=True),
    )
    op.create_index("ix_instance_call_called", "instance_call", ["called_id"])
