"""Moves of running workflows to a newer revision."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0032"

ID = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "workflow_move",
        sa.Column("id", ID, nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("workflow", key(120), nullable=False),
        sa.Column("hash", key(64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("recount", sa.Boolean(), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("by", key(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_workflow_move"),
    )
    op.create_index("ix_workflow_move_of", "workflow_move", ["app", "workflow", "id"])
    op.create_table(
        "workflow_move_item",
        sa.Column("move_id", ID, nullable=False),
        sa.Column("instance_id", ID, nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("move_id", "instance_id", name="pk_workflow_move_item"),
    )
