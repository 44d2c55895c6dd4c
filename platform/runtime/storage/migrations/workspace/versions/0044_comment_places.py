"""Where in a document a comment stands."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.add_column("draft_comment", sa.Column("at_part", words, nullable=True))
