"""ISO 8601 durations: "PT15M", "P1M", "-P7D". Months and days move the calendar, the rest moves the clock."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_MAX_MONTHS, _MAX_DAYS = 12 * 2000, 366 * 2000
DEFAULT_ZONE = "Asia/Shanghai"
_PATTERN = re.compile(
    r"(-)?P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?"
    r"(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A calendar part and a clock part."""

    months: int
    days: int
    seconds: int


@lru_cache(maxsize=1024)
def parse_duration(text: str) -> Duration | None:
    """None when `text` is not an ISO 8601 duration, or one of thousands of years."""
    match = _PATTERN.fullmatch(text)
    if not match:
        return None
    sign = -1 if match[1] else 1
    years, months, weeks, days, hours, minutes, seconds = (sign * int(part or 0) for part in match.groups()[1:])
    months, days = years * 12 + months, weeks * 7 + days
    if abs(months) > _MAX_MONTHS or abs(days) > _MAX_DAYS:
        return None
    return Duration(months, days, hours * 3600 + minutes * 60 + seconds)


def add_to_date(start: date, duration: Duration) -> date:
    """A month's end stays within the month: 31 January and a month is 28 or 29 February. Raises OverflowError or
    ValueError outside the years 1 to 9999."""
    month = start.year * 12 + start.month - 1 + duration.months
    year, month = divmod(month, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("date out of range")
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=duration.days)


def add_to_moment(start: datetime, duration: Duration, zone: ZoneInfo) -> datetime:
    """The calendar part moves the local day in `zone`, keeping the local time; then the clock part is added."""
    if duration.months or duration.days:
        local = start.astimezone(zone)
        start = _at(datetime.combine(add_to_date(local.date(), duration), local.time()), zone).astimezone(start.tzinfo)
    return start + timedelta(seconds=duration.seconds)


def _at(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which clocks in `zone` show `wall`. An hour shown twice, or never, counts as standard time, as
    PostgreSQL has it."""
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    return min(first, second, key=lambda moment: moment.utcoffset() or timedelta(0))
