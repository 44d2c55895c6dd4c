"""Days and moments. A moment in a place for a day counts as its day in the workspace's zone."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..durations import DEFAULT_ZONE, add_to_date, add_to_moment, parse_duration
from ..faults import fault
from ..operators import operator
from ..sql_terms import Builder, Element, Term
from ..types import Type

_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)
_DAYS = (_LAST - _FIRST).days


@operator("now", {"zh-CN": "现在", "en": "Now"}, [], "datetime", reads=("now",))
def now(moment: datetime | None) -> datetime | None:
    return moment


@operator("today", {"zh-CN": "今天", "en": "Today"}, [], "date", reads=("now", "zone"))
def today(moment: datetime | None, zone: str | None) -> date | None:
    return moment.astimezone(ZoneInfo(zone or DEFAULT_ZONE)).date() if moment else None


@operator("date", {"zh-CN": "日期", "en": "Date"}, ["integer", "integer", "integer"], "date")
def make_date(year: int, month: int, day: int) -> date | None:
    """As in Excel, month 13 is next January and day 0 the last day of the month before."""
    try:
        years, months = divmod(month - 1, 12)
        return date(year + years, months + 1, 1) + timedelta(days=day - 1)
    except (ValueError, OverflowError):
        return fault("out_of_range")


def _add_days_sql(build: Builder, terms: Sequence[Term]) -> Element:
    """Counted from the first of days, so that a result out of range turns empty without an error."""
    start, days = build.day(terms[0]), build.number(terms[1])
    number = sa.cast(start - sa.literal(_FIRST, sa.Date), sa.Numeric) + days
    clamped = sa.func.least(sa.func.greatest(number, -1), _DAYS + 1)
    inside = sa.func.nullif(sa.func.nullif(clamped, -1), _DAYS + 1)
    return sa.literal(_FIRST, sa.Date) + sa.cast(inside, sa.Integer)


@operator("add_days", {"zh-CN": "加天数", "en": "Add days"}, ["day", "integer"], "date", sql=_add_days_sql)
def add_days(start: date, days: int) -> date | None:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return fault("out_of_range")


def _add_sql(build: Builder, terms: Sequence[Term]) -> Element:
    start, duration = terms
    parsed = parse_duration(duration.value or "")
    if parsed is None:
        return sa.null()
    calendar = sa.func.make_interval(0, parsed.months, 0, parsed.days)
    if start.type is Type.DATE:
        return sa.null() if parsed.seconds else within_calendar(sa.cast(build.day(start) + calendar, sa.Date))
    moved = build.moment(start)
    if parsed.months or parsed.days:
        moved = sa.func.timezone(build.zone, sa.func.timezone(build.zone, moved) + calendar)
    moved += sa.func.make_interval(0, 0, 0, 0, 0, 0, parsed.seconds)
    return within_calendar(moved, lambda day: sa.func.timezone("UTC", sa.cast(day, sa.DateTime)))


def within_calendar(moved: Element, bound: Callable[[Element], Element] = lambda day: day) -> Element:
    """Empty outside of the years 1 to 9999, naming `moved` once: naming it twice would double at every nesting."""
    low, high = bound(sa.literal(_FIRST, sa.Date) - 1), bound(sa.literal(_LAST, sa.Date) + 1)
    return sa.func.nullif(sa.func.nullif(sa.func.least(sa.func.greatest(moved, low), high), low), high)


@operator("add", {"zh-CN": "加时长", "en": "Add a duration"}, ["when", "duration"], "first",
          reads=("zone",), sql=_add_sql, sql_columns=1)  # fmt: skip
def add(zone: str | None, start: date, duration: str) -> date | None:
    """Years, months, weeks and days move the calendar in the workspace's zone, the rest the clock. A date takes no
    hours."""
    parsed = parse_duration(duration)
    if parsed is None:
        return fault("type_mismatch")
    try:
        if isinstance(start, datetime):
            return add_to_moment(start, parsed, ZoneInfo(zone or DEFAULT_ZONE))
        return add_to_date(start, parsed) if not parsed.seconds else fault("type_mismatch")
    except (ValueError, OverflowError):
        return fault("out_of_range")


def _days_between_sql(build: Builder, terms: Sequence[Term]) -> Element:
    return build.day(terms[1]) - build.day(terms[0])


@operator("days_between", {"zh-CN": "相隔天数", "en": "Days between"}, ["day", "day"], "integer", sql=_days_between_sql)
def days_between(start: date, end: date) -> int:
    """From `start` to `end`: negative when `end` is earlier."""
    return (end - start).days


def _part(name: str) -> Any:
    def build_part(build: Builder, terms: Sequence[Term]) -> Element:
        return sa.extract(name, build.day(terms[0]))

    return build_part


@operator("year", {"zh-CN": "年", "en": "Year"}, ["day"], "integer", sql=_part("year"))
def year(day: date) -> int:
    return day.year


@operator("month", {"zh-CN": "月", "en": "Month"}, ["day"], "integer", sql=_part("month"))
def month(day: date) -> int:
    return day.month


@operator("day", {"zh-CN": "日", "en": "Day"}, ["day"], "integer", sql=_part("day"))
def day_of_month(day: date) -> int:
    return day.day


@operator("weekday", {"zh-CN": "星期几", "en": "Weekday"}, ["day"], "integer", sql=_part("isodow"))
def weekday(day: date) -> int:
    """1 is Monday, 7 is Sunday."""
    return day.isoweekday()
