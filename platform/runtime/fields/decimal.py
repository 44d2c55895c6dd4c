"""Decimal: an exact number with a set number of places.

Stored: Decimal with six places, however many are shown, so that the setting may change. JSON: text such as "12.50"
("12.5" and whole numbers are read too); null when empty.
"""

import re
from decimal import ROUND_HALF_UP
from decimal import Decimal as Exact
from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..storage.types import ExactDecimal
from .base import FieldType, Prepared, Reader, cell_text, field_type
from .guessing import Column, Guess
from .operators import ORDERED

KEPT_PLACES = 6
# With six places more this is what a 64-bit integer holds.
TOO_LARGE = Exact(10) ** 12
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)


def bound(text: str) -> None:
    """Check a bound in settings, written as values are."""
    if not _NUMBER.fullmatch(text):
        raise validate.ValidationError("a number such as 0 or 12.5")


def _guessed(column: Column) -> dict[str, Any] | None:
    """With as many places as the cells tell."""
    if column.names_things():
        return None
    places = max((len(text.partition(".")[2]) for text in column.texts), default=0)
    return {"places": min(max(places, 1), KEPT_PLACES)}


@field_type("decimal")
class Decimal(FieldType):
    """A number with decimals, such as a weight or a length."""

    label = {"zh-CN": "小数", "en": "Decimal"}
    guess = Guess(52, _guessed)
    filters = ORDERED
    examples = {"12.50": Exact("12.50"), "-0.01": Exact("-0.01"), "0.00": Exact("0.00"), None: None}
    rejects = (0.1, "1.234", "一", "1,000", "", True, "1e5", "٣", "9" * 13, ["1"])
    type = Type.DECIMAL

    class Settings(Schema):
        places = fields.Integer(load_default=2, strict=True, validate=validate.Range(0, KEPT_PLACES))
        minimum = fields.String(load_default=None, allow_none=True, validate=bound)
        maximum = fields.String(load_default=None, allow_none=True, validate=bound)
        unit = fields.String(load_default="")

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return ExactDecimal(KEPT_PLACES)

    def load(self, raw: Any, settings: Prepared) -> Exact | None:
        if raw is None:
            return None
        places = settings["places"]
        text = str(raw) if type(raw) is int else raw
        if not isinstance(text, str) or not _NUMBER.fullmatch(text) or places_of(Exact(text)) > places:
            raise InvalidValue(expected=_words(places))
        return within(Exact(text), settings, _number)

    def dump(self, stored: Any, settings: Prepared) -> str | None:
        """All the digits there are, and at least the places of the settings."""
        return None if stored is None else format(stored, f".{max(settings['places'], places_of(stored))}f")

    def settle(self, value: Any, settings: Prepared) -> Exact | None:
        """Rounded to the places of the settings, half away from zero."""
        if value is None:
            return None
        if type(value) not in (int, Exact) or abs(value) >= TOO_LARGE:
            raise InvalidValue(expected=_words(settings["places"]))
        rounded = Exact(value).quantize(Exact(1).scaleb(-settings["places"]), ROUND_HALF_UP)
        return within(rounded, settings, _number)

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        if stored is None:
            return ""
        places = max(settings["places"], places_of(stored))
        return f"{stored:,.{places}f}{settings['unit'] and ' ' + settings['unit']}"

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A float cell is rounded to the places people see, since its last digits are the spreadsheet's noise."""
        if isinstance(cell, float) and abs(cell) < float(TOO_LARGE):
            return format(Exact(repr(cell)).quantize(Exact(1).scaleb(-settings["places"]), ROUND_HALF_UP), "f")
        return cell_text(cell) or None


def places_of(number: Exact) -> int:
    """How many places after the point tell something: 2 for 1.2500 and 12.25, 0 for 100."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def within(number: Exact, settings: Prepared, shown: Any) -> Exact:
    """The number. Raises InvalidValue when it is below `minimum` or above `maximum`; `shown` writes a bound."""
    for name, beyond, chinese, english in (
        ("minimum", lambda limit: number < limit, "不小于", "at least"),
        ("maximum", lambda limit: number > limit, "不大于", "at most"),
    ):
        if (limit := settings[name]) is not None and beyond(Exact(limit)):
            raise InvalidValue(
                expected={"zh-CN": f"{chinese} {shown(limit)} 的数", "en": f"a number of {english} {shown(limit)}"}
            )
    return number


def _number(limit: str) -> str:
    return limit


def _words(places: int) -> dict[str, str]:
    if places == 0:
        return {"zh-CN": "整数，例如 12", "en": "a whole number, such as 12"}
    example = f"12.{'5'.ljust(places, '0')}"
    return {
        "zh-CN": f"最多 {places} 位小数的数字，例如 {example}",
        "en": f"a number with up to {places} decimal{'s' * (places > 1)}, such as {example}",
    }
