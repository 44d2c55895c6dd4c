"""Shortcuts: ways to what one does often. Those that lead where the reader may not go are absent."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...definitions import plan_cache
from ...errors import NotFound
from ...localized import text
from ...metrics import readable_metric
from ...people import access_to
from ...views import views_of
from .asking import Asking
from .block import BlockType, Content, block_type
from .sources import Sources

_TITLE = {"zh-CN": "快捷入口", "en": "Shortcuts"}
# What a shortcut does → the kind of document it names.
_KINDS = {"new": "form", "list": "form", "view": "view", "metric": "metric"}


class ShortcutSchema(Schema):
    """`way`: new (fill in a form), list (its records), view, metric; `target` is its key."""

    way = fields.String(required=True, validate=validate.OneOf(list(_KINDS)))
    target = fields.String(required=True, metadata={"kind_by": "way", "kinds": _KINDS})


@block_type("shortcuts")
class Shortcuts(BlockType):
    """Buttons that begin a record, or open a list, a view or a metric."""

    label = {"zh-CN": "快捷入口", "en": "Shortcuts"}
    example_settings = {"items": [{"way": "new", "target": "deal"}, {"way": "view", "target": "all_deals"}]}
    bare = True

    class Settings(BlockType.Settings):
        items = fields.List(fields.Nested(ShortcutSchema), required=True, validate=validate.Length(1, 20))

    def content(self, settings: Mapping[str, Any], sources: Sources) -> Content:
        ways = []
        for index, item in enumerate(settings["items"]):
            kind = _KINDS[item["way"]]
            sources.named(kind, item["target"], f"/items/{index}/target")
            found = sources.plans.get(kind, sources.app, item["target"])
            form = found.key if kind == "form" else found.document.get("form")
            ways.append(
                {"way": item["way"], "app": found.app, "form": form, "key": found.key, "title": found.document["title"]}
            )
        return Content({**settings, "ways": ways}, title=_TITLE)

    def answer(self, asking: Asking, content: Content) -> dict[str, Any]:
        return {
            "items": [
                way | {"title": text(way["title"], asking.context.locale)}
                for way in content.settings["ways"]
                if _open_to(asking, way)
            ]
        }


def _open_to(asking: Asking, way: Mapping[str, Any]) -> bool:
    context, app = asking.context, way["app"]
    try:
        if way["way"] == "metric":
            readable_metric(context, app, way["key"])
            return True
        if way["way"] == "view":
            owner, _, form = way["form"].rpartition(".")
            return any(
                one["key"] in (way["key"], f"{app}.{way['key']}") for one in views_of(context, owner or app, form)
            )
    except NotFound:
        return False
    plans = plan_cache(context.workspace).latest()
    return access_to(context, plans, app, way["form"]).may("create" if way["way"] == "new" else "read")
