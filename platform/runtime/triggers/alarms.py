"""What alarms tell workflows: the shape that both types share. The alarm's judging starts them, see metrics/alarms."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ..definitions import Plans
from ..expressions import Type
from ..forms import FormPlan
from ..forms.locating import wrong
from .trigger import TriggerType


class AlarmTrigger(TriggerType):
    """trigger.period, trigger.value and trigger.subject: of whom or what, where the alarm watches by something."""

    about = "nothing"

    class Settings(Schema):
        alarm = fields.String(required=True, metadata={"kind": "alarm"})

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """There is such an alarm."""
        key = settings["alarm"]
        if plans.find("alarm", app, key) is None:
            raise wrong("/alarm", f"没有名为「{key}」的预警", f"there is no alarm named {key}")

    def outputs(self, settings: Mapping[str, Any]) -> Mapping[str, Type]:
        """What was found."""
        return {"period": Type.TEXT, "value": Type.TEXT, "subject": Type.TEXT}
