"""Another system sent something to an intake, and a record was made of it."""

import json
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...definitions import Plans
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import wrong
from ..body_paths import ABSENT, PATTERN, value_at
from ..trigger import TriggerType, trigger_type

_NAME = r"^[a-z][a-z0-9_]{0,58}$"
# What every start tells: the record that was made, and the sender's name of the delivery.
_TOLD = ("record", "delivery")


@trigger_type("webhook")
class WebhookReceived(TriggerType):
    """Starts for each body that an intake takes in; trigger.record is the record's id, the rest as declared."""

    label = {"zh-CN": "收到 Webhook", "en": "Webhook received"}
    about = "nothing"

    class Settings(Schema):
        intake = fields.String(required=True, metadata={"kind": "intake"})
        # Name → path into the body.
        values = fields.Dict(
            keys=fields.String(validate=validate.Regexp(_NAME)),
            values=fields.String(validate=validate.Regexp(PATTERN)),
            load_default=dict,
            validate=validate.Length(max=50),
        )

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """There is such an intake, and names of its own."""
        key = settings["intake"]
        found = plans.find("intake", app, key)
        if found is None or found.document["channel"] != self.key:
            raise wrong(
                "/intake", f"没有通过 Webhook 接收的入口「{key}」", f"there is no intake {key} that takes webhooks"
            )
        for name in _TOLD:
            if name in settings["values"]:
                raise wrong(f"/values/{name}", f"「{name}」已被占用，换一个名称", f"{name} is taken; use another name")

    def outputs(self, settings: Mapping[str, Any]) -> Mapping[str, Type]:
        """Texts: what is no text in the body is told as JSON."""
        return dict.fromkeys((*_TOLD, *settings["values"]), Type.TEXT)


def told(settings: Mapping[str, Any], body: Any, record: str, delivery: str) -> dict[str, Any]:
    """What the workflow reads as trigger.<name>."""
    values = {name: _text(value_at(body, path)) for name, path in settings["values"].items()}
    return {**values, "record": record, "delivery": delivery}


def _text(value: Any) -> str | None:
    if value is ABSENT or value is None:
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
