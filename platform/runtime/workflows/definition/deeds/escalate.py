"""Escalate: tell the superior of whoever holds the to-do, each time the limit fires one higher.

{"escalate": message, "up_to": 3}: the third time, and every later one, the third superior is told. Where a chain of
superiors ends before, whoever stands at its top is told again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ....forms.locating import located, wrong
from ...node import Effect, Run, Tell
from ..names import Names
from .deed import Deed, DeedType, deed_types

_HIGHEST = 10


@dataclass(frozen=True, slots=True, eq=False)
class Escalate(Deed):
    """Tell the superior who stands as many steps up as the limit has fired, at most `up_to`."""

    message: str
    up_to: int

    def effects(self, run: Run, name: str) -> list[Effect]:
        for levels in range(min(run.firing, self.up_to), 0, -1):
            if told := run.people({"manager_of": "assignee", "levels": levels}):
                return [Tell(self.message, told, name)]
        return []


@deed_types.registers("escalate")
class EscalateToSuperior(DeedType):
    label = {"zh-CN": "逐级上报", "en": "Escalate"}
    members = {"up_to": False}
    of_limits = True

    def prepare(self, raw: Mapping[str, Any], names: Names, acts: Collection[str]) -> tuple[Deed, ...]:
        with located("/escalate"):
            names.document("message", raw["escalate"])
        highest = raw.get("up_to", 1)
        if not isinstance(highest, int) or isinstance(highest, bool) or not 1 <= highest <= _HIGHEST:
            raise wrong("/up_to", f"这里需要 1 到 {_HIGHEST} 的级数", f"this must be a level from 1 to {_HIGHEST}")
        return (Escalate(raw["escalate"], highest),)
