"""Exports of lists."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "export_run",
        sa.Column("id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("person_id", key(26), nullable=True),
        sa.Column("locale", key(12), nullable=False),
        sa.Column("format", key(8), nullable=False),
        sa.Column("file_name", LONG, nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_run")),
    )
