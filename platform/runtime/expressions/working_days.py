"""Working days: Monday to Friday but for a country's days off and made-up days; for mainland China from china.json.

An expression's data may bring a calendar of its own as "calendar": {"week": [0, …, 4], "off": […], "on": […]}, with
weekdays from Monday and dates as texts. china.json lists the holidays as the State Council announced them, and the
festivals of the years after that.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

_MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Calendar:
    """`off`: days of the working week on which nobody works; `on`: days outside of it on which people do; `week`: the
    weekdays that are worked, Monday is 0."""

    off: frozenset[date]
    on: frozenset[date]
    week: frozenset[int] = _MONDAY_TO_FRIDAY

    def works(self, day: date) -> bool:
        """Whether people work on that day."""
        return day in self.on or (day.weekday() in self.week and day not in self.off)

    def count(self, start: date, end: date) -> int:
        """The working days from `start` to `end`, both counted; `start` is not after `end`."""
        weeks, rest = divmod((end - start).days + 1, 7)
        usual = weeks * len(self.week) + sum((start.weekday() + step) % 7 in self.week for step in range(rest))
        less = sum(start <= day <= end and day.weekday() in self.week and day not in self.on for day in self.off)
        return usual - less + sum(start <= day <= end and day.weekday() not in self.week for day in self.on)

    def after(self, start: date, days: int) -> date:
        """The working day that lies `days` after `start`, before it when negative. Raises OverflowError."""
        step = timedelta(days=1 if days > 0 else -1)
        day, left = start, abs(days)
        while left:
            day += step
            left -= self.works(day)
        return day

    def told(self) -> dict[str, list[Any]]:
        """As JSON, for the browser."""
        return {"week": sorted(self.week), "off": _texts(self.off), "on": _texts(self.on)}


def calendar_of(given: Any) -> Calendar:
    """The calendar of an expression's data, mainland China's where it brings none."""
    if isinstance(given, Calendar):
        return given
    if given is None:
        return china()
    return Calendar(_days(given.get("off", ())), _days(given.get("on", ())), frozenset(given.get("week", range(5))))


@lru_cache(maxsize=1)
def china() -> Calendar:
    """Mainland China's public holidays and made-up working days; after `announced_until` they are only expected."""
    return Calendar(_days(_known()["off"]), _days(_known()["on"]))


def announced_until() -> date:
    """The last day of the last year whose days off the State Council has announced."""
    return date.fromisoformat(_known()["announced_until"])


@lru_cache(maxsize=1)
def _known() -> dict[str, Any]:
    known: dict[str, Any] = json.loads((Path(__file__).parent / "china.json").read_text(encoding="utf-8"))
    return known


def _days(days: Iterable[Any]) -> frozenset[date]:
    return frozenset(day if isinstance(day, date) else date.fromisoformat(day) for day in days)


def _texts(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]
