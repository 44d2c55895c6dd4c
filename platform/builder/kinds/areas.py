"""Areas: shapes that maps stand on."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.views import areas_plan, areas_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("areas")
class AreasKind(DefinitionKind):
    folder = "areas"
    title = {"zh-CN": "地图区域", "en": "Areas"}

    def schema(self) -> dict[str, Any]:
        return areas_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        areas_plan(plans, definition.app, definition.key)
