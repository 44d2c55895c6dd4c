"""Metrics: figures over the records of a form, by period and dimension."""

from collections.abc import Iterable
from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.metrics import metric_plan, metric_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("metric")
class MetricKind(DefinitionKind):
    folder = "metrics"
    title = {"zh-CN": "指标", "en": "Metric"}

    def schema(self) -> dict[str, Any]:
        return metric_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        metric_plan(plans, definition.app, definition.key)

    def implied(self, plans: Plans, definition: Definition) -> Iterable[tuple[str, str]]:
        """The moment that places its records in periods, where the form's own is meant."""
        metric = metric_plan(plans, definition.app, definition.key)
        return [(metric.moment, "/form")] if metric.of is None and metric.moment is not None else ()
