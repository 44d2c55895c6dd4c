"""Text: words between the fields, for whoever fills in.

JSON: {"key", "text": words, "tone": "plain" or "note"}. In the words an empty line ends a paragraph, lines that begin
with "- " are a list, **bold** and [words](https://…) mean what they look like; nothing else is special.
"""

from marshmallow import Schema, fields, validate

from .item import LayoutType, layout_type, words


@layout_type("text")
class Text(LayoutType):
    """Words to whoever fills in: how to, why, whom to ask. Bold, lists and links are understood."""

    label = {"zh-CN": "说明文字", "en": "Text"}
    examples = (
        {"key": "a", "text": {"zh-CN": "先问预算", "en": "Ask for the **budget** first"}},
        {"key": "a", "text": "- one\n- [two](https://example.com)", "tone": "note"},
    )
    rejects = ({"key": "a", "text": ""}, {"key": "a", "text": {"zh-CN": 3}}, {"key": "a", "text": "x", "tone": "loud"})

    class Settings(Schema):
        text = fields.Raw(required=True, validate=words, metadata={"localized": True})
        tone = fields.String(load_default="plain", validate=validate.OneOf(["plain", "note"]))
