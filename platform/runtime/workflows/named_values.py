"""Named values: worked out by a formula each, of a stated type, read by their keys."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields, validate

from ..expressions import Type
from ..expressions.types import UNKNOWN, accepts, type_of, words
from ..forms.locating import wrong
from .errors import WrongResult
from .values import json_value

_TYPES = ("text", "integer", "decimal", "boolean", "date", "datetime", "list")


class ValueSchema(Schema):
    """A value; what follows reads it by its key."""

    key = fields.String(required=True, validate=validate.Regexp("^[a-z][a-z0-9_]{0,58}$"))
    title = fields.Raw(metadata={"localized": True})
    type = fields.String(required=True, validate=validate.OneOf(_TYPES))
    value = fields.Raw(required=True, metadata={"expression": True})


def check_values(values: Sequence[Mapping[str, Any]], pointer: str, taken: set[str]) -> None:
    """Each has a name of its own and gives what it says. Raises InvalidDefinition."""
    seen = set(taken)
    for index, one in enumerate(values):
        if one["key"] in seen:
            raise wrong(f"{pointer}/{index}/key", f"「{one['key']}」已被占用", f"{one['key']} is taken")
        seen.add(one["key"])
        given = one["value"].type
        if given not in UNKNOWN and not _fits(given, one["type"]):
            expected, found = words(one["type"]), words(given.value)
            raise wrong(
                f"{pointer}/{index}/value",
                f"这里需要{expected['zh-CN']}，公式得到的是{found['zh-CN']}",
                f"this must be {expected['en']}; the formula gives {found['en']}",
            )


def fitting(one: Mapping[str, Any], value: Any) -> Any:
    """The JSON of what the formula of a named value gave; what only the run shows is checked by the run. Raises
    WrongResult."""
    if value is not None and not _fits(type_of(value), one["type"]):
        raise WrongResult(name=one.get("title", one["key"]), expected=words(one["type"]))
    return json_value(value)


def _fits(given: Type, wanted: str) -> bool:
    return given in accepts("number") if wanted == "decimal" else given == wanted
