"""Text: one line, kept exactly as it was typed.

Stored: text. JSON: text; null when empty.
"""

from typing import Any, ClassVar

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import long_text
from .base import FieldType, Prepared, field_type, is_storable
from .guessing import Column, Guess
from .operators import WORDS
from .patterns import check_pattern, compiled

_WORDS = {"zh-CN": "符合格式的文字", "en": "a text of the right form"}


def _guessed(column: Column) -> dict[str, Any] | None:
    return None if any("\n" in text for text in column.texts) else {}


@field_type("text")
class Text(FieldType):
    """A short text, such as a name or a title."""

    label = {"zh-CN": "单行文本", "en": "Text"}
    guess = Guess(80, _guessed)
    filters: ClassVar[tuple[str, ...]] = WORDS
    examples = {"宁波恒泰自动化": "宁波恒泰自动化", " 50% off_ ": " 50% off_ ", "": None, None: None}
    rejects: ClassVar[tuple[Any, ...]] = (5, True, ["a"], "a\0b", "\ud800", "x" * 201)
    searchable = True
    worded = True

    class Settings(Schema):
        min_length = fields.Integer(load_default=0, strict=True, validate=validate.Range(0, 2000))
        max_length = fields.Integer(load_default=200, validate=validate.Range(1, 2000))
        # A regular expression for the whole text, and what to call such a text: "an article number such as A-0042".
        pattern = fields.String(load_default=None, allow_none=True, validate=check_pattern)
        pattern_words = fields.Raw(load_default=None, allow_none=True, metadata={"localized": True})

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
        _check_shape(raw, settings)
        return raw


def _check_shape(text: str, settings: Prepared) -> None:
    """Raises InvalidValue for a text that is too short or not of the pattern; only a text of one line has those."""
    if len(text) < settings.get("min_length", 0):
        least = settings["min_length"]
        raise InvalidValue(expected={"zh-CN": f"至少 {least} 字的文字", "en": f"a text of at least {least} characters"})
    if (pattern := settings.get("pattern")) and compiled(pattern).fullmatch(text) is None:
        raise InvalidValue(expected=settings["pattern_words"] or _WORDS)
