"""One field of a form, compiled: its type, settings made ready, and the closures that records run."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import sqlalchemy as sa

from ..definitions import Definition, Plans
from ..errors import InvalidDefinition
from ..fields import FieldType, field_types
from ..fields.base import Find
from ..fields.columns import Column
from ..fields.derived import derived_by
from ..localized import Localized
from .locating import located, wrong
from .settings_loading import load_settings
from .system_columns import SYSTEM_COLUMNS

_KEY = re.compile(r"[a-z][a-z0-9_]{0,58}", re.ASCII)
# A PostgreSQL index entry holds 2,704 bytes; a Chinese character takes three.
LONGEST_INDEXED = 600


@dataclass(frozen=True, slots=True, eq=False)
class FieldPlan:
    """A field ready for work. `dump` is None where the stored value is the JSON value; `column` is None where the
    value has no column in the form's table; `derived`: how it is worked out whenever it is read, see
    FieldType.derived, None where it is stored."""

    key: str
    title: Localized
    type: FieldType
    settings: dict[str, Any]
    required: bool
    indexed: bool
    unique: bool
    document: dict[str, Any]
    pointer: str
    column: sa.Column[Any] | None
    derived: str | None
    filters: tuple[str, ...]
    load: Callable[[Any], Any] = field(repr=False)
    dump: Callable[[Any], Any] | None = field(repr=False)

    @property
    def computed(self) -> bool:
        return self.type.computed

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of its lines; none where it holds no lines."""
        return self.settings["by_key"] if self.type.side in ("lines", "items") else {}

    def json(self, stored: Any) -> Any:
        """The JSON value of a stored value."""
        return stored if self.dump is None else self.dump(stored)


def finder(plans: Plans, app: str) -> Find:
    """How settings look up other documents from inside `app`."""
    return lambda kind, key: plans.find(kind, app, key)


def compile_fields(plans: Plans, definition: Definition) -> dict[str, FieldPlan]:
    """The form's fields by key, in the document's order. Raises InvalidDefinition."""
    fields: dict[str, FieldPlan] = {}
    for index, document in enumerate(definition.document.get("fields", [])):
        with located(f"/fields/{index}"):
            key = document.get("key", "")
            if not isinstance(key, str) or not _KEY.fullmatch(key) or key in SYSTEM_COLUMNS:
                raise wrong("/key", f"「{key}」不能用作字段标识", f"{key} cannot be the key of a field")
            made = compile_field(document, finder(plans, definition.app), f"/fields/{index}")
            if made.key in fields:
                raise wrong("/key", f"两个字段的标识都是「{made.key}」", f"two fields have the key {made.key}")
            fields[made.key] = made
    return fields


def compile_field(document: dict[str, Any], find: Find, pointer: str) -> FieldPlan:
    """One field, of a form or of what else is filled in. Raises InvalidDefinition with a pointer into it."""
    key = document["key"]
    with located("/type"):
        type_ = field_types.get(document.get("type", ""))
    with located("/settings"):
        settings = type_.prepare(load_settings(type_.Settings(), document.get("settings", {})), find)
    derived = derived_by(type_, settings)
    made = FieldPlan(
        key=key,
        title=document.get("title", key),
        type=type_,
        settings=settings,
        required=document.get("required") is True,
        indexed=document.get("indexed") is True
        or document.get("unique") is True
        or type_.links == "record"
        or type_.counted,
        unique=document.get("unique") is True,
        document=document,
        pointer=pointer,
        column=None if type_.side or derived else sa.Column(key, type_.column(settings)),
        derived=derived,
        filters=type_.operators_for(settings),
        load=lambda raw: type_.load(raw, settings),
        dump=None if _dumps_itself(type_) else partial(type_.dump, settings=settings),
    )
    _check_flags(made)
    return made


def _dumps_itself(type_: FieldType) -> bool:
    return type(type_).dump is FieldType.dump


def _check_flags(made: FieldPlan) -> None:
    if made.computed and made.required:
        raise wrong("/required", "自动得出的字段不能设为必填", "a field that is worked out cannot be required")
    if not made.indexed:
        return
    if made.derived:
        raise wrong(
            "/indexed",
            "读取时计算的字段不保存，不能建索引或要求唯一",
            "what is worked out when read is not stored: it has no index and cannot be unique",
        )
    too_long = made.settings.get("max_length", 0) > LONGEST_INDEXED
    if not (made.type.sortable or (made.type.many and not made.unique)) or too_long:
        raise wrong(
            "/indexed",
            f"这个字段不能建索引，文字最长 {LONGEST_INDEXED} 字",
            f"this field cannot be indexed; texts of up to {LONGEST_INDEXED} characters can",
        )


def unknown_field(key: Any, pointer: str) -> InvalidDefinition:
    """The error for a name that is no field of the form."""
    return wrong(pointer, f"表单没有字段「{key}」", f"the form has no field {key}")
