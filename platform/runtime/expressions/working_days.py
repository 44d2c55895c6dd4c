"""Working days: Monday to Friday but for a country's days off and made-up days; for mainland China from china.json.

An expression's data may bring days of its own as "days_off" and "days_on". Where neither says anything, Monday to
Friday work. china.json lists the holidays as the State Council announced them, and the
festivals of the years after that.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Calendar:
    """`off`: weekdays on which nobody works; `on`: days of the weekend on which people do."""

    off: frozenset[date]
    on: frozenset[date]

    def works(self, day: date) -> bool:
        """Whether people work on that day."""
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def count(self, start: date, end: date) -> int:
        """The working days from `start` to `end`, both counted; `start` is not after `end`."""
        weeks, rest = divmod((end - start).days + 1, 7)
        weekdays = weeks * 5 + sum((start.weekday() + step) % 7 < 5 for step in range(rest))
        less = sum(start <= day <= end and day.weekday() < 5 and day not in self.on for day in self.off)
        return weekdays - less + sum(start <= day <= end and day.weekday() >= 5 for day in self.on)

    def after(self, start: date, days: int) -> date:
        """The working day that lies `days` after `start`, before it when negative. Raises OverflowError."""
        step = timedelta(days=1 if days > 0 else -1)
        day, left = start, abs(days)
        while left:
            day += step
            left -= self.works(day)
        return day


def calendar_of(days_off: Any, days_on: Any) -> Calendar:
    """The calendar of an expression's data, mainland China's where it brings none."""
    if days_off is None and days_on is None:
        return china()
    return Calendar(_days(days_off or ()), _days(days_on or ()))


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
