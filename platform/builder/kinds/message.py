"""Messages: the words people are told."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.messages import message_plan, message_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("message")
class MessageKind(DefinitionKind):
    folder = "messages"
    title = {"zh-CN": "消息", "en": "Message"}

    def schema(self) -> dict[str, Any]:
        return message_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        message_plan(plans, definition.app, definition.key)
