"""Changes carry the number of their transaction, by which PostgreSQL's snapshots tell what is visible.

Those that were there before have none: whoever asks what is new never asks about them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.add_column("change", sa.Column("xid", sa.BigInteger(), nullable=True))
    some = sa.text("xid IS NOT NULL")
    op.create_index("ix_change_xid", "change", ["xid"], postgresql_where=some, sqlite_where=some)
    if op.get_context().dialect.name == "postgresql":
        # Set by itself only from here on, so that no row of before is written anew.
        op.execute("ALTER TABLE change ALTER COLUMN xid SET DEFAULT CAST(CAST(pg_current_xact_id() AS text) AS bigint)")
