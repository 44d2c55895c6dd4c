"""Tags: words that people give as they like.

Stored and JSON: list of texts, such as ["重点", "样品已寄"]; null when empty.
"""

from typing import Any

from marshmallow import Schema, fields, validate

from ..errors import InvalidValue
from .base import Prepared, field_type, is_storable
from .many_valued import ManyValued

_LONGEST = 60


@field_type("tags")
class Tags(ManyValued):
    """Words to find records by, new ones as they come up."""

    label = {"zh-CN": "标签", "en": "Tags"}
    examples = (
        (["重点"], ["重点"]),
        (["a", "A"], ["a", "A"]),
        (["样品已寄", "重点", 'it\'s "50%"_\\'], ["样品已寄", "重点", 'it\'s "50%"_\\']),
        (None, None),
    )
    rejects = ("重点", 5, [5], [""], [None], ["a\0"], ["x" * 61], [["a"]], ["a, b"])

    class Settings(Schema):
        most = fields.Integer(load_default=20, strict=True, validate=validate.Range(1, 50))
        # Words that are offered; others may be given all the same.
        suggestions = fields.List(fields.String(validate=validate.Length(1, _LONGEST)), load_default=list)

    def one(self, raw: Any, settings: Prepared) -> str:
        """Without commas, which stand between tags wherever they are written out."""
        word = raw.strip() if isinstance(raw, str) else ""
        if not word or len(word) > _LONGEST or not is_storable(word) or set(word) & set(",，、;；|\n"):
            raise InvalidValue(
                expected={
                    "zh-CN": f"不含逗号、不超过 {_LONGEST} 字的标签",
                    "en": f"tags of up to {_LONGEST} characters, without commas",
                }
            )
        return word
