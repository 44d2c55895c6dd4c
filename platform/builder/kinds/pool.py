"""Pools: records that nobody holds, who may claim them, when they come back."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.pools import pool_plan, pool_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("pool")
class PoolKind(DefinitionKind):
    folder = "pools"
    title = {"zh-CN": "公海", "en": "Pool"}

    def schema(self) -> dict[str, Any]:
        return pool_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        pool_plan(plans, definition.app, definition.key)
