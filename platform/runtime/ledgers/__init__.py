"""Points ledgers: entries are added and never changed; a balance is what they sum up to.

A `ledger` document says whose accounts there are, how many decimals count, what a balance may not fall below and in
which periods it is closed. `posting.py` adds entries, `reversing.py` takes one back by another, `closing.py` closes a
period: what comes late goes into the open one and says so. `reading.py` tells who may see an account.
"""

from .access import check_account, ledger_for, ledgers_for
from .amounts import rounded, shown
from .closing import close, closings
from .entries import Entry, entry_named
from .plan import LedgerPlan, ledger_plan
from .posting import Posted, available, post, post_by_hand
from .reading import accounts, described, statement, workbook
from .reversing import reverse, reverse_by_hand
from .schema import ledger_schema

__all__ = [
    "Entry",
    "LedgerPlan",
    "Posted",
    "accounts",
    "available",
    "check_account",
    "close",
    "closings",
    "described",
    "entry_named",
    "ledger_for",
    "ledger_plan",
    "ledger_schema",
    "ledgers_for",
    "post",
    "post_by_hand",
    "reverse",
    "reverse_by_hand",
    "rounded",
    "shown",
    "statement",
    "workbook",
]
