"""The periods that a run goes by: the calendar's, or months of one's own that begin on another day than the first."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ...calendars.periods import Period, period_of, range_of, read_period
from ...errors import InvalidValue
from ...expressions import Type

_DAY = timedelta(days=1)

# What expressions read of it.
TOLD = {
    ("period", "key"): Type.TEXT,
    ("period", "first"): Type.DATE,
    ("period", "last"): Type.DATE,
    ("period", "since"): Type.DATETIME,
    ("period", "until"): Type.DATETIME,
}


def own_period(unit: str, first_day: int, day: date) -> Period:
    """The period in which a day lies. With a `first_day` other than 1 a month is the range that begins on that day."""
    if first_day == 1:
        return period_of(unit, day)
    shift = timedelta(days=first_day - 1)
    month = period_of(unit, day - shift)
    return range_of(month.first + shift, month.after + shift - _DAY)


def last_ended(unit: str, first_day: int, today: date) -> Period:
    """The last that is over."""
    return own_period(unit, first_day, own_period(unit, first_day, today).first - _DAY)


def named_period(key: Any, unit: str, first_day: int, today: date) -> Period:
    """The period that a key names. Raises InvalidValue for one of another unit."""
    latest = last_ended(unit, first_day, today)
    expected = {"zh-CN": f"一个期间，例如 {latest.key}", "en": f"a period such as {latest.key}"}
    try:
        found = read_period(key, today) if isinstance(key, str) else None
    except InvalidValue:
        found = None
    if found is None or own_period(unit, first_day, found.first) != found:
        raise InvalidValue(pointer="/period", expected=expected)
    return found


def recent(unit: str, first_day: int, today: date, count: int) -> list[Period]:
    """The running one and those before it, the newest first."""
    found = [own_period(unit, first_day, today)]
    while len(found) < count:
        found.append(own_period(unit, first_day, found[-1].first - _DAY))
    return found


def told(period: Period, zone: str) -> dict[str, Any]:
    """The values of TOLD."""
    since, until = period.moments(zone)
    return {"key": period.key, "first": period.first, "last": period.after - _DAY, "since": since, "until": until}


def local_today(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
