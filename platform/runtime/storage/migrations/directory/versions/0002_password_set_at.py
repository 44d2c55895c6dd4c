"""When a password was last replaced: links in letters of before lead nowhere."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.add_column("account", sa.Column("password_set_at", MOMENT, nullable=True))
