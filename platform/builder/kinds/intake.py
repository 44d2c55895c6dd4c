"""Intakes: what comes in from outside, and which records it becomes."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.intake import intake_plan, intake_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("intake")
class IntakeKind(DefinitionKind):
    folder = "intakes"
    title = {"zh-CN": "数据入口", "en": "Intake"}

    def schema(self) -> dict[str, Any]:
        return intake_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        intake_plan(plans, definition.app, definition.key)
