"""Integer: a whole number that every browser holds exactly.

Stored: integer. JSON: number; null when empty.
"""

import re
from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from .base import FieldType, Prepared, Reader, field_type
from .guessing import Column, Guess
from .operators import ORDERED
from .spellings import read_number

_LARGEST = 2**53 - 1
_DIGITS = re.compile(r"-?\d{1,17}", re.ASCII)


def _guessed(column: Column) -> dict[str, Any] | None:
    return None if column.names_things() else {}


@field_type("integer")
class Integer(FieldType):
    """A whole number, such as a count."""

    label = {"zh-CN": "整数", "en": "Whole number"}
    guess = Guess(50, _guessed)
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
        read = read_number(cell)
        choices = {answer: _whole(value) for answer, value in read.choices.items()}
        return read._replace(value=_whole(read.value), choices=choices)


def _whole(text: Any) -> Any:
    """The number of a text of digits; anything else as it is, to be refused."""
    return int(text) if isinstance(text, str) and _DIGITS.fullmatch(text) else text


def _words(low: int, high: int) -> dict[str, str]:
    if (low, high) == (-_LARGEST, _LARGEST):
        return {"zh-CN": "整数，例如 12", "en": "a whole number, such as 12"}
    return {"zh-CN": f"{low} 到 {high} 之间的整数", "en": f"a whole number from {low} to {high}"}
