"""Public holidays by country: what is announced, and what is only expected of later years.

Mainland China's days lie in expressions/china.json, since formulas count them too, and their names in festivals.json;
tools/public_holidays.py writes both.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ..expressions.working_days import announced_until, china
from ..localized import Localized


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """`off`: days off, those on a weekend too; `on`: days of the weekend that are made up; `titles`: the holiday that
    a date belongs to. After `announced_until` the days are expected, not announced, and none is made up yet."""

    off: frozenset[date]
    on: frozenset[date]
    titles: dict[date, Localized]
    announced_until: date

    def provisional(self, day: date) -> bool:
        """Whether a date is of a year that is not announced."""
        return day > self.announced_until


@lru_cache(maxsize=1)
def public_holidays() -> dict[str, PublicHolidays]:
    """By country (ISO 3166)."""
    festivals = json.loads((Path(__file__).parent / "festivals.json").read_text(encoding="utf-8"))
    titles = {date.fromisoformat(day): one["title"] for one in festivals for day in one["days"]}
    on = china().on
    off = china().off | {day for day in titles if day not in on}
    return {"CN": PublicHolidays(off, on, titles, announced_until())}
