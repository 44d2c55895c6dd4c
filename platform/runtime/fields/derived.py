"""What lookups and rollups share: a value of another form, worked out in the database whenever it is read."""

from collections.abc import Mapping
from typing import Any

from ..definitions import Definition
from ..errors import InvalidDefinition
from .base import FieldType, Find, Prepared, field_types

Typed = tuple[FieldType, Prepared]


def other_form(settings: Prepared, find: Find) -> Definition:
    """The form that the setting "form" names. Raises InvalidDefinition."""
    name = settings["form"]
    if (document := find("form", name)) is None:
        raise wrong("/form", f"没有名为「{name}」的表单", f"there is no form named {name}")
    return document


def field_of(form: Definition, key: str, find: Find, pointer: str) -> Typed:
    """Type and settings under which a field of another form is shown. Raises InvalidDefinition."""
    documents: list[dict[str, Any]] = form.document.get("fields", [])
    found = next((one for one in documents if one.get("key") == key), None)
    if found is None:
        raise wrong(pointer, f"表单没有字段「{key}」", f"the form has no field {key}")
    type_ = field_types.get(found["type"])
    if derived_by(type_, found.get("settings", {})) or type_.side or type_.links:
        raise wrong(
            pointer,
            f"「{key}」这种类型的字段不能这样引用",
            f"the field {key} is of a type that cannot be shown from elsewhere",
        )
    settings = type_.prepare(type_.Settings().load(found.get("settings", {})), find)
    return settings.get("as", (type_, settings))


def derived_by(type_: FieldType, settings: Mapping[str, Any]) -> str | None:
    """How a field's value is worked out whenever it is read, see FieldType.derived; None where it is stored."""
    return "formula" if settings.get("refresh") == "on_read" else type_.derived


def wrong(pointer: str, chinese: str, english: str) -> InvalidDefinition:
    return InvalidDefinition(pointer=pointer, reason={"zh-CN": chinese, "en": english})
