"""What who starts a workflow gives it: declared as fields of a form are, read by the workflow as trigger.<key>.

JSON of one: {"key", "title", "type", "hint", "required", "default", "settings"}. The type is that of a field which
holds one value of its own; "boolean" is short for yes_no. "list" and "row" are for workflows that call this one: a row
is an item of a list of rows, whose fields are read as trigger.<key>.<field>.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields, validate

from ..definitions import Plans
from ..errors import InvalidValue, PlatformError, Problems, Required
from ..expressions import Type
from ..fields import field_types
from ..forms import FieldPlan
from ..forms.fields import compile_field, finder
from ..forms.locating import located, wrong
from ..forms.settings_schema import settings_schema

LIST = "list"
ROW = "row"
# What no person fills in.
_TOLD = (LIST, ROW)
_SHORT = {"boolean": "yes_no"}
_LINKS = (None, "person", "department")


def _fits(key: str) -> bool:
    type_ = field_types.get(key)
    plain = not (type_.computed or type_.counted or type_.side or type_.derived or type_.moves)
    return plain and type_.links in _LINKS


class InputSchema(Schema):
    """One thing that is given."""

    key = fields.String(required=True, validate=validate.Regexp("^[a-z][a-z0-9_]{0,58}$"))
    title = fields.Raw(metadata={"localized": True})
    hint = fields.Raw(metadata={"localized": True})
    type = fields.String(load_default="text")
    required = fields.Boolean(load_default=False)
    default = fields.Raw(load_default=None, allow_none=True)
    settings = fields.Dict(load_default=dict)

    def between(self) -> list[dict[str, Any]]:
        """Its settings follow its type."""
        return [
            {
                "if": {"properties": {"type": {"const": key}}, "required": ["type"]},
                "then": {"properties": {"settings": settings_schema(type_.Settings())}},
            }
            for key, type_ in field_types.items()
            if _fits(key)
        ]


def check_inputs(documents: Sequence[Mapping[str, Any]], plans: Plans, app: str) -> None:
    """Names of their own, types that fit, defaults that can be. Raises InvalidDefinition with a pointer."""
    seen: set[str] = set()
    for index, document in enumerate(documents):
        with located(f"/inputs/{index}"):
            key = document["key"]
            if key in seen:
                raise wrong("/key", f"「{key}」已被占用", f"{key} is taken")
            seen.add(key)
            if document["type"] in _TOLD:
                continue
            with located("/type"):
                if not _fits(_SHORT.get(document["type"], document["type"])):
                    raise wrong("", "发起时不能填写这种字段", "a field of this type cannot be filled in at a start")
            field = _field(document, plans, app)
            try:
                field.load(document["default"])
            except InvalidValue as error:
                raise wrong("/default", error.sentence("zh-CN"), error.sentence("en")) from None


def input_fields(documents: Sequence[Mapping[str, Any]], plans: Plans, app: str) -> dict[str, FieldPlan]:
    """The inputs that a person fills in, as fields."""
    return {one["key"]: _field(one, plans, app) for one in documents if one["type"] not in _TOLD}


def input_types(documents: Sequence[Mapping[str, Any]]) -> dict[str, Type]:
    """Under which types the workflow reads them."""
    return {one["key"]: _type(one) for one in documents}


def load_inputs(inputs: Mapping[str, FieldPlan], values: Mapping[str, Any]) -> dict[str, Any]:
    """What a person filled in, as JSON that the workflow is told; what he left out has its default.

    Raises Problems with a pointer for each.
    """
    problems: list[PlatformError] = []
    told: dict[str, Any] = {}
    for key in values.keys() - inputs.keys():
        problems.append(InvalidValue(pointer=f"/inputs/{str(key)[:60]}", expected=_NO_INPUT))
    for key, field in inputs.items():
        try:
            stored = field.load(values.get(key, field.document.get("default")))
        except InvalidValue as error:
            error.pointer = f"/inputs/{key}"
            problems.append(error)
            continue
        if field.required and stored in (None, "", []):
            problems.append(Required(pointer=f"/inputs/{key}", title=field.title))
        told[key] = field.json(stored)
    if problems:
        raise Problems(problems)
    return told


_NO_INPUT = {"zh-CN": "流程声明的输入项", "en": "what the workflow asks for, and nothing else"}


def _type(document: Mapping[str, Any]) -> Type:
    if document["type"] == LIST:
        return Type.LIST
    key = _SHORT.get(document["type"], document["type"])
    # A type that there is not, or that cannot be filled in, is told by `check_inputs`, where it stands.
    fits = key in field_types and _fits(key)
    return field_types.get(key).expression_type(document["settings"]) if fits else Type.ANY


def _field(document: Mapping[str, Any], plans: Plans, app: str) -> FieldPlan:
    whole = {**document, "type": _SHORT.get(document["type"], document["type"])}
    return compile_field(whole, finder(plans, app), f"/inputs/{document['key']}")
