"""For each: a workflow runs for every record found, or every item of a list, one after the other or several at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields, validate

from ...expressions import Type
from ...forms.locating import wrong
from ..definition.calls import check_call
from ..node import Answer, Call, Called, Leave, NodeType, Run, node_type
from ..values import json_value, row_values

_MOST = 10_000


@node_type("for_each")
class ForEach(NodeType):
    """Let a workflow run for each record that is found, or for each item of a list. Each run is a transaction of its
    own; one that stops is counted as failed, and the others go on."""

    label = {"zh-CN": "逐条处理", "en": "For each"}
    outcomes = ("done", "some_failed")
    words = {
        "done": {"zh-CN": "全部完成", "en": "All done"},
        "some_failed": {"zh-CN": "部分未完成", "en": "Some were not done"},
    }
    waits = True
    takes_limits = True
    calls = True

    class Settings(Schema):
        workflow = fields.String(required=True, metadata={"kind": "workflow"})
        form = fields.String(load_default=None, allow_none=True, metadata={"kind": "form", "subject": "row"})
        where = fields.Raw(load_default=None, allow_none=True, metadata={"expression": True, "asks": True})
        # In place of a form: a list. Each item is told as the input `item`.
        items = fields.Raw(load_default=None, allow_none=True, metadata={"expression": True})
        inputs = fields.Dict(load_default=dict, metadata={"expressions": True})
        limit = fields.Integer(load_default=1000, strict=True, validate=validate.Range(1, _MOST))
        at_once = fields.Integer(load_default=1, strict=True, validate=validate.Range(1, 50))

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """Either a form or a list; the workflow is about those records, or about none."""
        form = check_call(settings, names)
        rows = settings["form"]
        if (rows is None) == (settings["items"] is None):
            raise wrong("/form", "请选一个表单，或给一个列表", "name a form or give a list, one of them")
        if rows is not None and settings["where"] is None:
            raise wrong("/where", "请写出处理哪些记录的条件", "say which records it is for")
        if form is not None and (rows is None or form.name != rows.name):
            raise wrong("/workflow", "被调用的流程处理的是另一种记录", "the workflow is about records of another form")
        if rows is None and not any(one["key"] == "item" for one in self._takes(settings, names)):
            raise wrong("/workflow", "被调用的流程需要输入「item」", "the workflow must take an input named item")

    def _takes(self, settings: Mapping[str, Any], names: Any) -> Sequence[Mapping[str, Any]]:
        found: Sequence[Mapping[str, Any]] = (
            names.plans.get("workflow", names.app, settings["workflow"]).document["trigger"].get("inputs", ())
        )
        return found

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return dict.fromkeys(("count", "done", "failed", "cancelled"), Type.INTEGER)

    def enter(self, run: Run) -> Call | Leave:
        settings = run.settings
        runs = self._of_rows(run) if settings["form"] is not None else self._of_items(run)
        if not runs:
            return Leave("done", {"count": 0, "done": 0, "failed": 0, "cancelled": 0})
        return Call(settings["workflow"], runs, settings["at_once"], collects=True)

    def _of_rows(self, run: Run) -> list[Called]:
        settings = run.settings
        found = run.rows(settings["where"], [], settings["limit"])
        return [Called(record.id, self._told(run, row=row_values(record))) for record in found]

    def _of_items(self, run: Run) -> list[Called]:
        items = run.items(run.settings["items"])[: run.settings["limit"]]
        return [Called(None, {**self._told(run), "item": json_value(item)}) for item in items]

    def _told(self, run: Run, **scopes: Mapping[str, Any]) -> dict[str, Any]:
        return {key: json_value(run.value(tree, **scopes)) for key, tree in run.settings["inputs"].items()}

    def resume(self, run: Run, event: Answer | None) -> Leave:
        assert event is not None
        counts = {key: event.output[key] for key in ("count", "done", "failed", "cancelled")}
        return Leave("done" if counts["done"] == counts["count"] else "some_failed", counts)
