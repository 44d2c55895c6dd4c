"""Items of a checklist: what each holds, and what doing one means.

An item is done once somebody says so and the evidence it needs is there. Who and when are noted by the platform.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ..errors import InvalidValue
from ..identifiers import is_id
from ..localized import Localized
from .base import Find, field_types
from .columns import Column

Item = dict[str, Any]
MOST_ITEMS = 500
_MOST_FILES = 20
_LONGEST_REMARK = 2_000
EXPECTED: Localized = {"zh-CN": "清单项，各有各的编号", "en": "items, each with an id of its own"}

# What people send; all else is the platform's to say.
TOLD = ("done", "remark", "evidence")
_TITLES: dict[str, tuple[str, Localized, dict[str, Any]]] = {
    "text": ("long_text", {"zh-CN": "检查项", "en": "Item"}, {}),
    "minimum": ("integer", {"zh-CN": "最少凭证数", "en": "Evidence at least"}, {}),
    "done": ("yes_no", {"zh-CN": "完成", "en": "Done"}, {}),
    "done_by": ("member", {"zh-CN": "完成人", "en": "Done by"}, {}),
    "done_at": ("datetime", {"zh-CN": "完成时间", "en": "Done at"}, {}),
    "remark": ("long_text", {"zh-CN": "备注", "en": "Remark"}, {"max_length": _LONGEST_REMARK}),
    "evidence": ("file", {"zh-CN": "凭证", "en": "Evidence"}, {"max_count": _MOST_FILES}),
}


class EvidenceMissing(InvalidValue):
    """An item is said to be done without the evidence it needs. Context: item, count."""

    code = "checklist.evidence_missing"
    message = {
        "zh-CN": "「{item}」还需要 {count} 份凭证，先上传再勾选",
        "en": "{item} still needs evidence: {count} more. Add it, then tick it off",
    }


class ItemGone(InvalidValue):
    """What was ticked off is not in the list."""

    code = "checklist.item_gone"
    message = {
        "zh-CN": "这一项已不在清单里，重新打开后再勾选",
        "en": "This item is no longer in the list. Open it again, then tick it off",
    }


class TooManyItems(InvalidValue):
    """The condition finds more than a list holds. Context: limit."""

    code = "checklist.too_many_items"
    message = {
        "zh-CN": "清单超过 {limit} 项，请管理员缩小清单的条件",
        "en": "The list has more than {limit} items. Ask an administrator to narrow it",
    }


def item_columns(find: Find, *, evidence: bool) -> dict[str, Column]:
    """The columns of an item, by key."""
    return {
        key: _column(key, type_, title, settings, find)
        for key, (type_, title, settings) in _TITLES.items()
        if evidence or key != "evidence"
    }


def _column(key: str, type_: str, title: Localized, settings: dict[str, Any], find: Find) -> Column:
    found = field_types.get(type_)
    prepared = found.prepare(found.Settings().load(settings), find)
    return Column(key, title, found, prepared, False, False, None, {}, "", given=key not in TOLD)


def load_item(raw: Any, columns: Mapping[str, Column]) -> Item:
    """A whole item as it was dumped. Raises InvalidValue."""
    if not isinstance(raw, dict) or not is_id(raw.get("id")) or not {"id", *columns}.issuperset(raw):
        raise InvalidValue(expected=EXPECTED)
    return {"id": raw["id"]} | {key: column.load(raw.get(key)) for key, column in columns.items()}


def fresh_item(id: str, columns: Iterable[str]) -> Item:
    """An item nobody has touched."""
    return {"id": id} | dict.fromkeys(columns) | {"minimum": 0, "done": False}


def is_touched(item: Item) -> bool:
    """Whether somebody did something about it."""
    return item["done"] is True or item["remark"] is not None or bool(item.get("evidence"))


def settled(item: Item, before: Item, person: str | None, now: datetime) -> Item:
    """The item with who did it and when, if that is new."""
    item["done"] = item["done"] is True
    if item["done"] != before["done"]:
        item["done_by"], item["done_at"] = (person, now) if item["done"] else (None, None)
    return item


def short_of_evidence(item: Item) -> EvidenceMissing | None:
    """What keeps the item from being done."""
    lacking = (item["minimum"] or 0) - len(item.get("evidence") or ())
    return EvidenceMissing(item=item["text"], count=lacking) if item["done"] and lacking > 0 else None


def laid(found: Iterable[Item], held: Iterable[Item] | None) -> list[Item]:
    """The items of the list as it is now, `found`, with what was done about them, `held`. What is done stands as it
    stood; what is no longer in the list stays where somebody did something about it. Raises ItemGone."""
    left = {item["id"]: item for item in held or ()}
    now: list[Item] = []
    for item in found:
        own = left.pop(item["id"], None)
        if own is None:
            now.append(item)
        elif own["done"] and own["text"] is not None:
            now.append(own)
        else:
            now.append(own | {"text": item["text"], "minimum": item["minimum"]})
    if any(item["text"] is None for item in left.values()):
        raise ItemGone
    return [*now, *(item for item in left.values() if is_touched(item))]
