"""Days by the calendar: months on and off, ends of periods, weeks, working days. Weeks begin on Monday."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..durations import DEFAULT_ZONE, Duration, add_to_date
from ..errors import NotInLists
from ..faults import fault
from ..operators import operator
from ..sql_terms import Builder, Element, Term
from ..working_days import calendar_of
from .dates import within_calendar

_MOST_MONTHS = 24_000
_MOST_WORKING_DAYS = 10_000
# Months in a period, by the words for it.
_MONTHS = {"month": 1, "月": 1, "quarter": 3, "季度": 3, "half_year": 6, "半年": 6, "year": 12, "年": 12}
_NAMES = {"day": "day", "日": "day", "week": "week", "周": "week"}
_ONE_DAY = timedelta(days=1)


def _moved(start: date, months: int) -> date | None:
    if abs(months) > _MOST_MONTHS:
        return fault("out_of_range")
    try:
        return add_to_date(start, Duration(months, 0, 0))
    except (ValueError, OverflowError):
        return fault("out_of_range")


def _months(terms: Sequence[Term]) -> Element:
    months = int(terms[1].value) if len(terms) > 1 else 0
    return sa.func.make_interval(0, months) if abs(months) <= _MOST_MONTHS else sa.cast(sa.null(), sa.Interval)


def _edate_sql(build: Builder, terms: Sequence[Term]) -> Element:
    return within_calendar(sa.cast(build.day(terms[0]) + _months(terms), sa.Date))


@operator("edate", {"zh-CN": "加月份", "en": "Add months"}, ["day", "integer"], "date", sql=_edate_sql, sql_columns=1)
def add_months(start: date, months: int) -> date | None:
    """A month's end stays within the month: a month after 31 January is 28 or 29 February."""
    return _moved(start, months)


def _eomonth_sql(build: Builder, terms: Sequence[Term]) -> Element:
    first = sa.func.date_trunc("month", build.day(terms[0]) + _months(terms))
    return within_calendar(sa.cast(first + sa.func.make_interval(0, 1) - sa.func.make_interval(0, 0, 0, 1), sa.Date))


@operator("eomonth", {"zh-CN": "月末", "en": "End of month"}, ["day", "integer"], "date",
          least=1, sql=_eomonth_sql, sql_columns=1)  # fmt: skip
def end_of_month(start: date, months: int = 0) -> date | None:
    """The last day of the month that lies `months` later."""
    moved = _moved(start.replace(day=1), months)
    return _last_of_months(moved, 1) if moved else None


def _last_of_months(first: date, months: int) -> date:
    """The day before the first of the month that lies `months` after the month of `first`."""
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, 1) - _ONE_DAY if year <= 9999 else date(9999, 12, 31)


def _trunc(terms: Sequence[Term]) -> str:
    unit = {1: "month", 3: "quarter", 12: "year"}.get(_MONTHS.get(terms[1].value, 0)) or _NAMES.get(terms[1].value)
    if unit is None:
        raise NotInLists(name=str(terms[1].value))
    return unit


def _period_start_sql(build: Builder, terms: Sequence[Term]) -> Element:
    start = sa.cast(build.day(terms[0]), sa.DateTime)
    return sa.cast(sa.func.date_trunc(_trunc(terms), start), sa.Date)


@operator("period_start", {"zh-CN": "期初", "en": "Start of period"}, ["day", "text"], "date",
          sql=_period_start_sql, sql_columns=1)  # fmt: skip
def period_start(day: date, unit: str) -> date | None:
    """The first day of the "day", "week", "month", "quarter", "half_year" or "year" (日周月季度半年年) of a day."""
    if months := _MONTHS.get(unit):
        return date(day.year, (day.month - 1) // months * months + 1, 1)
    name = _NAMES.get(unit)
    if name is None:
        return fault("type_mismatch")
    return day - timedelta(days=day.weekday()) if name == "week" else day


def _period_end_sql(build: Builder, terms: Sequence[Term]) -> Element:
    unit = _trunc(terms)
    length = {"day": (0, 0, 0, 1), "week": (0, 0, 1), "month": (0, 1), "quarter": (0, 3), "year": (1,)}[unit]
    start = sa.func.date_trunc(unit, sa.cast(build.day(terms[0]), sa.DateTime))
    end = start + sa.func.make_interval(*length) - sa.func.make_interval(0, 0, 0, 1)
    return within_calendar(sa.cast(end, sa.Date))


@operator("period_end", {"zh-CN": "期末", "en": "End of period"}, ["day", "text"], "date",
          sql=_period_end_sql, sql_columns=1)  # fmt: skip
def period_end(day: date, unit: str) -> date | None:
    """The last day of the period, named as in PERIOD_START."""
    start = period_start(day, unit)
    if start is None:
        return None
    if months := _MONTHS.get(unit):
        return _last_of_months(start, months)
    try:
        return start + timedelta(days=6 if _NAMES[unit] == "week" else 0)
    except OverflowError:
        return fault("out_of_range")


def _part(name: str) -> Any:
    def build_part(build: Builder, terms: Sequence[Term]) -> Element:
        return sa.extract(name, build.day(terms[0]))

    return build_part


@operator("quarter", {"zh-CN": "季度", "en": "Quarter"}, ["day"], "integer", sql=_part("quarter"))
def quarter(day: date) -> int:
    return (day.month + 2) // 3


@operator("week_number", {"zh-CN": "周数", "en": "Week number"}, ["day"], "integer",
          sql=_part("week"), names=("ISOWEEKNUM", "WEEK_NUMBER"))  # fmt: skip
def week_number(day: date) -> int:
    """By ISO 8601: week 1 is the one with the year's first Thursday."""
    return day.isocalendar().week


def _clock_sql(name: str) -> Any:
    def build_clock(build: Builder, terms: Sequence[Term]) -> Element:
        return sa.func.floor(sa.extract(name, sa.func.timezone(build.zone, build.moment(terms[0]))))

    return build_clock


def _local(moment: datetime, zone: str | None) -> datetime:
    return moment.astimezone(ZoneInfo(zone or DEFAULT_ZONE))


@operator("hour", {"zh-CN": "小时", "en": "Hour"}, ["datetime"], "integer", reads=("zone",), sql=_clock_sql("hour"))
def hour(zone: str | None, moment: datetime) -> int:
    """In the workspace's zone."""
    return _local(moment, zone).hour


@operator("minute", {"zh-CN": "分钟", "en": "Minute"}, ["datetime"], "integer",
          reads=("zone",), sql=_clock_sql("minute"))  # fmt: skip
def minute(zone: str | None, moment: datetime) -> int:
    return _local(moment, zone).minute


@operator("second", {"zh-CN": "秒", "en": "Second"}, ["datetime"], "integer",
          reads=("zone",), sql=_clock_sql("second"))  # fmt: skip
def second(zone: str | None, moment: datetime) -> int:
    return _local(moment, zone).second


@operator("datedif", {"zh-CN": "日期间隔", "en": "Whole years, months or days"}, ["day", "day", "text"], "integer")
def date_difference(start: date, end: date, unit: str) -> int | None:
    """Complete "Y" years, "M" months or "D" days; "YM" months beyond the years, "MD" days beyond the months, "YD" days
    beyond the years, as DATEDIF in Excel."""
    if start > end:
        return fault("out_of_range")
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    beyond = {"Y": months // 12, "M": months, "D": (end - start).days, "YM": months % 12}
    if (key := unit.upper()) in beyond:
        return beyond[key]
    if key not in ("MD", "YD"):
        return fault("type_mismatch")
    whole = _moved(start, months if key == "MD" else months // 12 * 12)
    return (end - whole).days if whole else None


@operator("networkdays", {"zh-CN": "工作日天数", "en": "Working days between"}, ["day", "day"], "integer",
          reads=("calendar",))  # fmt: skip
def working_days(calendar: Any, start: date, end: date) -> int:
    """Both days counted; negative when `end` is earlier. Working days are those of the company's calendar."""
    working = calendar_of(calendar)
    return working.count(start, end) if start <= end else -working.count(end, start)


@operator("workday", {"zh-CN": "加工作日", "en": "Add working days"}, ["day", "integer"], "date",
          reads=("calendar",))  # fmt: skip
def working_day_after(calendar: Any, start: date, days: int) -> date | None:
    """The working day that lies `days` after `start`, before it when negative; at most 10,000."""
    if abs(days) > _MOST_WORKING_DAYS:
        return fault("out_of_range")
    try:
        return calendar_of(calendar).after(start, days)
    except OverflowError:
        return fault("out_of_range")
