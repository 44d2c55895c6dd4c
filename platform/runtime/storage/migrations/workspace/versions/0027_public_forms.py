"""Links of public forms; by which link, and from where, something was delivered."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0033"

ID = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "intake_link",
        sa.Column("id", ID, nullable=False),
        sa.Column("intake", key(120), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("token_hash", key(64), nullable=False),
        sa.Column("made_by", key(120), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_intake_link"),
        sa.UniqueConstraint("token_hash", name="uq_intake_link_token_hash"),
    )
    op.create_index("ix_intake_link_intake", "intake_link", ["intake"])
    op.add_column("intake_delivery", sa.Column("link", ID, nullable=True))
    op.add_column("intake_delivery", sa.Column("sender", key(64), nullable=True))
    op.create_index("ix_intake_delivery_sender", "intake_delivery", ["intake", "sender", "at"])
    op.create_index("ix_intake_delivery_link", "intake_delivery", ["link", "at"])
