"""Number: one figure with verdict, target, what it was before, its way there, and what moved it most."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from ...expressions.values import number_text
from ...metrics import MetricPlan
from ...metrics.asking import COMPARED
from .asking import Asking
from .block import BlockType, Content, block_type
from .sources import Sources, dimension_of


@block_type("number")
class Number(BlockType):
    """A figure to read at a glance: value, verdict and target, a line of the periods before, and one phrase on what
    moved. A click opens the records, the sign beside it where it comes from."""

    label = {"zh-CN": "数字", "en": "Number"}
    example_settings = {"metric": "deals", "moved_by": "title"}
    bare = True

    class Settings(BlockType.Settings):
        metric = fields.String(required=True, metadata={"kind": "metric"})
        compare = fields.String(load_default="previous", validate=validate.OneOf(COMPARED))
        # The dimension whose value moved the figure most is named.
        moved_by = fields.String(load_default=None, allow_none=True, metadata={"dimension": True})

    def content(self, settings: Mapping[str, Any], sources: Sources) -> Content:
        metric = sources.metric(settings["metric"], "/metric")
        if settings["moved_by"] is not None:
            dimension_of(metric, settings["moved_by"], "/moved_by")
        return Content(settings, (metric,), title=metric.title)

    def answer(self, asking: Asking, content: Content) -> dict[str, Any]:
        metric = content.metrics[0]
        settings = content.settings
        found = asking.figures(metric, compare=settings["compare"]) if metric.moment else asking.figures(metric)
        return {
            "metric": asking.described(metric),
            "period": next(iter(found["periods"]), None),
            "compare": settings["compare"],
            "figure": found["figures"][0],
            "way": self._way(asking, metric),
            "mover": None if settings["moved_by"] is None else self._mover(asking, metric, settings),
            "as_of": found["as_of"],
        }

    def _way(self, asking: Asking, metric: MetricPlan) -> list[dict[str, Any]]:
        """[{"period", "value", "target"}], oldest first; empty for what has no periods to look back on."""
        way = asking.way
        if metric.moment is None or not way:
            return []
        found = asking.figures(metric, period=way[-1].key, last=len(way))
        return [
            {"period": period, "value": figure["value"], "target": figure["target"]}
            for period, figure in zip(found["periods"], found["figures"], strict=True)
        ]

    def _mover(self, asking: Asking, metric: MetricPlan, settings: Mapping[str, Any]) -> dict[str, Any] | None:
        """{"label", "by"}: the value of the dimension that moved the way the figure did, by most. Only what adds up has
        one: of a mean or a share no single value made the change."""
        if metric.moment is None or metric.aggregate is None or not metric.aggregate.adds_up:
            return None
        found = asking.figures(metric, compare=settings["compare"], by=settings["moved_by"], most=100)
        moved = [
            (Decimal(one["compared"]["change"]["by"]), one["label"])
            for one in found["figures"]
            if one["kind"] == "value" and one["label"] and one["compared"] and one["compared"]["change"]
        ]
        total = sum(by for by, _ in moved)
        if not total:
            return None
        by, label = max(moved, key=lambda one: one[0] * (1 if total > 0 else -1))
        return {"label": label, "by": number_text(by)}
