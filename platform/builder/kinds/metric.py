"""Metrics: figures over the records of a form, by period and dimension."""

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
