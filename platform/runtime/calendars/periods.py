"""Periods: days, weeks, months, quarters, half years, years and free ranges of local days, and the moments they span.

Each has a key that people and addresses can write: "2026-01-05", "2026-W02", "2026-01", "2026-Q1", "2026-H1", "2026",
"2026-01-05..2026-01-20" (both days belong to it). Weeks run from Monday to Sunday and are numbered as ISO 8601 does,
so that a year has 52 or 53 of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import InvalidValue

UNITS = ("day", "week", "month", "quarter", "half", "year")
RANGE = "range"
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_EXPECTED = {
    "zh-CN": "期间，例如 2026-01、2026-W02、2026-Q1、2026 或 2026-01-05..2026-01-20",
    "en": "a period such as 2026-01, 2026-W02, 2026-Q1, 2026 or 2026-01-05..2026-01-20",
}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_DAY = r"(\d{4})-(\d{2})-(\d{2})"


@dataclass(frozen=True, slots=True)
class Period:
    """The local days from `first` up to, not including, `after`. `unit` is one of UNITS or "range"."""

    unit: str
    key: str
    first: date
    after: date

    def moments(self, zone: str) -> tuple[datetime, datetime]:
        """The UTC moments from and up to which it lasts where the workspace's people live."""
        first, after = (
            datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) for day in (self.first, self.after)
        )
        return first, after


def period_of(unit: str, day: date) -> Period:
    """The period of that unit in which `day` lies. Raises InvalidValue for another unit or a day out of reach."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise InvalidValue(expected=_EXPECTED)
    if unit == "day":
        return Period(unit, day.isoformat(), day, day + timedelta(days=1))
    if unit == "week":
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return Period(unit, f"{year}-W{week:02}", monday, monday + timedelta(weeks=1))
    if unit not in _MONTHS:
        raise InvalidValue(expected=_EXPECTED)
    size = _MONTHS[unit]
    number = (day.month - 1) // size
    first = date(day.year, number * size + 1, 1)
    return Period(unit, _month_key(unit, day.year, number + 1), first, _months_later(first, size))


def range_of(first: date, last: date) -> Period:
    """The free range from `first` to `last`, both within it. Raises InvalidValue when it ends before it begins."""
    if not _FIRST_YEAR <= first.year <= last.year <= _LAST_YEAR or last < first:
        raise InvalidValue(expected=_EXPECTED)
    return Period(RANGE, f"{first.isoformat()}..{last.isoformat()}", first, last + timedelta(days=1))


def read_period(text: str, today: date) -> Period:
    """The period that a key names; of a unit alone ("month") the one in which `today` lies. Raises InvalidValue."""
    if text in UNITS:
        return period_of(text, today)
    for pattern, build in _FORMS:
        if found := re.fullmatch(pattern, text, re.ASCII):
            try:
                return build(*(int(part) for part in found.groups()))
            except (ValueError, OverflowError):
                break
    raise InvalidValue(expected=_EXPECTED)


def described_period(period: Period, today: date) -> dict[str, Any]:
    """A period as JSON tells it; it is running while `today` lies in it."""
    last = period.after - timedelta(days=1)
    return {
        "key": period.key,
        "unit": period.unit,
        "first": period.first.isoformat(),
        "last": last.isoformat(),
        "running": period.first <= today <= last,
    }


def before(period: Period) -> Period:
    """The one that ends where this begins; of a range one of as many days."""
    if period.unit == RANGE:
        return range_of(period.first - (period.after - period.first), period.first - timedelta(days=1))
    return period_of(period.unit, period.first - timedelta(days=1))


def year_before(period: Period) -> Period | None:
    """The same one a year ago; None where that year has none: a 29 February, a week 53."""
    year = period.first.year - 1
    if period.unit == RANGE:
        first, last = _a_year_back(period.first), _a_year_back(period.after - timedelta(days=1))
        return range_of(first, last)
    if period.unit == "week":
        iso_year, week, _ = period.first.isocalendar()
        try:
            return period_of("week", date.fromisocalendar(iso_year - 1, week, 1))
        except ValueError:
            return None
    try:
        return period_of(period.unit, period.first.replace(year=year))
    except ValueError:
        return None


def series(period: Period, count: int) -> list[Period]:
    """So many periods one after the other, `period` the last of them."""
    found = [period]
    while len(found) < count:
        found.append(before(found[-1]))
    return found[::-1]


def _week(year: int, week: int) -> Period:
    return period_of("week", date.fromisocalendar(year, week, 1))


def _part(unit: str) -> Callable[[int, int], Period]:
    def build(year: int, number: int) -> Period:
        return period_of(unit, date(year, (number - 1) * _MONTHS[unit] + 1, 1))

    return build


_FORMS: tuple[tuple[str, Callable[..., Period]], ...] = (
    (_DAY, lambda year, month, day: period_of("day", date(year, month, day))),
    (r"(\d{4})-W(\d{2})", _week),
    (r"(\d{4})-(\d{2})", _part("month")),
    (r"(\d{4})-Q([1-4])", _part("quarter")),
    (r"(\d{4})-H([12])", _part("half")),
    (r"(\d{4})", lambda year: period_of("year", date(year, 1, 1))),
    (rf"{_DAY}\.\.{_DAY}", lambda *parts: range_of(date(*parts[:3]), date(*parts[3:]))),
)


def _month_key(unit: str, year: int, number: int) -> str:
    return {
        "month": f"{year:04}-{number:02}",
        "quarter": f"{year:04}-Q{number}",
        "half": f"{year:04}-H{number}",
        "year": f"{year:04}",
    }[unit]


def _months_later(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _a_year_back(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return date(day.year - 1, 2, 28)
