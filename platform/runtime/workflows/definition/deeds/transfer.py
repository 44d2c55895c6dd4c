"""Transfer: the to-do goes to somebody else; its clock runs on. {"transfer": persons}"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ....forms.locating import located
from ...node import HandOver, OnTasks, Run
from ..names import Names
from .deed import Deed, DeedType, deed_types


@dataclass(frozen=True, slots=True, eq=False)
class Transfer(Deed):
    """Each open to-do of the visit goes to the first of `to` who holds none of them."""

    to: Any

    def on_tasks(self, run: Run) -> OnTasks | None:
        return HandOver(run.people(self.to))


@deed_types.registers("transfer")
class TransferTask(DeedType):
    label = {"zh-CN": "转交", "en": "Hand over"}
    of_limits = True

    def prepare(self, raw: Mapping[str, Any], names: Names, acts: Collection[str]) -> tuple[Deed, ...]:
        with located("/transfer"):
            names.persons(raw["transfer"], ("assignee",))
        return (Transfer(raw["transfer"]),)
