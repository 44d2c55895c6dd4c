"""Compute: work out named values once, for later steps to read."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...expressions import Type
from ..named_values import ValueSchema, check_values, fitting
from ..node import Leave, NodeType, Run, node_type


@node_type("compute")
class Compute(NodeType):
    """Work out values from the record, from other forms and from steps before, for the steps that follow."""

    label = {"zh-CN": "计算", "en": "Compute"}
    words = {"done": {"zh-CN": "已计算", "en": "Computed"}}

    class Settings(Schema):
        values = fields.List(fields.Nested(ValueSchema), required=True, validate=validate.Length(1, 50))

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """Each has a name of its own and gives what it says."""
        check_values(settings["values"], "/values", {"outcome", "visits"})

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {one["key"]: Type(one["type"]) for one in settings["values"]}

    def enter(self, run: Run) -> Leave:
        return Leave("done", {one["key"]: fitting(one, run.value(one["value"])) for one in run.settings["values"]})
