"""What the history of a record says of a checklist: which item was done, remarked on or proved, and by its name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...context import Context
from ...fields.items import Item
from ...forms import FieldPlan
from ...localized import Localized, text

_DONE: Localized = {"zh-CN": "已完成", "en": "Done"}
_OPEN: Localized = {"zh-CN": "未完成", "en": "Open"}


def item_changes(
    context: Context,
    field: FieldPlan,
    path: Sequence[str],
    before: Any,
    after: Any,
    seen: frozenset[str],
    items: Sequence[Item] | None,
) -> Iterator[dict[str, Any]]:
    """`path` is [item id] for an item that came or went, or [item id, column]. `items` are those of now, for their
    names. Who did an item and when says the entry itself."""
    title, locale = text(field.title, context.locale), context.locale
    if len(path) == 1:
        old, new = (_cut(field, one, seen) for one in (before, after))
        yield _told(field, title, old, new, _name(old), _name(new))
        return
    id, key = path
    if f"{field.key}.{key}" not in seen or key in ("done_by", "done_at"):
        return
    item = next((one for one in items or () if one["id"] == id), {})
    name = " · ".join(filter(None, [title, item.get("text") if key != "text" else None]))
    if key == "done":
        was, now = (text(_DONE if one else _OPEN, locale) for one in (before, after))
        yield _told(field, name, before, after, was, now)
    else:
        column = text(field.columns[key].title, locale)
        yield _told(field, f"{name} · {column}", before, after, _words(before, locale), _words(after, locale))


def items_text(count: int, locale: str) -> str:
    """How many items there are, in words."""
    if locale == "en":
        return "1 item" if count == 1 else f"{count} items"
    return f"{count} 项"


def _name(item: Mapping[str, Any] | None) -> str | None:
    return None if item is None else str(item.get("text", "—"))


def _words(value: Any, locale: str) -> str | None:
    if isinstance(value, list):
        files = "1 file" if len(value) == 1 else f"{len(value)} files"
        return files if locale == "en" else f"{len(value)} 份"
    return None if value is None else str(value)


def _cut(field: FieldPlan, item: Mapping[str, Any] | None, seen: frozenset[str]) -> dict[str, Any] | None:
    return None if item is None else {key: value for key, value in item.items() if f"{field.key}.{key}" in seen}


def _told(
    field: FieldPlan, title: str, before: Any, after: Any, before_text: str | None, after_text: str | None
) -> dict[str, Any]:
    return {
        "field": field.key,
        "title": title,
        "before": before,
        "after": after,
        "before_text": before_text,
        "after_text": after_text,
    }
