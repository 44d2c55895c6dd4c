"""Percent: an exact share, typed and shown in percent, kept as the ratio that formulas multiply by.

Stored: Decimal ratio with six places, so percent with four. JSON: the ratio as text, "0.125" for 12.5 %; "12.5%" is
read too; null when empty.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..expressions.values import number_text
from ..storage.types import ExactDecimal
from .base import FieldType, Prepared, Reader, cell_text, field_type
from .decimal import KEPT_PLACES, bound, places_of, within
from .guessing import Column, Guess
from .operators import ORDERED

_RATIO = re.compile(r"-?\d{1,7}(\.\d{1,6})?", re.ASCII)
_PERCENT = re.compile(r"(-?\d{1,9}(?:\.\d{1,4})?) ?[%％]", re.ASCII)
_TOO_LARGE = Decimal(10) ** 7


def _guessed(column: Column) -> dict[str, Any] | None:
    """Texts with a sign, or ratios of the spreadsheet's own that are called a rate."""
    if all(text.endswith(("%", "％")) for text in column.texts):
        return {}
    ratios = column.holds(int, float) and all(abs(cell) <= 1 for cell in column.cells)
    return {} if ratios and column.called("率", "占比", "比例", "百分", "percent", "rate", "share", "%") else None


@field_type("percent")
class Percent(FieldType):
    """A share in percent, such as a discount or a close rate."""

    label = {"zh-CN": "百分比", "en": "Percent"}
    guess = Guess(30, _guessed)
    filters = ORDERED
    examples = {
        "0.125": Decimal("0.125"),
        "1": Decimal(1),
        "-0.05": Decimal("-0.05"),
        "0": Decimal(0),
        None: None,
    }
    rejects = (0.5, "0.12345", "12.345%", "百分之五", "", True, "%", "1e-2", "٣", "9" * 8)
    type = Type.DECIMAL

    class Settings(Schema):
        # Places of the percent figure: 1 allows 12.5 %.
        places = fields.Integer(load_default=2, strict=True, validate=validate.Range(0, KEPT_PLACES - 2))
        # Ratios: "0" and "1" for 0 % to 100 %.
        minimum = fields.String(load_default=None, allow_none=True, validate=bound)
        maximum = fields.String(load_default=None, allow_none=True, validate=bound)
        # How a spreadsheet's number without a percent sign is meant: 0.125 or 12.5 for 12.5 %.
        cells = fields.String(load_default="ratio", validate=validate.OneOf(["ratio", "percent"]))

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return ExactDecimal(KEPT_PLACES)

    def load(self, raw: Any, settings: Prepared) -> Decimal | None:
        if raw is None:
            return None
        ratio = _read(str(raw) if type(raw) is int else raw)
        if ratio is None or places_of(ratio) > settings["places"] + 2 or abs(ratio) >= _TOO_LARGE:
            raise InvalidValue(expected=_words(settings["places"]))
        return within(ratio, settings, _shown)

    def dump(self, stored: Any, settings: Prepared) -> str | None:
        return None if stored is None else number_text(stored)

    def settle(self, value: Any, settings: Prepared) -> Decimal | None:
        """Rounded to the places of the settings, half away from zero."""
        if value is None:
            return None
        if type(value) not in (int, Decimal) or abs(value) >= _TOO_LARGE:
            raise InvalidValue(expected=_words(settings["places"]))
        rounded = Decimal(value).quantize(Decimal(1).scaleb(-settings["places"] - 2), ROUND_HALF_UP)
        return within(rounded, settings, _shown)

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else _shown(stored)

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A percent cell of a spreadsheet is its ratio; a text with a sign says itself what it is."""
        unit = Decimal(1).scaleb(-settings["places"] - 2)
        if type(cell) in (int, float) and abs(cell) < float(_TOO_LARGE):
            number = Decimal(repr(cell)) / (100 if settings["cells"] == "percent" else 1)
            return number_text(number.quantize(unit, ROUND_HALF_UP))
        text = cell_text(cell).replace(",", "")
        if settings["cells"] == "percent" and _RATIO.fullmatch(text):
            return f"{text}%"
        return text or None


def _read(text: Any) -> Decimal | None:
    if not isinstance(text, str):
        return None
    if found := _PERCENT.fullmatch(text.strip()):
        return Decimal(found[1]).scaleb(-2)
    return Decimal(text) if _RATIO.fullmatch(text) else None


def _shown(ratio: Decimal | str) -> str:
    return f"{number_text(Decimal(ratio).scaleb(2))}%"


def _words(places: int) -> dict[str, str]:
    example = "12%" if places == 0 else "12.5%"
    return {
        "zh-CN": f"最多 {places} 位小数的百分比，例如 {example}",
        "en": f"a percentage with up to {places} decimal{'s' * (places > 1)}, such as {example}",
    }
