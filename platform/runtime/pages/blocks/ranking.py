"""Ranking: who is how far, best or worst first."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from .asking import Asking
from .block import BlockType, Content, block_type
from .sources import Sources, dimension_of

_RANKED = 100


@block_type("ranking")
class Ranking(BlockType):
    """The values of a dimension in the order of a metric, with a bar, the figure and its verdict."""

    label = {"zh-CN": "排行", "en": "Ranking"}
    example_settings = {"metric": "deals", "by": "title"}
    bare = True

    class Settings(BlockType.Settings):
        metric = fields.String(required=True, metadata={"kind": "metric"})
        by = fields.String(required=True, metadata={"dimension": True})
        most = fields.Integer(load_default=10, strict=True, validate=validate.Range(1, 50))
        first = fields.String(load_default="best", validate=validate.OneOf(["best", "worst"]))

    def content(self, settings: Mapping[str, Any], sources: Sources) -> Content:
        metric = sources.metric(settings["metric"], "/metric")
        dimension_of(metric, settings["by"], "/by")
        return Content(settings, (metric,), title=metric.title)

    def answer(self, asking: Asking, content: Content) -> dict[str, Any]:
        metric, settings = content.metrics[0], content.settings
        found = asking.figures(metric, by=settings["by"], most=_RANKED)
        ranked = [one for one in found["figures"] if one["kind"] == "value" and one["value"] is not None]
        falling = (metric.good != "low") == (settings["first"] == "best")
        ranked.sort(key=lambda one: Decimal(one["value"]), reverse=falling)
        return {
            "metric": asking.described(metric),
            "by": {"key": settings["by"], "title": asking.words(metric.dimensions[settings["by"]].title)},
            "period": asking.period,
            "items": ranked[: settings["most"]],
            "of": len(ranked),
            # Of more values only the heaviest were compared, which of sums and counts are the greatest.
            "of_exact": (falling and metric.aggregate is not None and metric.aggregate.adds_up)
            or all(one["kind"] != "rest" for one in found["figures"]),
            "as_of": found["as_of"],
        }
