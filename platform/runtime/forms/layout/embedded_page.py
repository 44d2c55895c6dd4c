"""Embedded page: a page of another site inside the form, such as a map or a price board.

JSON: {"key", "embedded_page": "https://…", "title": words, "height": pixels}. It is shown inside the form when the
operator has allowed its site (LOOMWORK_FRAMES), else it is offered as a link.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from .item import LayoutType, layout_type, web_address, words
from .reader import Reader


@layout_type("embedded_page")
class EmbeddedPage(LayoutType):
    """A page of another site inside the form. It cannot read the form, and its site must be allowed by the operator."""

    label = {"zh-CN": "嵌入网页", "en": "Embedded page"}
    examples = ({"key": "a", "embedded_page": "https://example.com/map", "title": {"zh-CN": "地图", "en": "Map"}},)
    rejects = (
        {"key": "a", "embedded_page": "http://example.com", "title": "Map"},
        {"key": "a", "embedded_page": "https://user:word@example.com", "title": "Map"},
        {"key": "a", "embedded_page": "https://example.com\\@evil.example", "title": "Map"},
        {"key": "a", "embedded_page": "data:text/html,x", "title": "Map"},
        {"key": "a", "embedded_page": "https://example.com"},
        {"key": "a", "embedded_page": "https://example.com", "title": "Map", "height": 10},
    )

    class Settings(Schema):
        embedded_page = fields.String(required=True, validate=[validate.Length(max=2000), web_address])
        title = fields.Raw(required=True, validate=words, metadata={"localized": True})
        height = fields.Integer(load_default=320, strict=True, validate=validate.Range(120, 1200))

    def tell(self, settings: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
        """Adds `allowed`."""
        return super().tell(settings, reader) | {"allowed": reader.embeds(settings["embedded_page"])}
