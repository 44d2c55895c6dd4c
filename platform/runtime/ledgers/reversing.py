"""Reverse an entry: another one of the opposite amount that points at it, once."""

from datetime import date
from typing import Any

from ..changes import run
from ..context import Context
from ..definitions import plans_in
from ..errors import NotFound
from ..localized import Localized
from ..storage import Transaction
from .access import check_account, managed
from .entries import entry_named
from .errors import AlreadyReversed, NotReversible
from .plan import LedgerPlan
from .posting import Posted, available, post


def reverse(
    context: Context,
    tx: Transaction,
    plan: LedgerPlan,
    id: str,
    *,
    reason: Localized,
    once: str,
    day: date | None = None,
    source: dict[str, Any] | None = None,
) -> Posted:
    """`day`: when it came up, today where nothing is said. Raises NotFound, AlreadyReversed, NotReversible, Overdrawn
    where what was given is spent."""
    found = entry_named(tx, plan, id)
    if found is None:
        raise NotFound
    if found.is_reversal:
        raise NotReversible
    if found.reversed not in (None, once):
        raise AlreadyReversed
    said: dict[str, Any] = {"reason": reason, "once": once, "day": day, "source": source, "reverses": id}
    return post(context, tx, plan, found.account, -found.amount, **said)


def reverse_by_hand(context: Context, app: str, key: str, id: str, reason: str) -> str:
    """By a manager; returns the id of the reversal. Of two at once one finds it reversed. Raises as `reverse`,
    Forbidden."""

    def unit(tx: Transaction) -> str:
        plans = plans_in(context.workspace, tx)
        plan = managed(context, plans, app, key)
        found = entry_named(tx, plan, id)
        if found is None:
            raise NotFound
        check_account(context, tx.connection, plans, plan, found.account)
        # Held before looking whether it was reversed: whoever was first is done by then.
        available(tx, plan, found.account, 0)
        return reverse(context, tx, plan, id, reason=reason, once=f"{context.actor.identity}/reverse/{id}").id

    return run(context, unit)
