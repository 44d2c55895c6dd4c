"""Messages that their reader has put off until a moment."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.add_column("message", sa.Column("snoozed_until", MOMENT, nullable=True))
    op.create_index("ix_message_snoozed", "message", ["person_id", "snoozed_until"])
