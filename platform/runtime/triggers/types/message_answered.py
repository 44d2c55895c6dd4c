"""Somebody answered a message that asked.

JSON: {"type": "message_answered", "message", "answers", "form"}. Without `answers` any answer starts it. With `form`
it is about the record that the message is about. messages/questions.py starts it.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...definitions import Plans
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import wrong
from ...localized import listed_in_all
from ..trigger import TriggerType, trigger_type


@trigger_type("message_answered")
class MessageAnswered(TriggerType):
    """Starts once for each answer to a message; trigger.answer is its key, trigger.person who gave it."""

    label = {"zh-CN": "消息被答复", "en": "Message answered"}
    about = "either"

    class Settings(Schema):
        message = fields.String(required=True, metadata={"kind": "message"})
        answers = fields.List(fields.String(), load_default=list)

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """There is such a message, and it offers these answers."""
        key = settings["message"]
        found = plans.find("message", app, key)
        if found is None:
            raise wrong("/message", f"没有名为「{key}」的消息", f"there is no message named {key}")
        offered = [one["key"] for one in found.document.get("answers", ())]
        if not offered:
            raise wrong("/message", f"消息「{key}」没有可选的答复", f"the message {key} offers no answers")
        for index, one in enumerate(settings["answers"]):
            if one not in offered:
                known = listed_in_all(offered)
                raise wrong(
                    f"/answers/{index}",
                    f"消息没有答复「{one}」，可用的有 {known['zh-CN']}",
                    f"the message has no answer {one}; it has {known['en']}",
                )

    def outputs(self, settings: Mapping[str, Any]) -> Mapping[str, Type]:
        """What was answered by whom."""
        return {"answer": Type.TEXT, "person": Type.TEXT, "message": Type.TEXT}
