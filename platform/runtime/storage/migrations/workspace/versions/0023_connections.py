"""Connections as a workspace sets them up, secrets sealed, and indexes by which one sees what runs."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0017"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "secret",
        sa.Column("owner", key(120), nullable=False),
        sa.Column("name", key(120), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("set_by", key(120), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("owner", "name", name="pk_secret"),
    )
    op.create_table(
        "connection_setup",
        sa.Column("app", key(120), nullable=False),
        sa.Column("key", key(120), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", key(120), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("tested_at", MOMENT, nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("app", "key", name="pk_connection_setup"),
    )
    is_open = sa.text("state IN ('waiting', 'incident')")
    columns = ["app", "workflow", "state", "id"]
    op.create_index("ix_instance_open", "instance", columns, postgresql_where=is_open, sqlite_where=is_open)
    ended = sa.text("ended_at IS NOT NULL")
    op.create_index("ix_instance_ended", "instance", ["ended_at"], postgresql_where=ended, sqlite_where=ended)
    stopped = sa.text("state = 'incident'")
    op.create_index("ix_job_incident", "job", ["id"], postgresql_where=stopped, sqlite_where=stopped)
