"""Metrics: figures over the records of a form, by period and dimension."""

from collections.abc import Iterable
from typing import Any

from ...runtime.calendars import COMPANY
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

    def goes_by(self, plans: Plans, definition: Definition) -> Iterable[tuple[Definition, str]]:
        """The calendars by which it counts working time, where the workspace set some up."""
        settings = metric_plan(plans, definition.app, definition.key).settings
        if settings.get("clock") != "working":
            return
        for calendar in plans.documents("calendar"):
            own = calendar.app not in plans.apps
            if own and (calendar.key == COMPANY or (settings["calendar_of"] and calendar.document.get("departments"))):
                yield calendar, "/aggregate/clock"
