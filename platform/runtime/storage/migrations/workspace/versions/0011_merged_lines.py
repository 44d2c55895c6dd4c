"""Merges turn references inside lines too: which line of the record it was."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_KEY = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    with op.batch_alter_table("merge_item") as table:
        table.add_column(sa.Column("line", _KEY, nullable=False, server_default=""))
        table.drop_constraint("pk_merge_item", type_="primary")
        table.create_primary_key("pk_merge_item", ["merge_id", "record_id", "field", "line"])
