"""Ledgers: entries, accounts, what is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0019"

ID = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "ledger_entry",
        sa.Column("id", ID, nullable=False),
        sa.Column("ledger", key(120), nullable=False),
        sa.Column("account", ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("period", key(24), nullable=False),
        sa.Column("late_for", key(24), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("once", key(200), nullable=False),
        sa.Column("reverses", ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", key(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_entry"),
        sa.UniqueConstraint("ledger", "once", name="uq_ledger_entry_ledger_once"),
        sa.UniqueConstraint("reverses", name="uq_ledger_entry_reverses"),
    )
    op.create_index("ix_ledger_entry_account", "ledger_entry", ["ledger", "account", "id"])
    op.create_index("ix_ledger_entry_period", "ledger_entry", ["ledger", "period"])
    op.create_table(
        "ledger_account",
        sa.Column("ledger", key(120), nullable=False),
        sa.Column("account", ID, nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ledger", "account", name="pk_ledger_account"),
    )
    op.create_table(
        "ledger_state",
        sa.Column("ledger", key(120), nullable=False),
        sa.Column("open_from", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("ledger", name="pk_ledger_state"),
    )
    op.create_table(
        "ledger_closing",
        sa.Column("ledger", key(120), nullable=False),
        sa.Column("period", key(24), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", key(120), nullable=False),
        sa.PrimaryKeyConstraint("ledger", "period", name="pk_ledger_closing"),
    )
