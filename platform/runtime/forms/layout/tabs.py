"""Tabs: parts of a long form of which one is in sight.

JSON: {"key", "tabs": [tab items]}.
"""

from marshmallow import Schema, fields, validate

from .item import FORM, LayoutType, layout_type


@layout_type("tabs")
class Tabs(LayoutType):
    """Splits a long form into parts, of which one is in sight. Each tab tells how many problems it holds."""

    label = {"zh-CN": "标签页", "en": "Tabs"}
    within = (FORM,)
    holds = "tabs"
    examples = (
        {
            "key": "a",
            "tabs": [
                {"key": "b", "tab": "One", "items": [{"key": "c", "section": None, "fields": ["title"]}]},
                {"key": "d", "tab": "Two", "items": [{"key": "e", "section": None, "fields": ["status"]}]},
            ],
        },
    )
    rejects = (
        {"key": "a", "tabs": []},
        {"key": "a", "tabs": ["title"]},
        {"key": "a", "tabs": [{"key": "b", "section": "One", "fields": ["title"]}]},
        {"key": "a", "tabs": [{"key": "a", "tab": "One", "items": []}]},
    )

    class Settings(Schema):
        tabs = fields.List(fields.Raw(), required=True, validate=validate.Length(1, 12))
