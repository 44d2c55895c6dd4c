"""A stored value as a spreadsheet's cell: numbers as numbers, days as days, all else as people read it.

What an export wrote, an import reads as itself; `guarded` keeps a text from becoming a formula, and imports undo that.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..expressions import Type
from ..fields import FieldType, Reader

Cell = str | int | Decimal | date | datetime | None


class Share(Decimal):
    """A share of one, which a workbook shows in per cent."""


# A spreadsheet holds fifteen digits; a number of more is written as text, to the last digit.
_EXACT = Decimal(10) ** 15
_FIRST_YEAR = 1900
_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_ALREADY_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def cell_of(type_: FieldType, stored: Any, settings: dict[str, Any], reader: Reader) -> Cell:
    """The cell of one value, before anybody guards it."""
    if stored is None:
        return None
    kind = type_.expression_type(settings)
    if kind in (Type.INTEGER, Type.DECIMAL) and isinstance(stored, (int, Decimal)):
        return stored if _is_exact(stored) else str(stored)
    if kind is Type.DATETIME and isinstance(stored, datetime) and stored.year > _FIRST_YEAR:
        return stored.astimezone(reader.zone).replace(tzinfo=None)
    if kind is Type.DATE and isinstance(stored, date) and stored.year > _FIRST_YEAR:
        return stored
    return type_.text(stored, settings, reader)


def guarded(text: str, *, csv: bool) -> str:
    """The text so that no program takes it for a formula. A workbook says of each cell that it is a text; only what
    looks guarded already needs an apostrophe there, so that imports can take it away again."""
    dangerous = _DANGEROUS if csv else _ALREADY_GUARDED
    return f"'{text}" if dangerous.match(text) else text


def _is_exact(number: int | Decimal) -> bool:
    decimal = Decimal(number)
    return abs(decimal) < _EXACT and len(decimal.normalize().as_tuple().digits) <= 15
