"""Duration: how long something takes.

Stored: whole seconds in the database, which sorts and adds them; ISO 8601 text in hours, minutes and seconds outside,
as expressions have it. JSON: "PT1H30M" (days and weeks of 24 and 168 hours are read too); null when empty.
"""

import datetime as dt
import re
from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.durations import parse_duration
from ..expressions.types import Type
from ..storage.types import Seconds, duration_text
from .base import FieldType, Prepared, Reader, cell_text, field_type
from .operators import ORDERED

_LONGEST = 3600 * 999_999
_UNITS = (
    ("天|日|d|days?", 86_400),
    ("小时|时|h|hours?|hrs?", 3600),
    ("分钟|分|m|min|mins|minutes?", 60),
    ("秒|s|sec|secs|seconds?", 1),
)
_TYPED = re.compile("".join(rf"(?:(\d{{1,7}}(?:\.\d{{1,2}})?)\s*(?:{words})\s*)?" for words, _ in _UNITS), re.ASCII)
_CLOCK = re.compile(r"(\d{1,6}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)


def _limit(text: str) -> None:
    if seconds_of(text) is None:
        raise validate.ValidationError("a duration such as PT1H30M")


@field_type("duration")
class Duration(FieldType):
    """How long something takes, such as the time spent on a repair."""

    label = {"zh-CN": "时长", "en": "Duration"}
    filters = ORDERED
    examples = {"PT1H30M": "PT1H30M", "PT10H": "PT10H", "PT45S": "PT45S", "PT0S": "PT0S", None: None}
    rejects = ("1h30m", "90", 90, "P1M", "P1Y", "-PT5M", "PT", "", "PT1.5H", "PT1000000H")
    type = Type.DURATION

    class Settings(Schema):
        minimum = fields.String(load_default=None, allow_none=True, validate=_limit)
        maximum = fields.String(load_default=None, allow_none=True, validate=_limit)
        # The largest unit in which people read it; a day is 24 hours.
        largest = fields.String(load_default="hour", validate=validate.OneOf(["hour", "day"]))

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return Seconds()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None:
            return None
        seconds = seconds_of(raw) if isinstance(raw, str) else None
        if seconds is None:
            raise InvalidValue(
                expected={"zh-CN": "时长，例如 1小时30分（PT1H30M）", "en": "a duration, such as 1h30m (PT1H30M)"}
            )
        least, most = settings["minimum"], settings["maximum"]
        if least is not None and seconds < (seconds_of(least) or 0):
            shown = {locale: _shown(seconds_of(least) or 0, settings, locale) for locale in ("zh-CN", "en")}
            raise InvalidValue(expected={"zh-CN": f"不少于 {shown['zh-CN']}", "en": f"at least {shown['en']}"})
        if most is not None and seconds > (seconds_of(most) or 0):
            shown = {locale: _shown(seconds_of(most) or 0, settings, locale) for locale in ("zh-CN", "en")}
            raise InvalidValue(expected={"zh-CN": f"不超过 {shown['zh-CN']}", "en": f"at most {shown['en']}"})
        return duration_text(seconds)

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else _shown(seconds_of(stored) or 0, settings, reader.locale)

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds a span, or text such as 1h30m, 1小时30分, 1.5小时, 1:30 (hours and minutes)."""
        if isinstance(cell, dt.timedelta):
            return duration_text(round(cell.total_seconds()))
        text = cell_text(cell)
        if found := _CLOCK.fullmatch(text):
            return duration_text(int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0))
        found = _TYPED.fullmatch(text.lower())
        if not text or not found or not any(found.groups()):
            return text or None
        parts = [float(part or 0) * seconds for part, (_, seconds) in zip(found.groups(), _UNITS, strict=True)]
        return duration_text(round(sum(parts)))

    def order(self, column: sa.ColumnElement[Any], settings: Prepared) -> sa.ColumnElement[Any]:
        return sa.type_coerce(column, sa.BigInteger)


def seconds_of(text: str) -> int | None:
    """The length of an ISO 8601 duration without months and years; None for any other text."""
    found = parse_duration(text)
    if found is None or found.months:
        return None
    seconds = found.days * 86_400 + found.seconds
    return seconds if 0 <= seconds <= _LONGEST else None


def _shown(seconds: int, settings: Prepared, locale: str) -> str:
    """ "1 小时 30 分", "1 h 30 min"; nothing smaller than what there is."""
    units = [("小时", "h", 3600), ("分", "min", 60), ("秒", "s", 1)]
    if settings["largest"] == "day":
        units.insert(0, ("天", "d", 86_400))
    parts = []
    for chinese, english, size in units:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {chinese if locale == 'zh-CN' else english}")
    return " ".join(parts) or ("0 分" if locale == "zh-CN" else "0 min")
