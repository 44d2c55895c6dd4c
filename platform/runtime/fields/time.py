"""Time: a time of day, without a day or a zone.

Stored and JSON: "09:05", or "09:05:30" where seconds are asked for, text that sorts by the clock; null when empty.
"""

import datetime as dt
import re
from typing import Any

from marshmallow import Schema, fields
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import key_text
from .base import FieldType, Prepared, cell_text, field_type
from .guessing import Column, Guess
from .operators import ORDERED

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", re.ASCII)
_TYPED = re.compile(
    r"(上午|下午|晚上|am|pm)?\s*(\d{1,2})[:：点时](\d{1,2})?分?(?:[:：]?(\d{1,2})秒?)?\s*(am|pm)?", re.ASCII
)
_LATE = ("下午", "晚上", "pm")


def _guessed(column: Column) -> dict[str, Any] | None:
    return {"seconds": True} if any(text.count(":") == 2 for text in column.texts) else {}


@field_type("time")
class Time(FieldType):
    """A time of day, such as when a shop opens."""

    label = {"zh-CN": "时间", "en": "Time"}
    guess = Guess(42, _guessed)
    filters = ORDERED
    examples = {"09:05": "09:05", "00:00": "00:00", "23:59": "23:59", None: None}
    rejects = ("9:05", "24:00", "09:60", "09:05:30", "0905", "", 905, "09:05Z", "九点")

    class Settings(Schema):
        seconds = fields.Boolean(load_default=False)

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text(8)

    def load(self, raw: Any, settings: Prepared) -> str | None:
        """Seconds of zero are left out, so that one time is one text."""
        if raw is None:
            return None
        if isinstance(raw, str) and _TIME.fullmatch(raw):
            plain = raw.removesuffix(":00") if len(raw) == 8 else raw
            if len(plain) == 5 or settings["seconds"]:
                return plain
        raise InvalidValue(expected={"zh-CN": "时间，例如 09:05", "en": "a time of day, such as 09:05"})

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds a time, a moment, or text such as 9:05, 9点5分, 下午3:20, 3:20 pm."""
        if isinstance(cell, dt.datetime | dt.time):
            return cell.strftime("%H:%M:%S" if settings["seconds"] else "%H:%M")
        text = cell_text(cell)
        if not (found := _TYPED.fullmatch(text.lower())):
            return text or None
        half = found[1] or found[5]
        hour = int(found[2]) % 12 + (12 if half in _LATE else 0) if half else int(found[2])
        seconds = f":{int(found[4]):02}" if found[4] else ""
        return f"{hour:02}:{int(found[3] or 0):02}{seconds}"
