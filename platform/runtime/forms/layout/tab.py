"""Tab: one part of tabs, with sections and small items in it.

JSON: {"key", "tab": title, "items": [items]}.
"""

from typing import ClassVar

from marshmallow import Schema, fields

from .item import LayoutType, layout_type, words


@layout_type("tab")
class Tab(LayoutType):
    """One part of a form split by tabs."""

    label: ClassVar[dict[str, str]] = {"zh-CN": "标签", "en": "Tab"}
    within = ("tabs",)
    holds = "items"
    examples = ({"key": "a", "tab": "One", "items": [{"key": "b", "section": None, "fields": ["title"]}]},)
    rejects = (
        {"key": "a", "tab": None, "items": []},
        {"key": "a", "tab": "One", "items": ["title"]},
        {"key": "a", "tab": "One", "items": [{"key": "b", "tabs": []}]},
    )

    class Settings(Schema):
        tab = fields.Raw(required=True, validate=words, metadata={"localized": True})
        items = fields.List(fields.Raw(), required=True)
