"""Sub-workflow: another workflow of the app runs; this one waits for its end and reads what it gives, or goes on."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...expressions import Type
from ...forms.locating import wrong
from ..definition.calls import check_call, ends_of
from ..effects import Begin
from ..node import Answer, Call, Called, Leave, NodeType, Run, node_type
from ..values import json_value


@node_type("sub_workflow")
class SubWorkflow(NodeType):
    """Let another workflow run, told what it needs, and go on with the outputs of its end; or at once, if nobody needs
    to wait for it."""

    label = {"zh-CN": "子流程", "en": "Sub-workflow"}
    outcomes = ("done", "cancelled")
    further_outcomes = ("begun",)
    words = {
        "done": {"zh-CN": "已完成", "en": "Done"},
        "cancelled": {"zh-CN": "已终止", "en": "Cancelled"},
        "begun": {"zh-CN": "已发起", "en": "Begun"},
    }
    waits = True
    takes_limits = True
    calls = True

    class Settings(Schema):
        workflow = fields.String(required=True, metadata={"kind": "workflow"})
        inputs = fields.Dict(load_default=dict, metadata={"expressions": True})
        # The id of the record it is about; without it the record of this workflow.
        record = fields.Raw(load_default=None, metadata={"expression": True})
        # Whether the next step begins only when it has ended.
        wait = fields.Boolean(load_default=True, truthy={True}, falsy={False})

    def outcomes_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return self.outcomes if settings["wait"] else ("begun",)

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        form = check_call(settings, names)
        if form is None and settings["record"] is not None:
            raise wrong("/record", "被调用的流程与记录无关", "the workflow is about no record")
        if form is not None and settings["record"] is None and form.name != names.form.name:
            raise wrong("/record", "请指明子流程处理哪条记录", "say which record the workflow is about")

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        """What the ends of the called workflow give."""
        return ends_of(settings["workflow"], names) if settings["wait"] else {}

    def enter(self, run: Run) -> Call | Leave:
        settings = run.settings
        told = {key: json_value(run.value(tree)) for key, tree in settings["inputs"].items()}
        record = run.value(settings["record"]) if settings["record"] is not None else None
        called = Called(record, told)
        if settings["wait"]:
            return Call(settings["workflow"], [called])
        return Leave("begun", effects=[Begin(settings["workflow"], called)])

    def resume(self, run: Run, event: Answer | None) -> Leave:
        """The output is that of the ends which the called workflow came to."""
        assert event is not None
        return Leave("cancelled" if event.output["cancelled"] else "done", event.output["given"][0])
