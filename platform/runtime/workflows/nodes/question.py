"""Question: a message asks somebody, and the workflow goes on by what he answers."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...expressions import Type
from ...forms.locating import wrong
from ...localized import Localized
from ...messages import message_plan
from ..errors import NobodyToAsk
from ..node import Answer, AskByMessage, Leave, NodeType, Run, node_type


@node_type("question")
class Question(NodeType):
    """Ask one or more persons by a message with answers, and go on by the first that comes."""

    label = {"zh-CN": "消息询问", "en": "Question"}
    waits = True
    takes_limits = True
    questions = True

    class Settings(Schema):
        message = fields.String(required=True, metadata={"kind": "message"})
        to = fields.Raw(required=True, metadata={"persons": True})

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """The message offers answers, which are the outcomes."""
        plan = message_plan(names.plans, names.app, settings["message"])
        if not plan.answers:
            key = settings["message"]
            raise wrong("/message", f"消息「{key}」没有可选的答复", f"the message {key} offers no answers")
        assert isinstance(settings, dict)
        settings["offered"] = dict(plan.answers)

    def outcomes_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(settings.get("offered", ()))

    def outcome_titles(self, settings: Mapping[str, Any]) -> Mapping[str, Localized]:
        offered: Mapping[str, Localized] = settings.get("offered", {})
        return offered

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {"answer": Type.TEXT, "by": Type.TEXT}

    def enter(self, run: Run) -> AskByMessage:
        persons = run.people(run.settings["to"])
        if not persons:
            raise NobodyToAsk
        return AskByMessage(run.settings["message"], persons)

    def resume(self, run: Run, event: Answer | None) -> Leave:
        """The output: answer, by."""
        assert event is not None
        return Leave(event.outcome, event.output)
