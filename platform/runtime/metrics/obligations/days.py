"""For which days something is owed, and when it is due, by each calendar that is in use.

What is owed for a longer period is owed for its last working day: by that day it counts in a metric's period, and the
people of that day owe it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ...calendars import CalendarPlan
from ...calendars.periods import Period, period_of
from ...context import Context
from ...definitions import Plans
from ...errors import LimitExceeded
from ...people.organisation import Organisation
from ..calendars_in_use import calendars_in_use
from .plan import ObligationPlan

MOST_DAYS = 5000
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DutyDay:
    """One period of the obligation (`own`) by one calendar. period: the place of the metric's period it counts in. at:
    the moment whose people owe it; due: until when."""

    period: int
    calendar: int
    own: Period
    at: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class DutyDays:
    """calendars: department id → the number of its calendar, where that is not the company's (0)."""

    days: tuple[DutyDay, ...]
    calendars: dict[str, int]


def duty_days(
    context: Context, plans: Plans, obligation: ObligationPlan, organisation: Organisation, periods: Sequence[Period]
) -> DutyDays:
    """What is owed in the periods. Raises LimitExceeded for more than can be told at once."""
    kept, departments = calendars_in_use(context, plans, organisation)
    if obligation.each == "day":
        kept, departments = kept[:1], {}
    zone = ZoneInfo(context.workspace.zone)
    made: list[DutyDay] = []
    for place, period in enumerate(periods):
        for number, calendar in enumerate(kept):
            for own, last in _owed(obligation.each, calendar, period):
                at = _moment(last, obligation.by, zone)
                due = _moment(last + timedelta(days=obligation.days_later), obligation.by, zone)
                made.append(DutyDay(place, number, own, at, due))
                if len(made) > MOST_DAYS:
                    what = {"zh-CN": "一次统计的应做天数", "en": "days of an obligation at once"}
                    raise LimitExceeded(pointer="/period", what=what, limit=MOST_DAYS)
    return DutyDays(tuple(made), departments)


def _owed(each: str, calendar: CalendarPlan, period: Period) -> Iterator[tuple[Period, date]]:
    """The obligation's periods whose last working day lies in `period`, with that day."""
    works = calendar.working.works
    if each in ("day", "working_day"):
        day = period.first
        while day < period.after:
            if each == "day" or works(day):
                yield period_of("day", day), day
            day += _ONE
        return
    own = period_of(each, period.first)
    while own.first < period.after:
        last = own.after - _ONE
        while last >= own.first and not works(last):
            last -= _ONE
        if own.first <= last and period.first <= last < period.after:
            yield own, last
        own = period_of(each, own.after)


def _moment(day: date, by: time | None, zone: ZoneInfo) -> datetime:
    """That time of the local day; its last moment without one."""
    if by is not None:
        return datetime.combine(day, by, zone).astimezone(UTC)
    return datetime.combine(day + _ONE, time(), zone).astimezone(UTC) - timedelta(microseconds=1)
