"""Progress: how much of something is done, in whole percent.

Stored: integer. JSON: number from 0 to 100; null when empty.
"""

import re
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from .base import FieldType, Prepared, Reader, cell_text, field_type
from .operators import ORDERED

_PERCENT = re.compile(r"(\d{1,3})(?:\.0+)? ?[%％]?", re.ASCII)


@field_type("progress")
class Progress(FieldType):
    """How much is done, from 0 to 100 %."""

    label = {"zh-CN": "进度", "en": "Progress"}
    filters = ORDERED
    examples = {0: 0, 35: 35, 100: 100, None: None}
    rejects = (-1, 101, "35", 0.35, True, "", [5])
    type = Type.INTEGER

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return sa.SmallInteger()

    def load(self, raw: Any, settings: Prepared) -> int | None:
        if raw is None:
            return None
        if type(raw) is not int or not 0 <= raw <= 100:
            raise InvalidValue(expected={"zh-CN": "0 到 100 之间的整数", "en": "a whole number from 0 to 100"})
        return raw

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else f"{stored}%"

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds 35 or "35%"; a spreadsheet's percent cell is a fraction such as 0.35."""
        if isinstance(cell, float) and 0 < cell < 1:
            return round(cell * 100)
        text = cell_text(cell)
        found = _PERCENT.fullmatch(text)
        return int(found[1]) if found else text or None
