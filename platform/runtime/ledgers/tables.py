"""Entries of ledgers, what accounts hold, and which periods are closed.

No code changes or removes an entry: `tests/runtime/ledgers` looks for such code.
"""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text

entry = sa.Table(
    "ledger_entry",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("ledger", key_text(), nullable=False),  # "app.key"
    sa.Column("account", id_text(), nullable=False),  # a person or a record
    sa.Column("amount", sa.BigInteger, nullable=False),  # in units, see amounts.py
    sa.Column("balance", sa.BigInteger, nullable=False),  # of the account after it
    sa.Column("reason", Document, nullable=False),  # a text, or one per language
    sa.Column("period", key_text(24), nullable=False),  # that it counts in
    sa.Column("late_for", key_text(24)),  # the closed period it would have counted in
    # {"form": "app.form", "record", "workflow", "instance", "node"}; NULL where somebody posted it by hand.
    sa.Column("source", Document),
    sa.Column("once", key_text(200), nullable=False),
    sa.Column("reverses", id_text(), unique=True),  # an entry is reversed once
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", key_text(), nullable=False),
    sa.UniqueConstraint("ledger", "once"),
    sa.Index("ix_ledger_entry_account", "ledger", "account", "id"),
    sa.Index("ix_ledger_entry_period", "ledger", "period"),
)

# Locked by whoever posts to it, so that two at once never overdraw it.
account = sa.Table(
    "ledger_account",
    workspace_metadata,
    sa.Column("ledger", key_text(), primary_key=True),
    sa.Column("account", id_text(), primary_key=True),
    sa.Column("balance", sa.BigInteger, nullable=False),
    sa.Column("entries", sa.Integer, nullable=False),
)

# Shared by those who post, locked by who closes: nobody posts into a period that is being closed.
state = sa.Table(
    "ledger_state",
    workspace_metadata,
    sa.Column("ledger", key_text(), primary_key=True),
    sa.Column("open_from", sa.Date),  # the first local day that is open; NULL: none was closed
)

closing = sa.Table(
    "ledger_closing",
    workspace_metadata,
    sa.Column("ledger", key_text(), primary_key=True),
    sa.Column("period", key_text(24), primary_key=True),
    sa.Column("total", sa.BigInteger, nullable=False),
    sa.Column("entries", sa.Integer, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", key_text(), nullable=False),
)
