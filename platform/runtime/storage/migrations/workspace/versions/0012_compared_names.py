"""Duplicates: up to which name the last look has come."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    with op.batch_alter_table("duplicate_scan") as table:
        table.add_column(sa.Column("mark", sa.BigInteger, nullable=True))
