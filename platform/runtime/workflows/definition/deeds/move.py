"""Move: take a named move of a stage field. {"move": {field: move}}"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ....forms.locating import located, wrong
from ...node import Change, Effect, Run
from ..names import Names
from .deed import Deed, DeedType, deed_types


@dataclass(frozen=True, slots=True, eq=False)
class Move(Deed):
    """Nothing happens where the record no longer stands at the start of the move."""

    field: str
    starts: frozenset[str]
    to: str

    def effects(self, run: Run, name: str) -> list[Effect]:
        return [Change({self.field: self.to})] if run.about.get(self.field) in self.starts else []


@deed_types.registers("move")
class MoveStage(DeedType):
    label = {"zh-CN": "推进阶段", "en": "Move on"}

    def prepare(self, raw: Mapping[str, Any], names: Names, acts: Collection[str]) -> tuple[Deed, ...]:
        if not isinstance(raw["move"], dict):
            raise wrong("/move", "这里按字段写移动", "this gives moves by field")
        return tuple(_move(key, move, names) for key, move in raw["move"].items())


def _move(key: str, move: Any, names: Names) -> Move:
    with located(f"/move/{key}"):
        settings = names.form.fields[names.field(key)].settings
        for known in settings.get("moves", ()):
            if known["key"] == move:
                return Move(key, frozenset(known["from"]), known["to"])
        raise wrong("", f"没有名为「{move}」的移动", f"there is no move named {move}")
