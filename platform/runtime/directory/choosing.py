"""Choices for pickers: records by any of their names, each telling by which it was found."""

from typing import Any

from ..context import Context
from ..localized import Localized, text
from ..records import choices as by_title
from ..records import matching_ids
from .searching import Hit, search

_KINDS: dict[str, Localized] = {
    "legal": {"zh-CN": "全称", "en": "Legal name"},
    "short": {"zh-CN": "简称", "en": "Short name"},
    "former": {"zh-CN": "曾用名", "en": "Former name"},
    "alias": {"zh-CN": "别名", "en": "Alias"},
}
_WAYS: dict[str, Localized] = {
    "pinyin": {"zh-CN": "拼音相符", "en": "by pinyin"},
    "initials": {"zh-CN": "首字母相符", "en": "by initials"},
    "alike": {"zh-CN": "相近", "en": "similar"},
}


def choices(
    context: Context, app: str, form: str, typed: str = "", limit: int = 20, filter: Any = None
) -> list[dict[str, str | None]]:
    """[{"id", "label", "detail"}]; `detail` says why where the label does not show it. Those whose title holds what
    was typed follow. `filter` as of a list. Raises NotFound for who reads nothing of the form."""
    hits = search(context, app, form, typed, limit=limit) if typed.strip() else []
    if filter is not None:
        fitting = matching_ids(context, app, form, [hit.id for hit in hits], filter)
        hits = [hit for hit in hits if hit.id in fitting]
    found: list[dict[str, str | None]] = [
        {"id": hit.id, "label": hit.label, "detail": why(context, hit)} for hit in hits
    ]
    if len(found) < limit:
        known = {hit.id for hit in hits}
        titled = by_title(context, app, form, typed, limit=limit, filter=filter)
        found += [{**one, "detail": None} for one in titled if one["id"] not in known]
    return found[:limit]


def why(context: Context, hit: Hit) -> str | None:
    """In the reader's words: the name that answered, where it is not the label, and how, where one does not see it."""
    locale = context.locale
    words = []
    if hit.kind == "identifier":
        words.append(hit.name)
    elif hit.name != hit.label:
        words.append(f"{text(_KINDS[hit.kind], locale)} {hit.name}")
    if hit.way in _WAYS:
        words.append(str(text(_WAYS[hit.way], locale)))
    return " · ".join(words) or None
