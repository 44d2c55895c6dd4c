"""Yes or no.

Stored: boolean. JSON: true or false; null when empty, which is neither.
"""

from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..localized import text as localized
from .base import FieldType, Prepared, Reader, cell_text, field_type
from .guessing import Column, Guess
from .operators import CHOSEN

_YES = frozenset({"是", "对", "有", "√", "✓", "yes", "y", "true", "1"})
_NO = frozenset({"否", "不是", "无", "×", "✗", "no", "n", "false", "0"})


def _guessed(column: Column) -> dict[str, Any] | None:
    """Words and signs; figures are numbers."""
    return None if any(text.isdigit() for text in column.texts) and not column.holds(bool) else {}


@field_type("yes_no")
class YesNo(FieldType):
    """A question answered by yes or no, such as whether an invoice is needed."""

    label = {"zh-CN": "是/否", "en": "Yes or no"}
    guess = Guess(10, _guessed)
    filters = CHOSEN
    examples = {True: True, False: False, None: None}
    rejects = (1, 0, "true", "是", "", [True])
    type = Type.BOOLEAN

    class Settings(Schema):
        # What the two answers are called; "是" and "否" when empty.
        yes = fields.Raw(load_default=None, allow_none=True, metadata={"localized": True})
        no = fields.Raw(load_default=None, allow_none=True, metadata={"localized": True})

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return sa.Boolean()

    def load(self, raw: Any, settings: Prepared) -> bool | None:
        if raw is None or type(raw) is bool:
            return raw
        raise InvalidValue(expected={"zh-CN": "是或否", "en": "yes or no"})

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        if stored is None:
            return ""
        own = settings["yes" if stored else "no"]
        return localized(own or _words(stored), reader.locale)

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds a truth value, one of the usual words or signs, or the answer's own name."""
        if type(cell) is bool:
            return cell
        text = cell_text(cell)
        for answer, usual in ((True, _YES), (False, _NO)):
            own = settings["yes" if answer else "no"]
            if text.lower() in usual or (own and text in (own.values() if isinstance(own, dict) else (own,))):
                return answer
        return text or None

    def order(self, column: sa.ColumnElement[Any], settings: Prepared) -> sa.ColumnElement[Any]:
        """No before yes, as numbers, since neither database compares truth values by size in the same words."""
        return sa.case((column.is_(sa.true()), 1), (column.is_(sa.false()), 0))


def _words(answer: bool) -> dict[str, str]:
    return {"zh-CN": "是", "en": "Yes"} if answer else {"zh-CN": "否", "en": "No"}
