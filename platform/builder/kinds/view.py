"""Views: named ways to look at a form's records."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.views import view_plan, view_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("view")
class ViewKind(DefinitionKind):
    folder = "views"
    title = {"zh-CN": "视图", "en": "View"}

    def schema(self) -> dict[str, Any]:
        return view_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        view_plan(plans, definition.app, definition.key)
