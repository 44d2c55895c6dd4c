"""Ledgers: points given and taken, entry by entry."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.ledgers import ledger_plan, ledger_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("ledger")
class LedgerKind(DefinitionKind):
    folder = "ledgers"
    title = {"zh-CN": "积分台账", "en": "Ledger"}

    def schema(self) -> dict[str, Any]:
        return ledger_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        ledger_plan(plans, definition.app, definition.key)
