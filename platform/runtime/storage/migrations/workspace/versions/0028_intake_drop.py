"""Intakes: files that were dropped, tokens for the API, and imports that no person started."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

ID = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.add_column("import_run", sa.Column("actor", sa.Text(), nullable=True))
    op.create_table(
        "intake_drop",
        sa.Column("id", ID, nullable=False),
        sa.Column("intake", key(120), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("written_ns", sa.BigInteger(), nullable=False),
        sa.Column("digest", key(64), nullable=True),
        sa.Column("state", key(10), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_intake_drop"),
    )
    op.create_index("ix_intake_drop_state", "intake_drop", ["intake", "state"])
    op.create_table(
        "intake_token",
        sa.Column("id", ID, nullable=False),
        sa.Column("intake", key(120), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("token_hash", key(64), nullable=False),
        sa.Column("made_by", key(120), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_intake_token"),
        sa.UniqueConstraint("token_hash", name="uq_intake_token_token_hash"),
    )
    op.create_index("ix_intake_token_intake", "intake_token", ["intake"])
