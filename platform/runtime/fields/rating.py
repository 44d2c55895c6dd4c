"""Rating: so many stars.

Stored: integer. JSON: number from 1; null when empty.
"""

from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from .base import FieldType, Prepared, Reader, cell_text, field_type
from .operators import ORDERED


@field_type("rating")
class Rating(FieldType):
    """A judgement in stars, such as how content a customer is."""

    label = {"zh-CN": "评分", "en": "Rating"}
    filters = (*ORDERED, "one_of")
    examples = {1: 1, 4: 4, 5: 5, None: None}
    rejects = (0, 6, "4", 3.5, True, "", [4])
    type = Type.INTEGER

    class Settings(Schema):
        most = fields.Integer(load_default=5, strict=True, validate=validate.Range(2, 10))

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return sa.SmallInteger()

    def load(self, raw: Any, settings: Prepared) -> int | None:
        if raw is None:
            return None
        most = settings["most"]
        if type(raw) is not int or not 1 <= raw <= most:
            raise InvalidValue(expected={"zh-CN": f"1 到 {most} 之间的整数", "en": f"a whole number from 1 to {most}"})
        return raw

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else f"{stored}/{settings['most']}"

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds a number, "4/5", "4星" or the stars themselves."""
        text = cell_text(cell).removesuffix(f"/{settings['most']}").removesuffix("星").strip()
        if text and set(text) <= {"★", "☆", "⭐"}:
            return len(text) - text.count("☆")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text or None
