"""Long text: several lines, kept exactly as typed.

Stored: text. JSON: text; null when empty.
"""

from marshmallow import Schema, fields, validate

from .base import field_type
from .guessing import Guess
from .text import Text


@field_type("long_text")
class LongText(Text):
    """Several lines of text, such as a reason or a summary."""

    label = {"zh-CN": "多行文本", "en": "Long text"}
    guess = Guess(81)
    filters = ("contains", "not_contains", "empty", "not_empty")
    examples = {"第一行\n第二行": "第一行\n第二行", "": None, None: None}
    rejects = (5, ["a"], "a\0b", "x" * 10_001)
    sortable = False

    class Settings(Schema):
        max_length = fields.Integer(load_default=10_000, validate=validate.Range(1, 100_000))
