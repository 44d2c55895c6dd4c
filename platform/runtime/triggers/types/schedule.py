"""Schedules: by a cron expression, or at a time of each day or working day, where the workspace's people live."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError
from marshmallow import Schema, fields, validate

from ...calendars import calendar_plan
from ...context import Context
from ...definitions import Plans
from ...forms import FormPlan
from ...forms.locating import wrong
from ..given import check_given, check_time, given
from ..moments import Coming, MomentTrigger, settings_now
from ..trigger import Listener, trigger_type

# So far ahead a working day is looked for.
_FARTHEST = 400
_ONE_DAY = timedelta(days=1)
_FIELDS, _LONGEST = 5, 100
_NO_CRON = (
    "这不是会到来的时间，例如 0 6 * * *（每天 6 点）",
    "this is no time that ever comes; write it like 0 6 * * * (at six every day)",
)
_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@trigger_type("schedule")
class Schedule(MomentTrigger):
    """Starts at set times. With a form, for each of its records that fit; else once."""

    label = {"zh-CN": "定时", "en": "Schedule"}

    class Settings(Schema):
        # Five fields: minute, hour, day of the month, month, day of the week.
        cron = given(load_default=None, allow_none=True)
        at = given(load_default=None, allow_none=True)
        each = fields.String(load_default="day", validate=validate.OneOf(("day", "working_day")))

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """Either way of saying it, and a time that comes."""
        if (settings["cron"] is None) == (settings["at"] is None):
            raise wrong("", "写 cron 或 at 其中一个", "say cron or at, one of them")
        if settings["cron"] is None:
            check_time(settings["at"], plans, app, "/at")
            return
        if settings["each"] != "day":
            raise wrong("/each", "each 只和 at 一起用", "each goes with at only")
        check_given(settings["cron"], plans, app, "/cron", _comes, _NO_CRON)

    def coming(self, context: Context, plans: Plans, listener: Listener, after: datetime) -> Coming | None:
        """By the cron expression, or the next day that counts."""
        settings, zone = settings_now(listener), ZoneInfo(context.workspace.zone)
        if settings["cron"] is not None:
            found = _next(settings["cron"], after.astimezone(zone))
            return None if found is None else Coming(found)
        works = calendar_plan(context.workspace, plans).working.works
        day = after.astimezone(zone).date()
        for _ in range(_FARTHEST):
            moment = datetime.combine(day, time.fromisoformat(settings["at"]), zone)
            if moment > after and (settings["each"] == "day" or works(day)):
                return Coming(moment)
            day += _ONE_DAY
        return None


def _comes(cron: Any) -> bool:
    fits = isinstance(cron, str) and len(cron) <= _LONGEST and len(cron.split()) == _FIELDS
    return fits and _next(cron, _ANY_MOMENT) is not None


def _next(cron: str, after: datetime) -> datetime | None:
    """The first moment after; None for an expression that is none, or never comes."""
    try:
        return next(CronSim(cron, after), None)
    except CronSimError:
        return None
