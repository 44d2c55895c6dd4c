"""Pool: put the record into a pool, with the cause that a former step found, and go on."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...forms.locating import wrong
from ...pools import pool_plan
from ..node import Leave, NodeType, PutIn, Run, node_type


@node_type("pool")
class Pool(NodeType):
    """Put the record into a pool, where others may claim it. What a claim sets off is for a workflow that listens to
    the change of its holder."""

    label = {"zh-CN": "进入公海", "en": "Into a pool"}
    words = {"done": {"zh-CN": "已进入公海", "en": "In the pool"}}

    class Settings(Schema):
        pool = fields.String(required=True, metadata={"kind": "pool"})
        cause = fields.Raw(load_default=None, metadata={"expression": True})
        # What values of `cause` are called: {"nobody": {"zh-CN": "没有合适的人", "en": "Nobody fits"}}.
        causes = fields.Dict(keys=fields.String(), load_default=dict)

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """The pool must be one of the record's own form."""
        pool = pool_plan(names.plans, names.app, settings["pool"])
        if pool.form.name != names.form.name:
            raise wrong("/pool", "这个公海属于另一张表单", "this pool belongs to another form")

    def enter(self, run: Run) -> Leave:
        settings = run.settings
        cause = None if settings["cause"] is None else run.value(settings["cause"])
        words = None if cause is None else settings["causes"].get(str(cause), str(cause))
        return Leave("done", effects=[PutIn(settings["pool"], words)])
