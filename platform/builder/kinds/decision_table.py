"""Decision tables: rows of conditions, each with its outputs, callable from any formula."""

from typing import Any

from ...runtime.decisions import decision_plan, decision_schema
from ...runtime.definitions import Definition, Plans
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("decision_table")
class DecisionTableKind(DefinitionKind):
    folder = "tables"
    title = {"zh-CN": "决策表", "en": "Decision table"}

    def schema(self) -> dict[str, Any]:
        return decision_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        decision_plan(plans, definition.app, definition.key)
