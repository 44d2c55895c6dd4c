"""Roles: who may do what with which rows and fields."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.people import role_plan, role_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("role")
class RoleKind(DefinitionKind):
    folder = "roles"
    # A role gives rights.
    right = "people.manage"
    title = {"zh-CN": "角色", "en": "Role"}

    def schema(self) -> dict[str, Any]:
        return role_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        role_plan(plans, definition.app, definition.key)
