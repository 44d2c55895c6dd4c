"""Date: a day without a time.

Stored: date. JSON: "2026-01-05"; null when empty.
"""

import datetime as dt
import re
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from .base import FieldType, Prepared, field_type
from .days import Spelled, read_day
from .guessing import Column, Guess
from .operators import ORDERED

_PATTERN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _guessed(column: Column) -> dict[str, Any] | None:
    """Days without a time of theirs."""
    days = [read_day(cell).value for cell in column.cells] if column.tells_days() else []
    timed = any(isinstance(day, Spelled) and day.time not in (None, dt.time()) for day in days)
    return {} if days and not timed else None


@field_type("date")
class Date(FieldType):
    """A day, such as a deadline."""

    label = {"zh-CN": "日期", "en": "Date"}
    guess = Guess(40, _guessed)
    filters = ORDERED
    examples = {"2026-01-05": dt.date(2026, 1, 5), "0001-01-01": dt.date(1, 1, 1), None: None}
    rejects = ("2026-02-30", "2026/01/05", "20260105", "", 20260105, "2026-01-05T00:00:00Z", "0000-01-01")
    type = Type.DATE

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return sa.Date()

    def load(self, raw: Any, settings: Prepared) -> dt.date | None:
        if raw is None:
            return None
        try:
            if isinstance(raw, str) and _PATTERN.fullmatch(raw):
                return dt.date.fromisoformat(raw)
        except ValueError:
            pass
        raise InvalidValue(expected={"zh-CN": "日期，例如 2026-01-05", "en": "a date, such as 2026-01-05"})

    def dump(self, stored: Any, settings: Prepared) -> str | None:
        return None if stored is None else stored.isoformat()

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        read = read_day(cell)
        if isinstance(read.value, Spelled) and read.value.time:
            read = read._replace(done=(*read.done, "time_dropped"))
        choices = {answer: _day(value) for answer, value in read.choices.items()}
        return read._replace(value=_day(read.value), choices=choices)


def _day(value: Any) -> Any:
    return value.day.isoformat() if isinstance(value, Spelled) else value
