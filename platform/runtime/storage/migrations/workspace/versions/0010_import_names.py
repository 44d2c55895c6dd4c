"""What the names in an import's columns stand for."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "import_name",
        sa.Column("import_id", key(26), nullable=False),
        sa.Column("field", key(120), nullable=False),
        sa.Column("name", key(200), nullable=False),
        sa.Column("record_id", key(26), nullable=True),
        sa.Column("how", key(10), nullable=False),
        sa.Column("like", sa.Text(), nullable=False),
        sa.Column("by", key(12), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "field", "name", name=op.f("pk_import_name")),
    )
