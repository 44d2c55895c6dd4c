"""The figures of several metrics by the values of one dimension, as tables and traffic lights show them."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from ...forms.locating import wrong
from ...metrics import MetricPlan
from .asking import Asking
from .block import BlockType, Content
from .sources import Sources, dimension_of

_MOST_METRICS = 12


class GridBlock(BlockType):
    """Metrics as columns; without a dimension there is one row."""

    class Settings(BlockType.Settings):
        metrics = fields.List(
            fields.String(metadata={"kind": "metric"}), required=True, validate=validate.Length(1, _MOST_METRICS)
        )
        by = fields.String(load_default=None, allow_none=True, metadata={"dimension": True})
        most = fields.Integer(load_default=10, strict=True, validate=validate.Range(1, 100))

    def content(self, settings: Mapping[str, Any], sources: Sources) -> Content:
        metrics = tuple(sources.metric(key, f"/metrics/{index}") for index, key in enumerate(settings["metrics"]))
        if len(set(metrics)) != len(metrics):
            raise wrong("/metrics", "同一个指标出现了两次", "a metric appears twice")
        if settings["by"] is not None:
            for metric in metrics:
                dimension_of(metric, settings["by"], "/by")
        return Content(settings, metrics, title=metrics[0].title if len(metrics) == 1 else None)

    def answer(self, asking: Asking, content: Content) -> dict[str, Any]:
        by, most = content.settings["by"], content.settings["most"]
        first, *others = content.metrics
        columns = [self._column(asking, first, by, most, None)]
        values = [key for kind, key in columns[0] if kind == "value"]
        columns += [self._column(asking, metric, by, most, values) for metric in others]
        # What is left over is not the same for two metrics, so that it makes no row.
        rows = [place for place in columns[0] if place[0] != "rest"]
        dimension = None if by is None else first.dimensions[by]
        return {
            "metrics": [asking.described(metric) for metric in content.metrics],
            "by": None if dimension is None else {"key": dimension.key, "title": asking.words(dimension.title)},
            "period": asking.period,
            "rows": [
                {
                    "kind": kind,
                    "key": key,
                    "label": columns[0][kind, key]["label"],
                    "figures": [column.get((kind, key)) for column in columns],
                }
                for kind, key in rows
            ],
            "as_of": asking.context.now(),
        }

    def _column(
        self, asking: Asking, metric: MetricPlan, by: str | None, most: int, values: list[Any] | None
    ) -> dict[tuple[str, Any], dict[str, Any]]:
        """The figures of one metric by place; of `values` only, where they are given."""
        how: dict[str, Any] = {} if by is None else {"by": by, "most": most, "values": values}
        return {(one["kind"], one["key"]): one for one in asking.figures(metric, **how)["figures"]}
