"""Text: one line, kept exactly as it was typed.

Stored: text. JSON: text; null when empty.
"""

from typing import Any, ClassVar

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import long_text
from .base import FieldType, Prepared, field_type, is_storable
from .operators import WORDS


@field_type("text")
class Text(FieldType):
    """A short text, such as a name or a title."""

    label = {"zh-CN": "单行文本", "en": "Text"}
    filters: ClassVar[tuple[str, ...]] = WORDS
    examples = {"宁波恒泰自动化": "宁波恒泰自动化", " 50% off_ ": " 50% off_ ", "": None, None: None}
    rejects: ClassVar[tuple[Any, ...]] = (5, True, ["a"], "a\0b", "\ud800", "x" * 201)
    searchable = True

    class Settings(Schema):
        max_length = fields.Integer(load_default=200, validate=validate.Range(1, 2000))

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return long_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        """Length counts code points."""
        if raw is None or raw == "":
            return None
        if not isinstance(raw, str) or len(raw) > settings["max_length"] or not is_storable(raw):
            limit = settings["max_length"]
            raise InvalidValue(
                expected={"zh-CN": f"不超过 {limit} 字的文字", "en": f"a text of up to {limit} characters"}
            )
        return raw
