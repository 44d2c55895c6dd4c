"""Holds on records."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0025"

ID = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "record_hold",
        sa.Column("id", ID, nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("persons", sa.Text(), nullable=False),
        sa.Column("releasers", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("workflow", key(120), nullable=False),
        sa.Column("node", key(120), nullable=False),
        sa.Column("instance_id", ID, nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("released_at", MOMENT, nullable=True),
        sa.Column("released_by", key(120), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_record_hold"),
        sa.UniqueConstraint("instance_id", "node", "visit", name="uq_record_hold_instance_id_node_visit"),
    )
    op.create_index("ix_record_hold_record", "record_hold", ["record_id", "released_at"])
    op.create_index("ix_record_hold_form", "record_hold", ["form", "released_at"])
