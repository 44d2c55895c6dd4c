"""Integer: a whole number that every browser holds exactly.

Stored: integer. JSON: number; null when empty.
"""

from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from .base import FieldType, Prepared, Reader, cell_text, field_type
from .operators import ORDERED

_LARGEST = 2**53 - 1


@field_type("integer")
class Integer(FieldType):
    """A whole number, such as a count."""

    label = {"zh-CN": "整数", "en": "Whole number"}
    filters = ORDERED
    examples = {0: 0, -12: -12, _LARGEST: _LARGEST, None: None}
    rejects = ("5", 1.5, True, "", _LARGEST + 1, [1])
    type = Type.INTEGER

    class Settings(Schema):
        minimum = fields.Integer(load_default=-_LARGEST, strict=True)
        maximum = fields.Integer(load_default=_LARGEST, strict=True)
        unit = fields.String(load_default="")

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return sa.BigInteger()

    def load(self, raw: Any, settings: Prepared) -> int | None:
        if raw is None:
            return None
        low, high = settings["minimum"], settings["maximum"]
        if type(raw) is not int or not low <= raw <= high:
            raise InvalidValue(expected=_words(low, high))
        return raw

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else f"{stored:,}{settings['unit'] and ' ' + settings['unit']}"

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        text = cell_text(cell)
        try:
            return int(text) if text else None
        except ValueError:
            return text


def _words(low: int, high: int) -> dict[str, str]:
    if (low, high) == (-_LARGEST, _LARGEST):
        return {"zh-CN": "整数，例如 12", "en": "a whole number, such as 12"}
    return {"zh-CN": f"{low} 到 {high} 之间的整数", "en": f"a whole number from {low} to {high}"}
