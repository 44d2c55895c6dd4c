"""Alarms: a metric that stands badly so many periods in a row is told."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.metrics.alarms import alarm_plan, alarm_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("alarm")
class AlarmKind(DefinitionKind):
    folder = "alarms"
    title = {"zh-CN": "预警", "en": "Alarm"}

    def schema(self) -> dict[str, Any]:
        return alarm_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        alarm_plan(plans, definition.app, definition.key)
