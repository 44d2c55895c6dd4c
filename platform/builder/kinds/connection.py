"""Connections: what an app needs to reach outside, for an administrator to set up."""

from typing import Any

from ...runtime.connections import connection_plan, connection_schema
from ...runtime.definitions import Definition, Plans
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("connection")
class ConnectionKind(DefinitionKind):
    folder = "connections"
    title = {"zh-CN": "连接", "en": "Connection"}

    def schema(self) -> dict[str, Any]:
        return connection_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        connection_plan(plans, definition.app, definition.key)
