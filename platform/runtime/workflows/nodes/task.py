"""Task: one person has something to do: fill a form, or just say that it is done."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ..errors import NobodyToAsk
from ..node import Answer, Ask, Leave, NodeType, Run, node_type


@node_type("task")
class Task(NodeType):
    """Ask one person to do something, with a form to fill where one is named."""

    label = {"zh-CN": "任务", "en": "Task"}
    words = {"done": {"zh-CN": "完成", "en": "Done"}, "declined": {"zh-CN": "退回", "en": "Declined"}}
    waits = True
    takes_limits = True

    class Settings(Schema):
        assignee = fields.Raw(required=True, metadata={"persons": True})
        # The form that is filled to complete it; a reference in it to the record's form is set to the record.
        form = fields.String(load_default=None, metadata={"kind": "form"})
        # The acts by which the task counts as accepted: keys, or {"key", "title"}.
        first_response = fields.List(fields.Raw(metadata={"option": True}), load_default=list)
        decline_with = fields.String(load_default=None, metadata={"kind": "options"})
        # Fields of the record that the inbox shows.
        facts = fields.List(fields.String(metadata={"field": True, "how": "shows"}), load_default=list)
        # What happens to the record once it is done.
        then = fields.List(fields.Raw(metadata={"deed": True}), load_default=list)

    def outcomes_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return ("done", "declined") if settings["decline_with"] else ("done",)

    def acts_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return self.outcomes_of(settings)

    def enter(self, run: Run) -> Ask:
        """Where the expression names several persons, the first is asked."""
        persons = run.people(run.settings["assignee"])
        if not persons:
            raise NobodyToAsk
        return Ask(persons[:1])

    def resume(self, run: Run, event: Answer | None) -> Leave:
        assert event is not None
        if event.outcome == "declined":
            return Leave("declined", event.output)
        return Leave("done", event.output, run.deeds(run.settings["then"]))
