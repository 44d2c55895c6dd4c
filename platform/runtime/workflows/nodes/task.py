"""Task: one person has something to do: fill a form, or just say that it is done."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...expressions import Type
from ...forms.locating import wrong
from ..errors import NobodyToAsk
from ..node import Answer, Ask, Leave, NodeType, Run, node_type


@node_type("task")
class Task(NodeType):
    """Ask one person to do something, with a form to fill where one is named."""

    label = {"zh-CN": "任务", "en": "Task"}
    further_outcomes = ("declined", "moved")
    words = {
        "done": {"zh-CN": "完成", "en": "Done"},
        "declined": {"zh-CN": "退回", "en": "Declined"},
        "moved": {"zh-CN": "换了人", "en": "Somebody else's now"},
    }
    waits = True
    takes_limits = True

    class Settings(Schema):
        assignee = fields.Raw(required=True, metadata={"persons": True})
        # The form that is filled to complete it; a reference in it to the record's form is set to the record.
        form = fields.String(load_default=None, metadata={"kind": "form"})
        # The acts by which the task counts as accepted: keys, or {"key", "title"}.
        first_response = fields.List(fields.Raw(metadata={"option": True}), load_default=list)
        decline_with = fields.String(load_default=None, metadata={"kind": "options"})
        # The field that says whose record it is: once it holds somebody else, or nobody, the step is left by "moved".
        follows = fields.String(load_default=None, metadata={"field": True})
        # Fields of the record that the inbox shows.
        facts = fields.List(fields.String(metadata={"field": True, "how": "shows"}), load_default=list)
        # What happens to the record once it is done.
        then = fields.List(fields.Raw(metadata={"deed": True}), load_default=list)

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """What is followed is a field for one person."""
        if (key := settings["follows"]) is not None:
            field = names.form.fields[key]
            if field.type.links != "person" or field.type.expression_type(field.settings) is not Type.TEXT:
                raise wrong("/follows", "这里需要单个人员的字段", "this must be a field for one person")

    def outcomes_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return (*self.acts_of(settings), "moved") if settings.get("follows") else self.acts_of(settings)

    def acts_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return ("done", "declined") if settings["decline_with"] else ("done",)

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        """`record`: the one that was filled; `rule`: the deadline that answered; `person`: who has the record now."""
        told = ("by", "record", "reason", "rule", "person")
        return dict.fromkeys(told, Type.TEXT)

    def enter(self, run: Run) -> Ask:
        """Where the expression names several persons, the first is asked."""
        persons = run.people(run.settings["assignee"])
        if not persons:
            raise NobodyToAsk
        return Ask(persons[:1])

    def resume(self, run: Run, event: Answer | None) -> Leave:
        assert event is not None
        if event.outcome != "done":
            return Leave(event.outcome, event.output)
        return Leave("done", event.output, run.deeds(run.settings["then"]))
