"""What people see of a ledger: accounts with balances, the statement of one, the same as a workbook."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..exports.files import workbook_of
from ..fields.datetime import moment_text
from ..localized import text
from ..people import organisation_of
from ..records import titles
from . import tables
from .access import check_account, is_manager, ledger_for, sees_all
from .amounts import shown
from .plan import LedgerPlan

_entry, _account = tables.entry, tables.account
_MOST = 200
# A workbook holds no more than what is looked through by hand.
_MOST_ROWS = 10_000
_HEADS = {
    "zh-CN": ("时间", "数量", "余额", "事由", "期间", "补记", "冲销", "经手"),
    "en": ("Moment", "Amount", "Balance", "Reason", "Period", "Late for", "Reverses", "By"),
}


def described(context: Context, plans: Plans, plan: LedgerPlan) -> dict[str, Any]:
    """A ledger as the actor sees it."""
    locale = context.locale
    return {
        "key": plan.key,
        "title": text(plan.title, locale),
        "description": text(plan.description, locale) if plan.description else None,
        "unit": text(plan.unit, locale),
        "decimals": plan.decimals,
        "period": plan.period,
        "form": plan.form.key if plan.form is not None else None,
        "sees_all": plan.form is not None or sees_all(context, plans, plan),
        "manages": is_manager(context, plans, plan),
        "own": context.actor.person_id if plan.form is None else None,
    }


def accounts(context: Context, app: str, key: str, after: str | None = None) -> dict[str, Any]:
    """{"items": [{"id", "name", "balance", "entries"}], "next"}: those that the actor sees, the fullest first.

    `next` is what `after` of the next page takes, "balance:account"."""
    plans = plan_cache(context.workspace).latest()
    plan = ledger_for(context, plans, app, key)
    with context.workspace.database.read() as connection:
        query = sa.select(_account).where(_account.c.ledger == plan.name)
        if plan.form is None and not sees_all(context, plans, plan):
            query = query.where(_account.c.account == context.actor.person_id)
        if after is not None:
            balance, _, account = after.partition(":")
            query = query.where(sa.tuple_(-_account.c.balance, _account.c.account) > (-int(balance), account))
        rows = connection.execute(query.order_by(_account.c.balance.desc(), _account.c.account).limit(_MOST + 1)).all()
        more, rows = len(rows) > _MOST, rows[:_MOST]
        names = _names(context, connection, plan, [row.account for row in rows])
    last = f"{rows[-1].balance}:{rows[-1].account}" if more else None
    # Of a record one does not see there is no account either.
    items = [
        {
            "id": row.account,
            "name": names[row.account],
            "balance": shown(row.balance, plan.decimals),
            "entries": row.entries,
        }
        for row in rows
        if row.account in names
    ]
    return {"items": items, "next": last}


def statement(
    context: Context, app: str, key: str, account: str, *, period: str | None = None, before: str | None = None
) -> dict[str, Any]:
    """{"id", "name", "balance", "items": entries, the newest first, "next"}. Raises NotFound."""
    plans = plan_cache(context.workspace).latest()
    plan = ledger_for(context, plans, app, key)
    with context.workspace.database.read() as connection:
        id = check_account(context, connection, plans, plan, account)
        rows = _rows(connection, plan, id, period, before, _MOST + 1)
        known = sa.select(_account.c.balance).where(_account.c.ledger == plan.name, _account.c.account == id)
        balance = connection.execute(known).scalar() or 0
        name = _names(context, connection, plan, [id]).get(id, "")
        items = list(_told(context, connection, plan, rows[:_MOST]))
    more = items[-1]["id"] if len(rows) > _MOST else None
    return {"id": id, "name": name, "balance": shown(balance, plan.decimals), "items": items, "next": more}


def workbook(context: Context, app: str, key: str, account: str, period: str | None = None) -> bytes:
    """The statement as .xlsx, at most 10,000 entries. Raises NotFound."""
    plans = plan_cache(context.workspace).latest()
    plan = ledger_for(context, plans, app, key)
    with context.workspace.database.read() as connection:
        id = check_account(context, connection, plans, plan, account)
        told = list(_told(context, connection, plan, _rows(connection, plan, id, period, None, _MOST_ROWS)))
    zone = ZoneInfo(context.workspace.zone)
    moments = {row["id"]: row.pop("moment").astimezone(zone).replace(tzinfo=None) for row in told}
    rows = (
        (
            moments[row["id"]],
            Decimal(row["amount"]),
            Decimal(row["balance"]),
            row["reason"],
            row["period"],
            row["late_for"],
            moments.get(row["reverses"]),
            row["by"],
        )
        for row in told
    )
    return workbook_of(_HEADS[context.locale], rows)


def _rows(
    connection: sa.Connection, plan: LedgerPlan, account: str, period: str | None, before: str | None, limit: int
) -> list[Any]:
    other = _entry.alias()
    reversed_by = sa.select(other.c.id).where(other.c.reverses == _entry.c.id).scalar_subquery()
    query = sa.select(_entry, reversed_by.label("reversed_by"))
    query = query.where(_entry.c.ledger == plan.name, _entry.c.account == account)
    if period:
        query = query.where(_entry.c.period == period)
    if before:
        query = query.where(_entry.c.id < before)
    return list(connection.execute(query.order_by(_entry.c.id.desc()).limit(limit)))


def _told(context: Context, connection: sa.Connection, plan: LedgerPlan, rows: list[Any]) -> Iterator[dict[str, Any]]:
    organisation = organisation_of(context.workspace, connection)
    for row in rows:
        yield {
            "id": row.id,
            "moment": row.at,
            "at": moment_text(row.at),
            "amount": shown(row.amount, plan.decimals),
            "balance": shown(row.balance, plan.decimals),
            "reason": text(row.reason, context.locale),
            "period": row.period,
            "late_for": row.late_for,
            "reverses": row.reverses,
            "reversed": row.reversed_by is not None,
            "record": _record(row.source),
            "by": organisation.name(row.by) or None,
        }


def _record(source: dict[str, Any] | None) -> dict[str, str] | None:
    """Where the record is that an entry came of."""
    if not source or not source.get("record"):
        return None
    app, _, form = source["form"].partition(".")
    return {"app": app, "form": form, "id": source["record"]}


def _names(context: Context, connection: sa.Connection, plan: LedgerPlan, ids: list[str]) -> dict[str, str]:
    if plan.form is None:
        organisation = organisation_of(context.workspace, connection)
        return {id: name for id in ids if (name := organisation.name(id))}
    return titles(context, plan.form.app, plan.form.key, ids, connection=connection)
