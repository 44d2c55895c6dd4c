"""The home that a person has chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "home_choice",
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("page", key(130), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_home_choice")),
    )
