"""End: this branch is over; the instance is completed when no branch is left."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...expressions import Type
from ..node import Leave, NodeType, Run, node_type
from ..values import json_value


@node_type("end")
class End(NodeType):
    """The process is over here. A workflow that called this one reads the outputs."""

    label = {"zh-CN": "结束", "en": "End"}
    shape = "end"
    words = {"done": {"zh-CN": "结束", "en": "Ended"}}

    class Settings(Schema):
        outputs = fields.Dict(load_default=dict, metadata={"expressions": True})

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return dict.fromkeys(settings["outputs"], Type.ANY)

    def enter(self, run: Run) -> Leave:
        return Leave("done", {key: json_value(run.value(tree)) for key, tree in run.settings["outputs"].items()})
