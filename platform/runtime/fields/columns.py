"""Columns of a field whose value is a list of lines: each is a field document of a type that holds one value.

A line is {"id", column → stored value}; in JSON likewise, with JSON values.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from ..errors import InvalidDefinition, InvalidValue, UnknownType
from ..expressions.types import Type
from ..localized import LOCALES, Localized, text
from .base import FieldType, Find, Prepared, field_types

_KEY = re.compile(r"[a-z][a-z0-9_]{0,58}", re.ASCII)
_KNOWN = frozenset({"key", "type", "title", "hint", "required", "indexed", "default", "settings", "total"})
Line = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column ready for work. `default` is a stored value; `pointer` leads into the field's settings."""

    key: str
    title: Localized
    type: FieldType
    settings: Prepared
    required: bool
    indexed: bool
    default: Any
    document: Mapping[str, Any]
    pointer: str
    # Set by the platform, never sent by people.
    given: bool = False

    @property
    def computed(self) -> bool:
        return self.type.computed or self.given

    def load(self, raw: Any) -> Any:
        """The stored value for a JSON value. Raises InvalidValue."""
        return self.type.load(raw, self.settings)

    def json(self, stored: Any) -> Any:
        """The JSON value of a stored value."""
        return self.type.dump(stored, self.settings)


def compile_columns(documents: Sequence[Any], find: Find) -> dict[str, Column]:
    """The columns by key, in their order. Raises InvalidDefinition with a pointer into the settings."""
    columns: dict[str, Column] = {}
    for index, document in enumerate(documents):
        made = _column(document, find, f"/columns/{index}")
        if made.key in columns:
            raise wrong(f"{made.pointer}/key", f"两列的标识都是「{made.key}」", f"two columns have the key {made.key}")
        columns[made.key] = made
    return columns


def wrong(pointer: str, chinese: str, english: str) -> InvalidDefinition:
    """An error of the settings in both languages."""
    return InvalidDefinition(pointer=pointer, reason={"zh-CN": chinese, "en": english})


def _column(document: Any, find: Find, pointer: str) -> Column:
    if not isinstance(document, Mapping) or not _KNOWN.issuperset(document):
        raise wrong(pointer, "列的写法与字段相同", "a column is written as a field is")
    key = document.get("key")
    if not isinstance(key, str) or not _KEY.fullmatch(key) or key == "id":
        raise wrong(f"{pointer}/key", f"「{key}」不能用作列标识", f"{key} cannot be the key of a column")
    if not document.get("title"):
        raise wrong(f"{pointer}/title", "列需要标题", "a column needs a title")
    type_ = _type(document, pointer)
    settings = _settings(type_, document, find, pointer)
    if settings.get("refresh") == "on_read":
        raise wrong(
            f"{pointer}/settings/refresh",
            "明细列的公式在保存时计算，不能设为读取时计算",
            "a formula of lines is worked out when they are saved, it cannot be worked out when read",
        )
    if type_.computed and document.get("required"):
        raise wrong(f"{pointer}/required", "自动得出的列不能设为必填", "a column that is worked out cannot be required")
    return Column(
        key=key,
        title=document["title"],
        type=type_,
        settings=settings,
        required=document.get("required") is True,
        indexed=type_.links == "record" or (document.get("indexed") is True and type_.sortable),
        default=_default(type_, settings, document.get("default"), pointer),
        document=document,
        pointer=pointer,
    )


def _type(document: Mapping[str, Any], pointer: str) -> FieldType:
    try:
        type_ = field_types.get(str(document.get("type", "")))
    except UnknownType as error:
        raise InvalidDefinition(pointer=f"{pointer}/type", reason=error.message, **error.context) from None
    if not type_.in_lines:
        raise wrong(
            f"{pointer}/type",
            f"「{text(type_.label, LOCALES[0])}」不能用作明细的列",
            f"a field of type {text(type_.label, 'en')} cannot be a column of lines",
        )
    return type_


def _settings(type_: FieldType, document: Mapping[str, Any], find: Find, pointer: str) -> Prepared:
    try:
        loaded = type_.Settings().load(document.get("settings", {}))
        return type_.prepare(loaded, find)
    except ValidationError as error:
        raise wrong(f"{pointer}/settings", f"设置有误：{error}", f"a setting is wrong: {error}") from None
    except InvalidDefinition as error:
        error.pointer = f"{pointer}/settings{error.pointer or ''}"
        raise


def _default(type_: FieldType, settings: Prepared, raw: Any, pointer: str) -> Any:
    try:
        return None if raw is None or type_.computed else type_.load(raw, settings)
    except InvalidValue as error:
        expected = {locale: text(error.context["expected"], locale) for locale in LOCALES}
        raise wrong(f"{pointer}/default", f"这里需要{expected['zh-CN']}", f"this must be {expected['en']}") from None


def titled(field: Localized, column: Localized) -> dict[str, str]:
    """What a column is called in a file, where a field of the record may have the same title."""
    return {locale: f"{text(field, locale)} / {text(column, locale)}" for locale in LOCALES}


def column_types(columns: Mapping[str, Column]) -> dict[str, Type]:
    """The expression type of each column."""
    return {key: column.type.expression_type(column.settings) for key, column in columns.items()}
