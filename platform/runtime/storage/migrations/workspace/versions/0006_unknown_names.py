"""Names typed where only known ones may be chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "unknown_name",
        sa.Column("id", key(26), nullable=False),
        sa.Column("target", key(120), nullable=False),
        sa.Column("key", key(320), nullable=False),
        sa.Column("name", LONG, nullable=False),
        sa.Column("field", key(200), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("blocks_at", MOMENT, nullable=True),
        sa.Column("decided_by", key(26), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("record_id", key(26), nullable=True),
        sa.Column("reason", LONG, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unknown_name")),
    )
    op.create_index("ix_unknown_name_state", "unknown_name", ["state", "asked_at"], unique=False)
    op.create_index("uq_unknown_name_key", "unknown_name", ["target", "key"], unique=True)
    op.create_table(
        "unknown_name_use",
        sa.Column("name_id", key(26), nullable=False),
        sa.Column("once", key(80), nullable=False),
        sa.Column("by", key(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("form", key(120), nullable=True),
        sa.Column("field", key(120), nullable=True),
        sa.Column("record_id", key(26), nullable=True),
        sa.PrimaryKeyConstraint("name_id", "once", name=op.f("pk_unknown_name_use")),
    )
