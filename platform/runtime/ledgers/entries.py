"""One entry, as who reverses it needs it."""

from dataclasses import dataclass

import sqlalchemy as sa

from ..storage import Transaction
from . import tables
from .plan import LedgerPlan

_t = tables.entry


@dataclass(frozen=True, slots=True)
class Entry:
    """`amount` in units. `is_reversal`: it points at another; `reversed`: another points at it."""

    id: str
    account: str
    amount: int
    is_reversal: bool
    reversed: str | None


def entry_named(tx: Transaction, plan: LedgerPlan, id: str) -> Entry | None:
    """The entry of that id in a ledger; `reversed` is the once-key of the one that did."""
    other = _t.alias()
    by = sa.select(other.c.once).where(other.c.reverses == _t.c.id).scalar_subquery()
    query = sa.select(_t.c.id, _t.c.account, _t.c.amount, _t.c.reverses, by.label("by"))
    row = tx.execute(query.where(_t.c.id == id, _t.c.ledger == plan.name)).one_or_none()
    return None if row is None else Entry(row.id, row.account, row.amount, row.reverses is not None, row.by)
