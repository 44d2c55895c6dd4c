"""Checklist: items copied or followed from the records of another form, each to be done, with remark and evidence.

Stored: a list of items, each a row of the field's own table; None when there are none. JSON: the same list with JSON
values. An item's id is the id of the record it came from; its text stands as it was copied. Which items there are is
the platform's to say: people send what they did, [{"id", "done", "remark", "evidence"}], as many of them as they like.
"""

from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..definitions import Definition
from ..errors import InvalidDefinition, InvalidValue
from ..expressions.types import Type
from ..localized import text as localized
from .base import FieldType, Find, Prepared, Reader, cell_text, field_type, field_types
from .derived import other_form, wrong
from .items import EXPECTED, Item, item_columns, load_item

_SIGNS = {True: "✓", False: "□"}


class ItemsFrom(Schema):
    """Where items come from."""

    form = fields.String(required=True, metadata={"kind": "form", "subject": "row"})
    # Which records of that form; reads "row", the record there, and "record". All of them when empty.
    where = fields.Raw(load_default=None, allow_none=True, metadata={"expression": True})
    # The field whose text the item shows, and the one that items are in order of; else its title field, and as made.
    show = fields.String(load_default=None, allow_none=True, metadata={"field": "row"})
    order = fields.String(load_default=None, allow_none=True, metadata={"field": "row"})


@field_type("checklist")
class Checklist(FieldType):
    """Items to be done, taken from another form, such as what must be in order before a project is accepted."""

    label = {"zh-CN": "清单", "en": "Checklist"}
    filters = ("complete", "incomplete", "empty", "not_empty")
    example_settings = {"items_from": {"form": "firm", "where": {"==": [{"var": "row.name"}, "—"]}}}
    examples = {None: None}
    rejects = ("3/8", 5, {"id": "x"}, [5], [{"id": "x"}], [{}], [{"id": "01kdaaaaaaaaaaaaaaaaaaaaaa", "weight": 5}])
    sortable = False
    in_lines = False
    imported = False
    side = "items"
    working = ("items_from", "minimum")
    type = Type.LIST

    class Settings(Schema):
        items_from = fields.Nested(ItemsFrom, required=True)
        # "on_create": as they were when the record was made; "live": as they are now.
        freeze = fields.String(load_default="on_create", validate=validate.OneOf(["on_create", "live"]))
        evidence = fields.String(load_default="file", validate=validate.OneOf(["file", "none"]))
        # How many files an item needs before it is done; reads "item", the record it came from. None when empty.
        minimum = fields.Raw(
            load_default=None, allow_none=True, metadata={"expression": True, "scopes": {"item": "items_from.form"}}
        )

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `target` (app, form), `show` and `order` (fields there), `live`, `by_key`: the columns of an item."""
        if settings["minimum"] is not None and settings["evidence"] == "none":
            raise wrong(
                "/minimum",
                "不收凭证的清单不能要求最少凭证数，去掉 minimum 或改 evidence",
                "items without evidence cannot need any: remove minimum, or change evidence",
            )
        source = settings["items_from"]
        try:
            form = other_form(source, find)
            show = _shown(form, source["show"])
            if source["order"] is not None:
                _sorting(form, source["order"])
        except InvalidDefinition as error:
            error.pointer = f"/items_from{error.pointer or ''}"
            raise
        return settings | {
            "target": (form.app, form.key),
            "show": show,
            "order": source["order"],
            "live": settings["freeze"] == "live",
            "by_key": item_columns(find, evidence=settings["evidence"] == "file"),
        }

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        """Items have a table of their own, see `side`."""
        raise NotImplementedError

    def load(self, raw: Any, settings: Prepared) -> list[Item] | None:
        if raw is None or raw == []:
            return None
        items = [load_item(one, settings["by_key"]) for one in raw] if isinstance(raw, list) else []
        if not items or len({item["id"] for item in items}) != len(items):
            raise InvalidValue(expected=EXPECTED)
        return items

    def dump(self, stored: Any, settings: Prepared) -> list[Item] | None:
        """Columns that an item lacks are left out: they are not for this reader."""
        if stored is None:
            return None
        columns = settings["by_key"]
        return [
            {"id": item["id"]} | {key: columns[key].json(value) for key, value in item.items() if key in columns}
            for item in stored
        ]

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        """How many are done, then each on a line of its own."""
        if not stored:
            return ""
        done = sum(item.get("done") is True for item in stored)
        lines = [" ".join(filter(None, _told(item))) for item in stored]
        return "\n".join([f"{done}/{len(stored)}", *lines])

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        if cell_text(cell):
            raise InvalidValue(
                expected={
                    "zh-CN": "空白：清单在记录里逐项勾选，不从表格导入",
                    "en": "nothing: a checklist is ticked off in its record, not imported",
                }
            )
        return None

    def settle(self, value: Any, settings: Prepared) -> Any:
        """Items are worked out one by one; what comes here is stored already."""
        return value


def _shown(form: Definition, named: str | None) -> str:
    """The field of the form whose text an item shows."""
    documents: list[dict[str, Any]] = form.document.get("fields", [])
    key = named or form.document.get("title_field") or next((one["key"] for one in documents if _says(one)), None)
    found = next((one for one in documents if one["key"] == key), None)
    if found is None:
        raise wrong("/show", f"表单没有字段「{key}」", f"the form has no field {key}")
    if not _says(found):
        raise wrong("/show", f"字段「{key}」不是文字，不能作为清单项", f"the field {key} holds no text for an item")
    return str(key)


def _says(document: dict[str, Any]) -> bool:
    """Whether its values are texts as they are stored."""
    return field_types.get(document["type"]).searchable and not field_types.get(document["type"]).many


def _sorting(form: Definition, key: str) -> None:
    found = next((one for one in form.document.get("fields", []) if one["key"] == key), None)
    if found is None:
        raise wrong("/order", f"表单没有字段「{key}」", f"the form has no field {key}")
    type_ = field_types.get(found["type"])
    if not type_.sortable or type_.derived or type_.side:
        shown = localized(found.get("title", key), "zh-CN")
        raise wrong("/order", f"「{shown}」不能用来排序", f"items cannot be in order of {key}")


def _told(item: Item) -> list[str]:
    evidence = item.get("evidence")
    return [
        _SIGNS[item.get("done") is True],
        str(item.get("text") or ""),
        str(item.get("remark") or ""),
        f"({len(evidence)})" if evidence else "",
    ]
