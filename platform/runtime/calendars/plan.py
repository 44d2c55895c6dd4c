"""A calendar document compiled: working time, what each date is and why, and the days that formulas count by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ..definitions import Definition
from ..errors import InvalidDefinition
from ..localized import Localized
from .public_holidays import PublicHolidays, public_holidays
from .schema import WEEKDAYS
from .working_time import Day, Shift, WorkingTime

Why = Literal["week", "holiday", "expected", "edited"]


@dataclass(frozen=True, slots=True)
class Dated:
    """What a date is. `why`: its weekday, a public holiday, one that is expected but not announced, or said by hand."""

    day: date
    shifts: tuple[Shift, ...]
    why: Why
    title: Localized | None


@dataclass(frozen=True, slots=True, eq=False)
class CalendarPlan:
    """Immutable. `departments`: the ids of the departments it is for."""

    key: str
    title: Localized
    working: WorkingTime
    departments: tuple[str, ...]
    holidays: PublicHolidays | None
    said: Mapping[date, Mapping[str, Any]]

    def dated(self, day: date) -> Dated:
        """What a date is, and why."""
        title = self.holidays.titles.get(day) if self.holidays else None
        why: Why = "week"
        if (said := self.said.get(day)) is not None:
            why, title = "edited", said.get("title") or title
        elif self.holidays is not None and (day in self.holidays.off or day in self.holidays.on):
            why = "expected" if self.holidays.provisional(day) else "holiday"
        return Dated(day, self.working.shifts(day), why, title)

    def year(self, year: int) -> Iterator[Dated]:
        """Every date of a year."""
        day = date(year, 1, 1)
        while day.year == year:
            yield self.dated(day)
            day += timedelta(days=1)


def compile_calendar(definition: Definition, zone: str) -> CalendarPlan:
    """Raises InvalidDefinition with a pointer."""
    document = definition.document
    country = document.get("holidays")
    holidays = public_holidays()[country] if country else None
    hours = document["hours"]
    week = tuple(_shifts(hours.get(name, ()), f"/hours/{name}") for name in WEEKDAYS)
    if not any(week):
        raise _wrong("/hours", "一周没有任何工作时段，至少填一天", "no weekday has hours; give at least one")
    said = {_date(text): one for text, one in document.get("days", {}).items()}
    days = {day: Day(works=False) for day in (holidays.off if holidays else ())}
    days |= {day: Day(works=True) for day in (holidays.on if holidays else ())}
    days |= {day: _day(one, day) for day, one in said.items()}
    return CalendarPlan(
        key=definition.key,
        title=document["title"],
        working=WorkingTime(ZoneInfo(zone), week, days),
        departments=tuple(document.get("departments", ())),
        holidays=holidays,
        said=said,
    )


def _day(said: Mapping[str, Any], day: date) -> Day:
    shifts = _shifts(said["hours"], f"/days/{day}/hours") if "hours" in said else None
    if not said["works"] and shifts:
        raise _wrong(f"/days/{day}", f"{day} 标为休息，却填了工作时段", f"{day} is a day off and yet has hours")
    return Day(said["works"], shifts or None)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(f"/days/{text}", f"日历上没有「{text}」这一天", f"there is no day {text}") from None


def _shifts(pairs: Any, pointer: str) -> tuple[Shift, ...]:
    shifts = [(_minutes(start), _minutes(end)) for start, end in pairs]
    for index, (start, end) in enumerate(shifts):
        if end <= start:
            raise _wrong(
                f"{pointer}/{index}",
                "结束时间要晚于开始时间；跨夜的班分成两段，例如 22:00–24:00 和次日 00:00–06:00",
                "the end must be after the start; a night shift is two: 22:00–24:00 and 00:00–06:00 of the next day",
            )
        if index and start < shifts[index - 1][1]:
            raise _wrong(f"{pointer}/{index}", "时段要按先后排列，不能重叠", "shifts must be in order and not overlap")
    return tuple(shifts)


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _wrong(pointer: str, chinese: str, english: str) -> InvalidDefinition:
    return InvalidDefinition(pointer=pointer, reason={"zh-CN": chinese, "en": english})
