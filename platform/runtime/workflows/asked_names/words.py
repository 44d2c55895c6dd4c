"""What those who are asked about an unknown name are told: at once, at half of the time, and when it is over."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from ...localized import LOCALES, text

Said = tuple[Mapping[str, str], Mapping[str, str]]
_ASKED = (
    {"zh-CN": "请判定名称：{name}", "en": "A name to decide about: {name}"},
    {
        "zh-CN": "「{form}」里没有「{name}」，已经填了 {uses} 次。请在 {until} 前判定：是新的、是已有的，还是不能用。"
        "到时没有判定，用到它的提交会被拦下。它在你的待办里。",
        "en": "{form} has no “{name}”, which was entered {uses} times. Decide by {until} whether it is a new one, one "
        "that is there, or none to use; after that, what is submitted with it is refused. It is among your to-dos.",
    },
)
_SOON = (
    {"zh-CN": "还没有判定名称：{name}", "en": "Not decided yet: {name}"},
    {
        "zh-CN": "「{name}」还没有判定，已经填了 {uses} 次。{until} 以后，用到它的提交会被拦下。它在你的待办里。",
        "en": "Nobody has decided about “{name}” yet; it was entered {uses} times. After {until} what is submitted "
        "with it is refused. It is among your to-dos.",
    },
)
_LATE = (
    {"zh-CN": "名称逾期未判定：{name}", "en": "Nobody decided about {name}"},
    {
        "zh-CN": "「{name}」到 {until} 还没有判定，现在用到它的提交都会被拦下，直到有人判定。它在你的待办里。",
        "en": "Nobody decided about “{name}” by {until}. What is submitted with it is refused until somebody does; "
        "it is among your to-dos.",
    },
)


def asked(name: Mapping[str, Any]) -> Said:
    """Of the values of an `AskedName`."""
    return _said(name, *_ASKED)


def soon(name: Mapping[str, Any]) -> Said | None:
    """A reminder that comes late reminds nobody of a time that is over."""
    return None if name["late"] else _said(name, *_SOON)


def late(name: Mapping[str, Any]) -> Said:
    """Work stands still now."""
    return _said(name, *_LATE)


def _said(name: Mapping[str, Any], title: Mapping[str, str], body: Mapping[str, str]) -> Said:
    until = f"{name['blocks_at'].astimezone(ZoneInfo(name['zone'])):%Y-%m-%d %H:%M}"
    places = {
        locale: {"name": name["name"], "uses": name["uses"], "until": until, "form": text(name["form"], locale)}
        for locale in LOCALES
    }
    filled = ({locale: part[locale].format(**places[locale]) for locale in LOCALES} for part in (title, body))
    return next(filled), next(filled)
