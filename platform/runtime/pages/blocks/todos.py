"""To-dos: what the reader himself has to do, most pressing first."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from ...workflows import tasks
from .asking import Asking
from .block import BlockType, Content, block_type
from .sources import Sources

_TITLE = {"zh-CN": "我的待办", "en": "My to-dos"}


@block_type("todos")
class Todos(BlockType):
    """The first of one's to-dos with their deadlines, and how many there are in all."""

    label = {"zh-CN": "待办", "en": "To-dos"}
    example_settings = {"most": 3}
    bare = True

    class Settings(BlockType.Settings):
        most = fields.Integer(load_default=5, strict=True, validate=validate.Range(1, 20))

    def content(self, settings: Mapping[str, Any], sources: Sources) -> Content:
        return Content(settings, title=_TITLE)

    def answer(self, asking: Asking, content: Content) -> dict[str, Any]:
        page = tasks.page(asking.context, "mine", "open", limit=content.settings["most"])
        return {"items": page["items"], "total": page["counts"]["mine"]}
