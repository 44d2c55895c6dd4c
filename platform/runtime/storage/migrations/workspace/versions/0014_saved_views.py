"""Views that persons saved, and with which one they begin."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "saved_view",
        sa.Column("id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("type", key(60), nullable=False),
        sa.Column("title", LONG, nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("shared", sa.Text(), nullable=True),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_index("ix_saved_view_form", "saved_view", ["app", "form", "id"])
    op.create_table(
        "first_view",
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("view", key(120), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "app", "form", name=op.f("pk_first_view")),
    )
