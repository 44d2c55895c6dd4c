"""Imports that clean, update, pause and can be undone; where each entry of the change record got its values from."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.add_column("change_entry", sa.Column("source", sa.Text(), nullable=True))
    for name in ("updated", "undone", "kept", "turn"):
        op.add_column("import_run", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name in ("options", "sheet"):
        op.add_column("import_run", sa.Column(name, sa.Text(), nullable=False, server_default="{}"))
    op.add_column("import_run", sa.Column("digest", key(64), nullable=False, server_default=""))
    op.drop_column("import_run", "start_workflows")
    op.create_index("ix_import_run_person", "import_run", ["person_id", "app", "form"], unique=False)
    op.create_table(
        "import_chunk",
        sa.Column("import_id", key(26), nullable=False),
        sa.Column("begin", sa.Integer(), nullable=False),
        sa.Column("change_id", key(26), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "begin", name=op.f("pk_import_chunk")),
    )
    op.create_table(
        "import_mapping",
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("header", key(64), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "app", "form", "header", name=op.f("pk_import_mapping")),
    )
