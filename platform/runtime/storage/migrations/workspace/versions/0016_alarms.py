"""Alarms: what they found in each period."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "alarm_finding",
        sa.Column("alarm", key(120), nullable=False),
        sa.Column("subject", key(120), nullable=False),
        sa.Column("period", key(30), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("value", LONG, nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("verdict", key(10), nullable=False),
        sa.Column("in_a_row", sa.Integer(), nullable=False),
        sa.Column("state", key(12), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("alarm", "subject", "period", name="pk_alarm_finding"),
    )
