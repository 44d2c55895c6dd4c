"""A layout as its reader's pages get it: one tree of items, without what he may not see and what is then empty."""

from collections.abc import Mapping, Sequence
from typing import Any

from .arranging import LayoutItem
from .reader import Reader

# No item of a document can have this key.
_REST = "_rest"


def tell_layout(layout: Sequence[LayoutItem], reader: Reader) -> list[dict[str, Any]]:
    """Items as {"key", "type", "settings", "items"}; a field is an item of type "field". Fields without a place follow
    in a last section."""
    told = _told(layout, reader)
    placed = {key for item in layout for key in item.fields()}
    if rest := [key for key in reader.seen if key not in placed]:
        told.append(_shape(_REST, "section", {"section": None, "columns": 2}, [_field(key) for key in rest]))
    return told


def _told(items: Sequence[LayoutItem | str], reader: Reader) -> list[dict[str, Any]]:
    return [shape for item in items if (shape := _tell(item, reader)) is not None]


def _tell(item: LayoutItem | str, reader: Reader) -> dict[str, Any] | None:
    if isinstance(item, str):
        return _field(item) if item in reader.seen else None
    # Words about fields that one may not see would tell of them.
    fields = list(item.fields())
    if not item.type.shown(item.settings, reader) or (fields and not any(key in reader.seen for key in fields)):
        return None
    held = _told(item.items, reader)
    if item.type.holds and not held:
        return None
    return _shape(item.key, item.type.key, item.type.tell(item.settings, reader), held)


def _field(key: str) -> dict[str, Any]:
    return _shape(key, "field", {}, [])


def _shape(key: str, type_: str, settings: Mapping[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"key": key, "type": type_, "settings": settings, "items": items}
