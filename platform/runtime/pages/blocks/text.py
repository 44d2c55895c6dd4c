"""Text: words of the page's maker, such as what a figure means and whom to ask."""

from typing import Any

from marshmallow import fields

from ...localized import text
from .asking import Asking
from .block import BlockType, Content, block_type


@block_type("text")
class Text(BlockType):
    """Plain words, one paragraph a line."""

    label = {"zh-CN": "文字", "en": "Text"}
    example_settings = {"words": {"zh-CN": "每周一看一遍", "en": "Read it each Monday"}}
    bare = True

    class Settings(BlockType.Settings):
        words = fields.Raw(required=True, metadata={"words": True})

    def answer(self, asking: Asking, content: Content) -> dict[str, Any]:
        return {"paragraphs": text(content.settings["words"], asking.context.locale).splitlines()}
