"""Post an entry: the account locked, the period found, the minimum kept. The same once-key posts once."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..calendars.periods import period_of
from ..changes import change_of, run
from ..context import Context
from ..definitions import plans_in
from ..identifiers import new_id
from ..localized import Localized
from ..storage import Transaction
from ..storage.inserting import insert_on
from . import tables
from .access import check_account, managed
from .amounts import load_amount, shown
from .errors import NoAccount, Overdrawn
from .plan import LedgerPlan

_entry, _account, _state = tables.entry, tables.account, tables.state


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry as it stands. `late_for`: the closed period it would have counted in."""

    id: str
    balance: int
    period: str
    late_for: str | None


def available(tx: Transaction, plan: LedgerPlan, account: str | None, amount: int) -> bool:
    """Whether the account, locked from here on, can bear an entry of `amount`. Raises NoAccount."""
    return _bears(plan, _locked(tx, plan, account), amount)


def post(
    context: Context,
    tx: Transaction,
    plan: LedgerPlan,
    account: str | None,
    amount: int,
    *,
    reason: Localized,
    once: str,
    day: date | None = None,
    source: dict[str, Any] | None = None,
    reverses: str | None = None,
) -> Posted:
    """Add an entry of so many units. `day`: when it came up, today where nothing is said. Raises NoAccount,
    Overdrawn."""
    if (earlier := _earlier(tx, plan, once)) is not None:
        return earlier
    balance = _locked(tx, plan, account)
    if not _bears(plan, balance, amount):
        assert plan.minimum is not None
        told = {"balance": balance, "minimum": plan.minimum, "amount": amount}
        raise Overdrawn(**{name: shown(value, plan.decimals) for name, value in told.items()})
    period, late_for = _period(context, tx, plan, day)
    posted = Posted(new_id(), balance + amount, period, late_for)
    values = {
        "id": posted.id,
        "ledger": plan.name,
        "account": account,
        "amount": amount,
        "balance": posted.balance,
        "reason": reason,
        "period": period,
        "late_for": late_for,
        "source": source,
        "once": once,
        "reverses": reverses,
        "at": context.now(),
        "by": context.actor.identity,
    }
    tx.execute(sa.insert(_entry).values(values))
    known = sa.and_(_account.c.ledger == plan.name, _account.c.account == account)
    tx.execute(sa.update(_account).where(known).values(balance=posted.balance, entries=_account.c.entries + 1))
    told_ = {"account": account, "amount": shown(amount, plan.decimals), "reason": reason, "period": period}
    patch = [{"op": "set", "path": [name], "before": None, "after": value} for name, value in told_.items()]
    change_of(tx).entry("ledger_entry", plan.name, posted.id, "create", patch)
    return posted


def post_by_hand(
    context: Context, app: str, key: str, account: str, *, amount: Any, reason: str, once: str | None = None
) -> str:
    """An entry that a manager posts; returns its id. Raises NotFound, Forbidden, InvalidValue, Overdrawn."""

    def unit(tx: Transaction) -> str:
        plans = plans_in(context.workspace, tx)
        plan = managed(context, plans, app, key)
        check_account(context, tx.connection, plans, plan, account)
        units = load_amount(amount, plan.decimals)
        named = f"{context.actor.identity}/{once}" if once else new_id()
        return post(context, tx, plan, account, units, reason=reason, once=named).id

    return run(context, unit)


def _earlier(tx: Transaction, plan: LedgerPlan, once: str) -> Posted | None:
    columns = (_entry.c.id, _entry.c.balance, _entry.c.period, _entry.c.late_for)
    row = tx.execute(sa.select(*columns).where(_entry.c.ledger == plan.name, _entry.c.once == once)).one_or_none()
    return None if row is None else Posted(row.id, row.balance, row.period, row.late_for)


def _locked(tx: Transaction, plan: LedgerPlan, account: str | None) -> int:
    """The balance of an account that is held until the transaction ends; opened where it is new."""
    if not account:
        raise NoAccount
    opened = insert_on(tx.dialect.name, _account).values(ledger=plan.name, account=account, balance=0, entries=0)
    tx.execute(opened.on_conflict_do_nothing())
    query = sa.select(_account.c.balance).where(_account.c.ledger == plan.name, _account.c.account == account)
    return int(tx.execute(query.with_for_update()).scalar_one())


def _bears(plan: LedgerPlan, balance: int, amount: int) -> bool:
    """What adds is always borne, even where the minimum was raised since."""
    return plan.minimum is None or amount >= 0 or balance + amount >= plan.minimum


def _period(context: Context, tx: Transaction, plan: LedgerPlan, day: date | None) -> tuple[str, str | None]:
    """The period an entry counts in, and the closed one it would have counted in."""
    wanted = day or context.now().astimezone(ZoneInfo(context.workspace.zone)).date()
    first_open = first_open_day(tx, plan)
    meant = period_of(plan.period, wanted)
    if first_open is None or wanted >= first_open:
        return meant.key, None
    today = context.now().astimezone(ZoneInfo(context.workspace.zone)).date()
    return period_of(plan.period, max(today, first_open)).key, meant.key


def first_open_day(tx: Transaction, plan: LedgerPlan, *, alone: bool = False) -> date | None:
    """The first day that is open, None where nothing was closed; it stays so until the transaction ends. `alone`: for
    who closes."""
    first = insert_on(tx.dialect.name, _state).values(ledger=plan.name, open_from=None)
    tx.execute(first.on_conflict_do_nothing())
    query = sa.select(_state.c.open_from).where(_state.c.ledger == plan.name)
    found: date | None = tx.execute(query.with_for_update(read=not alone)).scalar_one()
    return found
