"""Release: what this workflow holds of the record may be changed again."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...expressions import Type
from ..effects import ReleaseRecord
from ..node import Leave, NodeType, Run, node_type


@node_type("release")
class Release(NodeType):
    """Release the record: what one step holds of it, or all that this workflow holds."""

    label = {"zh-CN": "解冻", "en": "Release"}
    words = {"done": {"zh-CN": "已解冻", "en": "Released"}}

    class Settings(Schema):
        step = fields.String(load_default=None, allow_none=True, metadata={"step": True})

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {"count": Type.INTEGER}

    def enter(self, run: Run) -> Leave:
        return Leave("done", effects=[ReleaseRecord(run.settings["step"])])
