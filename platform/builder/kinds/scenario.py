"""Scenarios: given, when, then, with virtual time. They are a package's tests and are not published."""

from typing import Any

from ..scenarios.schema import scenario_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("scenario")
class ScenarioKind(DefinitionKind):
    folder = "scenarios"
    title = {"zh-CN": "场景", "en": "Scenario"}

    def schema(self) -> dict[str, Any]:
        return scenario_schema()
