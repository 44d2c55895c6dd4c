"""Rich text: paragraphs with bold, italics, lists and links.

Stored and JSON: HTML of a few harmless elements, cleaned whenever it is written; null when it holds no words.
"""

import re
from typing import Any

import nh3
import sqlalchemy as sa
from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.json_sql import without_markup, words_of
from ..storage.types import long_text
from .base import FieldType, Prepared, Reader, cell_text, field_type, is_storable
from .operators import Operator

_ELEMENTS = {"p", "br", "strong", "em", "u", "s", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "b", "i"}
_BLOCKS = re.compile(r"<(?:br|/p|/li|/h3|/h4|/blockquote)\s*/?>")


@field_type("rich_text")
class RichText(FieldType):
    """Text with bold, italics, lists and links, such as minutes or a description."""

    label = {"zh-CN": "富文本", "en": "Rich text"}
    filters = ("contains", "not_contains", "empty", "not_empty")
    examples = {
        "<p>纪要：<strong>已签</strong> &amp; 已付</p>": "<p>纪要：<strong>已签</strong> &amp; 已付</p>",
        "<ul><li>strong</li><li>50%_</li></ul>": "<ul><li>strong</li><li>50%_</li></ul>",
        None: None,
    }
    rejects = (5, ["a"], True, "a\0b", "x" * 100_001)
    sortable = False

    class Settings(Schema):
        # Counted with its markup.
        max_length = fields.Integer(load_default=50_000, validate=validate.Range(1, 100_000))

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return long_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None:
            return None
        limit = settings["max_length"]
        if not isinstance(raw, str) or len(raw) > limit or not is_storable(raw):
            raise InvalidValue(
                expected={"zh-CN": f"不超过 {limit} 字的文字", "en": f"a text of up to {limit} characters"}
            )
        kept = clean(raw)
        return kept if plain(kept).strip() else None

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else plain(stored)

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds HTML, or plain text whose lines become paragraphs."""
        text = cell_text(cell)
        if not text or re.match(r"<(?:p|ul|ol|h3|h4|blockquote)\b", text):
            return text or None
        return "".join(f"<p>{nh3.clean_text(line)}</p>" for line in text.splitlines() if line.strip())

    def condition(
        self, column: sa.ColumnElement[Any], operator: Operator, raw: Any, settings: Prepared
    ) -> sa.ColumnElement[bool]:
        """Words are looked for in what people read, never in the markup."""
        if operator.takes != "text":
            return super().condition(column, operator, raw, settings)
        return operator.sql(without_markup(column), self.filter_value(operator, raw, settings))


def clean(html: str) -> str:
    """The HTML without anything but the allowed elements and links to web pages and mailboxes."""
    return nh3.clean(
        html,
        tags=_ELEMENTS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer nofollow",
        clean_content_tags={"script", "style"},
    )


def plain(html: str) -> str:
    """The words of cleaned HTML, a line for each paragraph and item."""
    return (words_of(_BLOCKS.sub("\n", html)) or "").strip("\n")
