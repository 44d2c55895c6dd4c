"""Serial number: given by the system when a record is created, such as Q202601-0042, and never typed.

Stored and JSON: the number as text; null for records older than the field. `{yyyy}`, `{yy}`, `{mm}` and `{dd}` are the
day in the workspace's zone, `{0000}` the counter with at least so many digits.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidDefinition, InvalidValue
from ..storage.types import key_text
from .base import FieldType, Find, Prepared, field_type, is_storable
from .operators import WORDS

_PART = re.compile(r"\{([^{}]*)\}")
_DATES = {"yyyy": "%Y", "yy": "%y", "mm": "%m", "dd": "%d"}
# What a period is called: the counter of "2026-01" begins anew in February.
_PERIODS = {"never": "", "year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}
# The date parts that tell the numbers of two periods apart.
_NEEDED = {"never": (), "year": ("y",), "month": ("y", "mm"), "day": ("y", "mm", "dd")}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Numbers:
    """A pattern taken apart. `gapless`: none is ever left out; else a server takes a range and may leave some."""

    pattern: str
    reset: str
    first: int
    gapless: bool

    def period(self, day: date) -> str:
        """The name of the period to which the day belongs; empty when the counter never begins anew."""
        return day.strftime(_PERIODS[self.reset])

    def text(self, day: date, number: int) -> str:
        """The serial number for a day and a count."""
        return _PART.sub(lambda part: _shown(part[1], day, number), self.pattern)


@field_type("serial_number")
class SerialNumber(FieldType):
    """A running number such as Q202601-0042, given when the record is created."""

    label = {"zh-CN": "流水号", "en": "Serial number"}
    filters = WORDS
    example_settings = {"pattern": "Q{yyyy}{mm}-{0000}"}
    examples = {"Q202601-0001": "Q202601-0001", None: None}
    rejects = (5, "", "a\0b", "x" * 121)
    searchable = True
    computed = True
    counted = True
    in_lines = False

    class Settings(Schema):
        pattern = fields.String(load_default="{yyyy}{mm}{dd}-{0000}", validate=validate.Length(1, _LONGEST))
        # When the counter begins anew.
        reset = fields.String(
            load_default="pattern", validate=validate.OneOf(["pattern", "never", "year", "month", "day"])
        )
        first = fields.Integer(load_default=1, validate=validate.Range(0, 10**12))
        # Without gaps writers take turns; fast lets a number be lost when a server stops or a record is refused.
        mode = fields.String(load_default="gapless", validate=validate.OneOf(["gapless", "fast"]))

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `numbers`. Raises InvalidDefinition for a pattern that would give one number twice."""
        parts = _PART.findall(settings["pattern"])
        bare = _PART.sub("", settings["pattern"])
        if "{" in bare or "}" in bare or any(part not in _DATES and set(part) != {"0"} for part in parts):
            raise _wrong(
                "流水号格式只能用 {yyyy}、{yy}、{mm}、{dd} 和 {0000}",
                "a pattern takes {yyyy}, {yy}, {mm}, {dd}, {0000}",
            )
        if sum(set(part) == {"0"} for part in parts) != 1:
            raise _wrong("流水号格式里要有一处 {0000}", "a pattern has {0000} exactly once")
        reset = settings["reset"] if settings["reset"] != "pattern" else _finest(parts)
        if not all(any(part.startswith(need) for part in parts) for need in _NEEDED[reset]):
            raise _wrong(
                "按周期重新计数时，格式里要有相应的年、月、日，否则会重号",
                "a counter that begins anew needs the year, month or day in its pattern, or numbers repeat",
            )
        numbers = Numbers(settings["pattern"], reset, settings["first"], settings["mode"] == "gapless")
        return settings | {"numbers": numbers}

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        """For filters only; a serial number is never written from outside."""
        if raw is None:
            return None
        if isinstance(raw, str) and 0 < len(raw) <= 120 and is_storable(raw):
            return raw
        raise InvalidValue(expected={"zh-CN": "一个流水号", "en": "a serial number"})


def _shown(part: str, day: date, number: int) -> str:
    return day.strftime(_DATES[part]) if part in _DATES else f"{number:0{len(part)}}"


def _finest(parts: list[str]) -> str:
    """The shortest period that the pattern itself tells apart."""
    if not any(part.startswith("y") for part in parts):
        return "never"
    if "mm" not in parts:
        return "year"
    return "day" if "dd" in parts else "month"


def _wrong(chinese: str, english: str) -> InvalidDefinition:
    return InvalidDefinition(pointer="/pattern", reason={"zh-CN": chinese, "en": english})
