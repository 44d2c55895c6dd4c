"""Administrators hear in their inbox when a channel breaks and when it works again; not over a channel, since it might
be that one."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from ..context import Context
from ..localized import LOCALES, text
from ..people import ADMINISTRATOR, organisation_of
from ..storage import Transaction
from .channels import channels
from .writing import write


def report(context: Context, tx: Transaction, channel: str, since: datetime, reason: Mapping[str, str] | None) -> None:
    """`reason` None: it works again. `since`: when it broke, told once for each such moment."""
    state = "works" if reason is None else "broken"
    at = since.astimezone(ZoneInfo(context.workspace.zone)).strftime("%Y-%m-%d %H:%M")
    title, body = {}, {}
    for locale in LOCALES:
        filled = {
            "channel": text(channels.get(channel).title, locale),
            "since": at,
            "why": (reason or {}).get(locale, ""),
        }
        title[locale] = _SAID[state]["title"][locale].format(**filled)
        body[locale] = _SAID[state]["text"][locale].format(**filled)
    persons = organisation_of(context.workspace, tx.connection).holders(ADMINISTRATOR, context.now())
    once = f"channel/{channel}/{state}/{since.isoformat()}"
    write(tx, context, context.workspace.namespace, f"channel_{state}", persons, title, body, once=once)


_SAID: dict[str, dict[str, dict[str, str]]] = {
    "broken": {
        "title": {"zh-CN": "{channel}渠道中断", "en": "{channel} is down"},
        "text": {
            "zh-CN": "{why} 没有消息丢失，恢复后会逐条补发。在管理 → 消息渠道检查设置。",
            "en": "{why} Nothing is lost; all of it is sent when it works again. Check Administration → Channels.",
        },
    },
    "works": {
        "title": {"zh-CN": "{channel}渠道已恢复", "en": "{channel} works again"},
        "text": {
            "zh-CN": "自 {since} 起积压的消息正在补发。",
            "en": "What has waited since {since} is being sent.",
        },
    },
}
