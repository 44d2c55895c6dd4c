"""Documents of an app that hold for some departments alone, before they hold for everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "pilot",
        sa.Column("app", key(120), nullable=False),
        sa.Column("departments", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("began_by", key(120), nullable=False),
        sa.PrimaryKeyConstraint("app", name="pk_pilot"),
    )
