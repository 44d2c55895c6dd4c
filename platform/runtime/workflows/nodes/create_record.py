"""Create record: make a record of any form the app may write."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...expressions import Type
from ..node import Create, Leave, NodeType, Run, node_type
from ..values import settled


@node_type("create_record")
class CreateRecord(NodeType):
    """Make a record, with values worked out from this one. A reference back to it is one of them."""

    label = {"zh-CN": "新建记录", "en": "Create a record"}
    words = {"done": {"zh-CN": "已新建", "en": "Created"}}

    class Settings(Schema):
        form = fields.String(required=True, metadata={"kind": "form", "subject": "row", "how": "writes"})
        values = fields.Dict(required=True, metadata={"expressions": True, "keys": "row", "sets": "create"})
        # Whether fields that must be filled in must be filled here too.
        gates = fields.Boolean(load_default=True, truthy={True}, falsy={False})

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {"record": Type.TEXT}

    def enter(self, run: Run) -> Leave:
        form, trees = run.settings["form"], run.settings["values"]
        values = {key: settled(form, key, run.value(tree)) for key, tree in trees.items()}
        return Leave("done", effects=[Create(form, values, run.settings["gates"])])
