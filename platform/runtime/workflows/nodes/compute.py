"""Compute: work out named values once, for later steps to read."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...expressions import Type
from ...expressions.types import UNKNOWN, accepts, type_of, words
from ...forms.locating import wrong
from ..errors import WrongResult
from ..node import Leave, NodeType, Run, node_type
from ..values import json_value

_TYPES = ("text", "integer", "decimal", "boolean", "date", "datetime", "list")


class ValueSchema(Schema):
    """A value; later steps read it by its key."""

    key = fields.String(required=True, validate=validate.Regexp("^[a-z][a-z0-9_]{0,58}$"))
    title = fields.Raw(metadata={"localized": True})
    type = fields.String(required=True, validate=validate.OneOf(_TYPES))
    value = fields.Raw(required=True, metadata={"expression": True})


@node_type("compute")
class Compute(NodeType):
    """Work out values from the record, from other forms and from steps before, for the steps that follow."""

    label = {"zh-CN": "计算", "en": "Compute"}
    words = {"done": {"zh-CN": "已计算", "en": "Computed"}}

    class Settings(Schema):
        values = fields.List(fields.Nested(ValueSchema), required=True, validate=validate.Length(1, 50))

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """Each has a name of its own and gives what it says."""
        seen = {"outcome", "visits"}
        for index, one in enumerate(settings["values"]):
            if one["key"] in seen:
                raise wrong(f"/values/{index}/key", f"「{one['key']}」已被占用", f"{one['key']} is taken")
            seen.add(one["key"])
            given = one["value"].type
            if given not in UNKNOWN and not _fits(given, one["type"]):
                expected, found = words(one["type"]), words(given.value)
                raise wrong(
                    f"/values/{index}/value",
                    f"这里需要{expected['zh-CN']}，公式得到的是{found['zh-CN']}",
                    f"this must be {expected['en']}; the formula gives {found['en']}",
                )

    def outputs_of(self, settings: Mapping[str, Any]) -> Mapping[str, Type]:
        return {one["key"]: Type(one["type"]) for one in settings["values"]}

    def enter(self, run: Run) -> Leave:
        return Leave("done", {one["key"]: self._value(run, one) for one in run.settings["values"]})

    def _value(self, run: Run, one: Mapping[str, Any]) -> Any:
        """What only the run shows is checked by the run."""
        value = run.value(one["value"])
        if value is not None and not _fits(type_of(value), one["type"]):
            raise WrongResult(name=one.get("title", one["key"]), expected=words(one["type"]))
        return json_value(value)


def _fits(given: Type, wanted: str) -> bool:
    return given in accepts("number") if wanted == "decimal" else given == wanted
