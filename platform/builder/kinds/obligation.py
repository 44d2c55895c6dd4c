"""Obligations: who must do what by when."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.metrics import obligation_plan, obligation_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("obligation")
class ObligationKind(DefinitionKind):
    folder = "obligations"
    title = {"zh-CN": "应做事项", "en": "Obligation"}

    def schema(self) -> dict[str, Any]:
        return obligation_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        obligation_plan(plans, definition.app, definition.key)
