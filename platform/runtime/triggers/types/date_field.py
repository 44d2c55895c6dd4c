"""A day of each record: so many days before or after the date in a field, at a time of the day.

Once a day the records whose day it is are asked for, through the field's index where it has one; days that passed while
nothing ran are asked for together. What stands in the field at that moment counts, so a date that moves is followed.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import Schema, fields, validate

from ...calendars import calendar_plan, local_day
from ...context import Context
from ...definitions import Plans
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import located, wrong
from ..given import check_given, check_time, given
from ..moments import Coming, MomentTrigger, settings_now
from ..trigger import Listener, trigger_type

_ONE_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_FARTHEST = 3650
_NO_COUNT = ("这里需要整数的天数，例如 -3", "this must be a whole number of days, such as -3")


@trigger_type("date_field")
class DateField(MomentTrigger):
    """Starts for each record on its day: so many days, or working days, after the date in a field, or before it."""

    label = {"zh-CN": "按日期字段", "en": "By a date"}
    about = "record"

    class Settings(Schema):
        field = fields.String(required=True, metadata={"field": True})
        days = given(load_default=0)
        # What `days` counts: all days, or those on which the company works.
        count = fields.String(load_default="days", validate=validate.OneOf(("days", "working_days")))
        at = given(load_default="09:00")

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """The field exists and holds days or moments."""
        assert form is not None
        with located("/field"):
            known = form.fields.get(settings["field"])
            if known is None or known.type.expression_type(known.settings) not in (Type.DATE, Type.DATETIME):
                raise wrong("", "这里需要表单的日期或时间字段", "this must be a field of dates or moments")
        check_given(settings["days"], plans, app, "/days", _is_count, _NO_COUNT)
        check_time(settings["at"], plans, app, "/at")

    def coming(self, context: Context, plans: Plans, listener: Listener, after: datetime) -> Coming:
        """That time of the day, today or tomorrow."""
        zone = ZoneInfo(context.workspace.zone)
        moment = datetime.combine(local_day(after, context.workspace.zone), self._at(listener), zone)
        return Coming(moment if moment > after else moment + _ONE_DAY)

    def among(self, context: Context, plans: Plans, listener: Listener, since: datetime, until: datetime) -> Any:
        """Those whose day lies from that of `since` to the last whose time had come by `until`."""
        zone, settings = context.workspace.zone, settings_now(listener)
        last = local_day(until, zone)
        if datetime.combine(last, self._at(listener), ZoneInfo(zone)) > until:
            last -= _ONE_DAY
        first = local_day(since, zone)
        if settings["count"] == "days":
            first, last = (day - timedelta(days=settings["days"]) for day in (first, last))
        else:
            works = calendar_plan(context.workspace, plans).working.works
            first, last = _dates(first, last, settings["days"], works)
        field = listener.form.fields[settings["field"]] if listener.form else None
        ends = [first.isoformat(), last.isoformat()]
        if field is not None and field.type.expression_type(field.settings) is Type.DATETIME:
            begins, ended = (
                datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) for day in (first, last + _ONE_DAY)
            )
            ends = [begins.isoformat(), (ended - _TICK).isoformat()]
        return {"field": settings["field"], "operator": "between", "value": ends}

    def _at(self, listener: Listener) -> time:
        return time.fromisoformat(settings_now(listener)["at"])


def _dates(first: date, last: date, days: int, works: Callable[[date], bool]) -> tuple[date, date]:
    """From which to which date those lie whose day, so many working days after (or before) them, is one from `first` to
    `last`. What lies on no working day has the next one for its own; the first date is later than the last where none
    of the days is worked on."""
    while first <= last and not works(first):
        first += _ONE_DAY
    while first <= last and not works(last):
        last -= _ONE_DAY
    if first > last:
        return first, last
    if days < 0:
        return _moved(first, -days - 1, _ONE_DAY, works) + _ONE_DAY, _moved(last, -days, _ONE_DAY, works)
    begins = _moved(first, days, -_ONE_DAY, works)
    if days == 0:
        return _moved(first, 1, -_ONE_DAY, works) + _ONE_DAY, last
    return begins, _moved(last, days - 1, -_ONE_DAY, works) - _ONE_DAY


def _moved(day: date, days: int, step: timedelta, works: Callable[[date], bool]) -> date:
    """So many working days on, or back."""
    for _ in range(days):
        day += step
        while not works(day):
            day += step
    return day


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -_FARTHEST <= value <= _FARTHEST
