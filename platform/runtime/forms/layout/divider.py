"""Divider: a hairline between fields, with or without words on it.

JSON: {"key", "divider": words or null}.
"""

from marshmallow import Schema, fields

from .item import LayoutType, layout_type, words


@layout_type("divider")
class Divider(LayoutType):
    """A hairline that parts fields of one section, with or without words on it."""

    label = {"zh-CN": "分隔线", "en": "Divider"}
    examples = ({"key": "a", "divider": None}, {"key": "a", "divider": {"zh-CN": "以下选填", "en": "Optional"}})
    rejects = ({"key": "a", "divider": ""}, {"key": "a", "divider": 3})

    class Settings(Schema):
        divider = fields.Raw(required=True, allow_none=True, validate=words, metadata={"localized": True})
