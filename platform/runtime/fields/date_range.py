"""Date range: from one day to another, both included.

Stored and JSON: the ISO 8601 interval "2026-01-05/2026-01-09", text that sorts by its first day; null when empty.
"""

import datetime as dt
import re
from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import key_text
from .base import FieldType, Prepared, Reader, cell_text, field_type
from .operators import Operator

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LOOSE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_BETWEEN = re.compile(r"\s*(?:至|到|~|～|—|–|\bto\b| - |(?<=\d{4}-\d\d-\d\d)/)\s*", re.ASCII)


@field_type("date_range")
class DateRange(FieldType):
    """Days from one to another, such as a holiday or a campaign."""

    label = {"zh-CN": "日期区间", "en": "Date range"}
    filters = ("covers", "overlaps", "within", "equal", "not_equal", "empty", "not_empty")
    examples = {
        "2026-01-05/2026-01-09": "2026-01-05/2026-01-09",
        "2026-01-01/2026-01-05": "2026-01-01/2026-01-05",
        "2026-02-01/2026-02-01": "2026-02-01/2026-02-01",
        None: None,
    }
    rejects = ("2026-01-05", "2026-01-09/2026-01-05", "2026-02-01/2026-02-30", "2026-01-05/", "", 5, ["2026-01-05"])

    class Settings(Schema):
        most_days = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(1, 36_600))

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text(21)

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None:
            return None
        ends = [_day(part) for part in raw.split("/")] if isinstance(raw, str) and len(raw) == 21 else []
        first, last = ends if len(ends) == 2 else (None, None)
        if first is None or last is None or last < first:
            raise InvalidValue(
                expected={
                    "zh-CN": "先后两个日期，例如 2026-01-05/2026-01-09",
                    "en": "two dates in order, such as 2026-01-05/2026-01-09",
                }
            )
        most = settings["most_days"]
        if most is not None and (last - first).days >= most:
            raise InvalidValue(expected={"zh-CN": f"不超过 {most} 天的区间", "en": f"a range of up to {most} days"})
        return raw

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        if stored is None:
            return ""
        return stored.replace("/", " 至 " if reader.locale == "zh-CN" else " to ")

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """Two days with 至, 到, ~, –, to or / between them; a single day is a range of one day."""
        if isinstance(cell, dt.date):
            return f"{cell:%Y-%m-%d}/{cell:%Y-%m-%d}"
        text = cell_text(cell)
        days = [_loose(part) for part in _BETWEEN.split(text, maxsplit=1)]
        return f"{days[0]}/{days[-1]}" if all(days) else text or None

    def filter_value(self, operator: Operator, raw: Any, settings: Prepared) -> Any:
        """Whether a range covers a day, or meets or lies within a span, is asked with days."""
        if operator.key not in ("covers", "overlaps", "within"):
            return super().filter_value(operator, raw, settings)
        days = [raw] if operator.takes == "one" else raw
        if not isinstance(days, list) or len(days) != (1 if operator.takes == "one" else 2):
            raise InvalidValue(expected={"zh-CN": "一组值", "en": "a list of values"})
        if any(_day(day) is None for day in days):
            raise InvalidValue(expected={"zh-CN": "日期，例如 2026-01-05", "en": "a date, such as 2026-01-05"})
        return days[0] if operator.takes == "one" else days


def _day(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if isinstance(text, str) and _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _loose(text: str) -> str | None:
    found = _LOOSE.fullmatch(text.strip())
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None
