"""Rankings: rows in order of weighted, normalised terms."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.rankings import ranking_plan, ranking_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("ranking")
class RankingKind(DefinitionKind):
    folder = "rankings"
    title = {"zh-CN": "排名", "en": "Ranking"}

    def schema(self) -> dict[str, Any]:
        return ranking_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        ranking_plan(plans, definition.app, definition.key)
