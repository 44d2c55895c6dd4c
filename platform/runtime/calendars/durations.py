"""Durations: the moment that lies an ISO 8601 duration ("PT15M", "P1W", "P1M") after another, or before it, by the
wall's clock or while people work."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ..errors import InvalidValue
from ..expressions.durations import Duration, add_to_moment, parse_duration
from .working_time import WorkingTime

_EXPECTED = {"zh-CN": "时长，例如 PT15M（15 分钟）或 P1D（1 天）", "en": "a duration, such as PT15M or P1D"}
_WORKED = {
    "zh-CN": "工作时间的时长，例如 PT2H（2 个工作小时）或 P1D（1 个工作日）",
    "en": "a length of working time, such as PT2H or P1D (one working day)",
}


def after(moment: datetime, duration: str, zone: str) -> datetime:
    """The UTC moment `duration` later; days, weeks and months keep the local time of `zone`.

    Raises InvalidValue for what is no duration, is negative, or leaves the calendar.
    """
    return _shifted(moment, length(duration), zone)


def before(moment: datetime, duration: str, zone: str) -> datetime:
    """The UTC moment `duration` earlier; likewise. Raises InvalidValue."""
    found = length(duration)
    return _shifted(moment, Duration(-found.months, -found.days, -found.seconds), zone)


def length(duration: object) -> Duration:
    """A duration read. Raises InvalidValue for what is none, or is negative."""
    parsed = parse_duration(duration) if isinstance(duration, str) else None
    if parsed is None or min(parsed.months, parsed.days, parsed.seconds) < 0:
        raise InvalidValue(expected=_EXPECTED)
    return parsed


def _shifted(moment: datetime, by: Duration, zone: str) -> datetime:
    try:
        return add_to_moment(moment.astimezone(UTC), by, ZoneInfo(zone)).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise InvalidValue(expected=_EXPECTED) from error


def working_after(moment: datetime, duration: str, working: WorkingTime) -> datetime:
    """The UTC moment at which `duration` of working time has passed; its days are working days. Raises InvalidValue
    for what is no duration, for months and weeks, and where nobody works so long."""
    parsed = _worked(duration)
    try:
        return working.after(working.days_after(moment, parsed.days), timedelta(seconds=parsed.seconds))
    except OverflowError as error:
        raise InvalidValue(expected=_WORKED) from error


def working_before(moment: datetime, duration: str, working: WorkingTime) -> datetime:
    """The latest UTC moment from which `duration` of working time lies up to `moment`, as `working_after`."""
    parsed = _worked(duration)
    try:
        return working.before(working.days_after(moment, -parsed.days), timedelta(seconds=parsed.seconds))
    except OverflowError as error:
        raise InvalidValue(expected=_WORKED) from error


def _worked(duration: str) -> Duration:
    parsed = length(duration)
    if parsed.months or "W" in duration:
        raise InvalidValue(expected=_WORKED)
    return parsed
