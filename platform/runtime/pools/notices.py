"""Notices to those whose records move: given to them, soon to be taken back, taken back."""

from collections.abc import Mapping, Set
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..context import Context
from ..definitions import Plans
from ..fields import Reader
from ..localized import LOCALES, text
from ..messages import send, tell, told_of
from ..records.querying.compiler import Reading
from ..storage import Transaction
from .access import as_app
from .plan import PoolPlan
from .words import in_both

Notice = tuple[str, dict[str, str], dict[str, str]]

GIVEN: Notice = (
    "pool_given",
    {"zh-CN": "分给你：{record}", "en": "Given to you: {record}"},
    {
        "zh-CN": "「{record}」从「{pool}」分给了你，请尽快跟进。",
        "en": "{record} of {pool} is yours now. Follow it up soon.",
    },
)
WARNED: Notice = (
    "pool_warning",
    {"zh-CN": "即将回收：{record}", "en": "Soon to be taken back: {record}"},
    {
        "zh-CN": "「{record}」很久没有跟进，{at} 将回到「{pool}」。跟进一次即重新计时。",
        "en": "Nobody has followed up {record} for long. It goes back to {pool} on {at}, unless you do.",
    },
)
RECYCLED: Notice = (
    "pool_recycled",
    {"zh-CN": "已回收：{record}", "en": "Taken back: {record}"},
    {"zh-CN": "「{record}」{cause}，已回到「{pool}」。", "en": "{record} is back in {pool}: {cause}."},
)


def notify(
    context: Context,
    tx: Transaction,
    pool: PoolPlan,
    row: Mapping[str, Any],
    person: str,
    notice: Notice,
    **places: Any,
) -> None:
    """Send a notice about a record; what `places` holds is filled in, a localized text by its language."""
    key, title, body = notice
    said = [_filled(context, pool, row, words, places) for words in (title, body)]
    tell(tx, context, pool.app, key, [person], said[0], said[1], link=_link(pool, row))


def warn(context: Context, tx: Transaction, plans: Plans, pool: PoolPlan, row: Mapping[str, Any], at: str) -> None:
    """Tell the holder that the record goes back at that moment, by the pool's own message where it names one."""
    holder, recycle = row[pool.holder], pool.recycle
    if recycle is None or recycle.warn_with is None:
        notify(context, tx, pool, row, holder, WARNED, at=at)
        return
    told = {"trigger.at": dict.fromkeys(LOCALES, at), "trigger.pool": in_both(pool.title)}
    reader = as_app(context, pool)
    record = Reading(reader, tx.connection, plans, pool.form).one(row["id"])

    def tell_of(names: Set[str]) -> dict[str, Any]:
        return told_of(reader, tx.connection, plans, record, names - told.keys()) | told

    send(tx, reader, pool.app, recycle.warn_with, [holder], tell_of, link=_link(pool, row))


def local_text(context: Context, moment: datetime) -> str:
    """The moment as people of the workspace read it."""
    return moment.astimezone(ZoneInfo(context.workspace.zone)).strftime("%Y-%m-%d %H:%M")


def _link(pool: PoolPlan, row: Mapping[str, Any]) -> dict[str, str]:
    return {"app": pool.form.app, "form": pool.form.key, "record": row["id"]}


def _filled(
    context: Context, pool: PoolPlan, row: Mapping[str, Any], words: Mapping[str, str], places: Mapping[str, Any]
) -> dict[str, str]:
    found = {}
    for locale in LOCALES:
        told = {name: text(value, locale) for name, value in places.items()}
        told |= {"record": _title(context, pool, row, locale), "pool": text(pool.title, locale)}
        found[locale] = words[locale].format_map(told)
    return found


def _title(context: Context, pool: PoolPlan, row: Mapping[str, Any], locale: str) -> str:
    form = pool.form
    field = form.fields.get(form.title_field or "")
    if field is None or field.derived or row[field.key] is None or field.type.links is not None:
        return str(text(form.title, locale))
    return field.type.text(row[field.key], field.settings, Reader(locale, ZoneInfo(context.workspace.zone)))
