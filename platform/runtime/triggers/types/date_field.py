"""A day of each record: so many days before or after the date in a field, at a time of the day.

Once a day the records whose day it is are asked for, through the field's index where it has one; days that passed while
nothing ran are asked for together. What stands in the field at that moment counts, so a date that moves is followed.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import Schema, fields, validate

from ...calendars import local_day
from ...context import Context
from ...definitions import Plans
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import located, wrong
from ..moments import Coming, MomentTrigger
from ..trigger import Listener, trigger_type

_ONE_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_FARTHEST = 3650


@trigger_type("date_field")
class DateField(MomentTrigger):
    """Starts for each record on its day: so many days after the date in a field, or (negative) before it."""

    label = {"zh-CN": "按日期字段", "en": "By a date"}
    about = "record"

    class Settings(Schema):
        field = fields.String(required=True, metadata={"field": True})
        days = fields.Integer(load_default=0, strict=True, validate=validate.Range(-_FARTHEST, _FARTHEST))
        at = fields.String(load_default="09:00", validate=validate.Regexp(r"^([01][0-9]|2[0-3]):[0-5][0-9]$"))

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """The field exists and holds days or moments."""
        assert form is not None
        with located("/field"):
            known = form.fields.get(settings["field"])
            if known is None or known.type.expression_type(known.settings) not in (Type.DATE, Type.DATETIME):
                raise wrong("", "这里需要表单的日期或时间字段", "this must be a field of dates or moments")

    def coming(self, context: Context, plans: Plans, listener: Listener, after: datetime) -> Coming:
        """That time of the day, today or tomorrow."""
        zone = ZoneInfo(context.workspace.zone)
        moment = datetime.combine(local_day(after, context.workspace.zone), self._at(listener), zone)
        return Coming(moment if moment > after else moment + _ONE_DAY)

    def among(self, context: Context, listener: Listener, since: datetime, until: datetime) -> Any:
        """Those whose day lies from that of `since` to the last whose time had come by `until`."""
        zone, settings = context.workspace.zone, listener.settings
        last = local_day(until, zone)
        if datetime.combine(last, self._at(listener), ZoneInfo(zone)) > until:
            last -= _ONE_DAY
        first, last = (day - timedelta(days=settings["days"]) for day in (local_day(since, zone), last))
        field = listener.form.fields[settings["field"]] if listener.form else None
        ends = [first.isoformat(), last.isoformat()]
        if field is not None and field.type.expression_type(field.settings) is Type.DATETIME:
            begins, ended = (
                datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) for day in (first, last + _ONE_DAY)
            )
            ends = [begins.isoformat(), (ended - _TICK).isoformat()]
        return {"field": settings["field"], "operator": "between", "value": ends}

    def _at(self, listener: Listener) -> time:
        return time.fromisoformat(listener.settings["at"])
