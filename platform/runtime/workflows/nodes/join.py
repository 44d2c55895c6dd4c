"""Join: entered once, when as many branches of its parallel node have arrived as it waits for."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...expressions import Type
from ...forms.locating import wrong
from ..node import Answer, Leave, NodeType, Run, node_type


@node_type("join")
class Join(NodeType):
    """Wait for parallel branches: for all of them, for the first, or for a number. Once it goes on, the branches that
    have not arrived are cancelled. A branch that ended before is not waited for."""

    label = {"zh-CN": "汇合", "en": "Join"}
    outcomes = ("joined",)
    words = {"joined": {"zh-CN": "已汇合", "en": "Joined"}}
    shape = "join"

    class Settings(Schema):
        mode = fields.String(load_default="all", validate=validate.OneOf(("all", "any", "count")))
        # With the mode "count": how many branches are enough.
        count = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(1, 100))

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        if (settings["mode"] == "count") != (settings["count"] is not None):
            raise wrong("/count", "按个数汇合时需要填个数", "a number belongs to the mode count, and only to it")

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {"arrived": Type.INTEGER}

    def waits_for(self, settings: Mapping[str, Any], branches: int) -> int:
        """How many of the branches are enough."""
        return {"all": branches, "any": 1}.get(settings["mode"]) or min(int(settings["count"]), branches)

    def resume(self, run: Run, event: Answer | None) -> Leave:
        """Asked when it fires; the output tells how many branches had arrived."""
        assert event is not None
        return Leave(event.outcome, event.output)
