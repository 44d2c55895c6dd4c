"""The names of records, as the directory searches them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "directory_entry",
        sa.Column("record_id", key(26), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("identifiers", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("declared", key(16), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_directory_entry")),
    )
    op.create_index("ix_directory_entry_form", "directory_entry", ["form", "seq"], unique=False)
