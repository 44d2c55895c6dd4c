"""Condition: the first branch whose condition holds, else the one called `otherwise`."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...localized import Localized
from ..node import Leave, NodeType, Run, node_type


class BranchSchema(Schema):
    """One branch; its key is the outcome."""

    key = fields.String(required=True, validate=validate.Length(1, 120))
    title = fields.Raw(metadata={"localized": True})
    when = fields.Raw(required=True, metadata={"expression": True})


@node_type("condition")
class Condition(NodeType):
    """Go different ways depending on the record. The first branch that fits is taken."""

    label = {"zh-CN": "条件", "en": "Condition"}

    class Settings(Schema):
        branches = fields.List(fields.Nested(BranchSchema), required=True, validate=validate.Length(min=1))
        otherwise = fields.String(load_default="otherwise", validate=validate.Length(1, 120))

    def outcomes_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return (*(branch["key"] for branch in settings["branches"]), settings["otherwise"])

    def outcome_titles(self, settings: Mapping[str, Any]) -> Mapping[str, Localized]:
        named = {branch["key"]: branch.get("title", branch["key"]) for branch in settings["branches"]}
        return named | {settings["otherwise"]: {"zh-CN": "其余情况", "en": "Otherwise"}}

    def enter(self, run: Run) -> Leave:
        for branch in run.settings["branches"]:
            if run.value(branch["when"]) is True:
                return Leave(branch["key"])
        return Leave(run.settings["otherwise"])
