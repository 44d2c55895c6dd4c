"""Join: entered once, when as many branches of its parallel node have arrived as it waits for."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...expressions import Type
from ...forms.locating import wrong
from ..node import Answer, Leave, NodeType, Run, node_type

_MOST = 100


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
        # With the mode "count": how many branches are enough, or the parameter that says it.
        count = fields.Raw(load_default=None, allow_none=True, metadata={"expression": True})

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        count = settings["count"]
        if (settings["mode"] == "count") != (count is not None):
            raise wrong("/count", "按个数汇合时需要填个数", "a number belongs to the mode count, and only to it")
        if count is None:
            return
        said = count.tree if isinstance(count.tree, int) and not isinstance(count.tree, bool) else None
        named = isinstance(count.tree, dict) and set(count.tree) == {"param"} and count.type in (Type.INTEGER, Type.ANY)
        if not named and (said is None or not 1 <= said <= _MOST):
            raise wrong(
                "/count",
                f"这里需要 1 到 {_MOST} 的整数，或整数参数",
                f"this must be a whole number from 1 to {_MOST}, or a parameter that is one",
            )

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {"arrived": Type.INTEGER}

    def waits_for(self, settings: Mapping[str, Any], branches: int, parameters: Mapping[str, Any]) -> int:
        """How many of the branches are enough: never more than there are, never none. A parameter that says nothing
        lets all be waited for."""
        if settings["mode"] != "count":
            return 1 if settings["mode"] == "any" else branches
        count = settings["count"]({"param": parameters})
        return branches if count is None else max(1, min(int(count), branches))

    def resume(self, run: Run, event: Answer | None) -> Leave:
        """Asked when it fires; the output tells how many branches had arrived."""
        assert event is not None
        return Leave(event.outcome, event.output)
