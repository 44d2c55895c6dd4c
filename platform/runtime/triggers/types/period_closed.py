"""A period has ended: a week, a month, a quarter, or so long after its end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from ...calendars import after as later
from ...calendars import local_day
from ...calendars.periods import UNITS, before, period_of
from ...context import Context
from ...definitions import Plans
from ...errors import InvalidValue
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import wrong
from ..moments import Coming, MomentTrigger
from ..trigger import Listener, trigger_type

# So many periods back one may have ended whose time comes now.
_BACK = 13
_ANY_MOMENT = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


@trigger_type("period_closed")
class PeriodClosed(MomentTrigger):
    """Starts when a period is over; trigger.period says which ("2026-01")."""

    label = {"zh-CN": "期间结束", "en": "Period closed"}

    class Settings(Schema):
        period = fields.String(required=True, validate=validate.OneOf(UNITS))
        # So long after its end: ISO 8601.
        after = fields.String(load_default="PT0S", metadata={"duration": True})

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """A length that can be counted."""
        try:
            long = later(_ANY_MOMENT, settings["after"], "UTC")
        except InvalidValue as error:
            raise wrong("/after", error.sentence("zh-CN"), error.sentence("en")) from None
        one = period_of(settings["period"], _ANY_MOMENT.date())
        if long - _ANY_MOMENT > (_BACK - 1) * (one.after - one.first):
            raise wrong("/after", "离期间结束太久", "so long after its end is too long")

    def outputs(self, settings: Mapping[str, Any]) -> Mapping[str, Type]:
        """Which period it was."""
        return {"period": Type.TEXT}

    def coming(self, context: Context, plans: Plans, listener: Listener, after: datetime) -> Coming | None:
        """The next end, shifted."""
        zone, settings = context.workspace.zone, listener.settings
        period = period_of(settings["period"], local_day(after, zone))
        for _ in range(_BACK):
            period = before(period)
        while True:
            moment = later(period.moments(zone)[1], settings["after"], zone)
            if moment > after:
                return Coming(moment, {"period": period.key})
            period = period_of(settings["period"], period.after)
