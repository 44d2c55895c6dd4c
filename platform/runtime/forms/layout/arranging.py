"""A form's layout compiled: every item with its settings made ready, keys and fields each in one place only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...definitions.pieces import FIELD, PART_KEY
from ...localized import listed_in_all
from ..fields import FieldPlan, unknown_field
from ..locating import located, wrong
from ..settings_loading import load_settings
from ..settings_schema import settings_schema
from .item import FORM, LayoutType, layout_types


@dataclass(frozen=True, slots=True)
class LayoutItem:
    """One item. `items` are what stands in it: items, and fields by their keys."""

    key: str
    type: LayoutType
    settings: dict[str, Any]
    items: tuple["LayoutItem | str", ...]

    def fields(self) -> Iterator[str]:
        """The keys of all fields inside, however deep."""
        for one in self.items:
            if isinstance(one, str):
                yield one
            else:
                yield from one.fields()


@dataclass(slots=True)
class _Arranging:
    """What is known while a layout is read: the form's fields, and which keys have had their place."""

    fields: Mapping[str, FieldPlan]
    placed: set[str] = field(default_factory=set)


def compile_layout(documents: Sequence[dict[str, Any]], fields: Mapping[str, FieldPlan]) -> tuple[LayoutItem, ...]:
    """Raises InvalidDefinition with a pointer into the form."""
    arranging = _Arranging(fields)
    return tuple(_item(one, FORM, f"/layout/{index}", arranging) for index, one in enumerate(documents))


def places(layout: Sequence["LayoutItem | str"]) -> dict[str, frozenset[str]]:
    """Item key → keys of the fields inside it, for every item of the layout."""
    found: dict[str, frozenset[str]] = {}
    for one in layout:
        if not isinstance(one, str):
            found[one.key] = frozenset(one.fields())
            found |= places(one.items)
    return found


def _item(document: Any, inside: str, pointer: str, arranging: _Arranging) -> LayoutItem:
    with located(pointer):
        type_ = _type(document)
        if inside not in type_.within:
            raise wrong("", f"「{type_.key}」不能放在这里", f"{type_.key} cannot stand here")
        key = _take(document.get("key"), arranging)
        raw = {name: value for name, value in document.items() if name != "key"}
        settings = load_settings(type_.Settings(), raw)
        type_.check(settings, arranging.fields)
    held = settings.get(type_.holds, ()) if type_.holds else ()
    items = tuple(_held(one, type_, f"{pointer}/{type_.holds}/{index}", arranging) for index, one in enumerate(held))
    return LayoutItem(key, type_, settings, items)


def _held(document: Any, holder: LayoutType, pointer: str, arranging: _Arranging) -> "LayoutItem | str":
    if not isinstance(document, str) or not holder.takes_fields:
        return _item(document, holder.key, pointer, arranging)
    if document not in arranging.fields:
        raise unknown_field(document, pointer)
    if document in arranging.placed:
        raise wrong(pointer, f"字段「{document}」在布局中出现了两次", f"the layout shows the field {document} twice")
    arranging.placed.add(document)
    return document


def _type(document: Any) -> LayoutType:
    named = [key for key in layout_types if isinstance(document, dict) and key in document]
    if len(named) != 1:
        known = listed_in_all(layout_types)
        raise wrong(
            "",
            f"布局元素要用一个成员写明类型，可用的有 {known['zh-CN']}",
            f"a layout item names its type by one member; there are {known['en']}",
        )
    return layout_types.get(named[0])


def _take(key: Any, arranging: _Arranging) -> str:
    """The item's key, which nothing else on the form may have: rules name fields and items alike."""
    if not isinstance(key, str) or not key:
        raise wrong("/key", "布局元素需要标识", "a layout item needs a key")
    if key in arranging.fields or key in arranging.placed:
        raise wrong("/key", f"标识「{key}」在这个表单中已被占用", f"the key {key} is taken on this form")
    arranging.placed.add(key)
    return key


def layout_schema() -> dict[str, Any]:
    """JSON Schema of a form's `layout`."""
    return {"type": "array", "items": _schema_within(FORM)}


def _schema_within(holder: str) -> dict[str, Any]:
    """The schema of an item inside `holder`; told by the member that names its type, so that faults are told by it."""
    types = [type_ for _, type_ in layout_types.items() if holder in type_.within]
    return {
        "type": "object",
        "required": ["key"],
        "anyOf": [{"required": [type_.key]} for type_ in types],
        "allOf": [{"if": {"required": [type_.key]}, "then": _schema(type_)} for type_ in types],
    }


def _schema(type_: LayoutType) -> dict[str, Any]:
    made = settings_schema(type_.Settings())
    made["properties"]["key"] = PART_KEY
    if type_.holds:
        items = _schema_within(type_.key)
        made["properties"][type_.holds]["items"] = (
            {"if": {"type": "string"}, "then": FIELD | {"x-how": "shows"}, "else": items}
            if type_.takes_fields
            else items
        )
    return made | {"description": type(type_).__doc__, "x-label": type_.label}
