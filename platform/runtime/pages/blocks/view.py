"""View: the first records of a view."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from .asking import Asking
from .block import BlockType, Content, block_type
from .sources import Sources


@block_type("view")
class ViewBlock(BlockType):
    """Records of a view, with its filter and order, narrowed by the page's filters; the way to the whole view beside
    them."""

    label = {"zh-CN": "视图", "en": "View"}
    example_settings = {"view": "all_deals", "most": 5}
    bare = True

    class Settings(BlockType.Settings):
        view = fields.String(required=True, metadata={"kind": "view"})
        most = fields.Integer(load_default=8, strict=True, validate=validate.Range(1, 50))

    def content(self, settings: Mapping[str, Any], sources: Sources) -> Content:
        view = sources.view(settings["view"], "/view")
        return Content(settings, form=view.form, view=view, title=view.title)

    def answer(self, asking: Asking, content: Content) -> dict[str, Any]:
        assert content.view is not None, "content made it"
        return asking.rows(content.view, content.settings["most"])
