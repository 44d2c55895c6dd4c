"""Act: the rule answers in the place of whoever was asked, and signs as the rule. {"act": "approve", "where": tree}

Where `where` does not hold nothing happens, so that a rule may say yes to small amounts only.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ....forms.locating import located, wrong
from ....localized import listed_in_all
from ...node import OnTasks, Respond, Run
from ..names import Expression, Names
from .deed import Deed, DeedType, deed_types


@dataclass(frozen=True, slots=True, eq=False)
class Act(Deed):
    """Answer every open to-do of the visit."""

    act: str
    where: Expression | None

    def on_tasks(self, run: Run) -> OnTasks | None:
        return Respond(self.act) if self.where is None or run.value(self.where) is True else None


@deed_types.registers("act")
class ActByRule(DeedType):
    label = {"zh-CN": "自动办理", "en": "Act by rule"}
    members = {"where": False}
    of_limits = True

    def prepare(self, raw: Mapping[str, Any], names: Names, acts: Collection[str]) -> tuple[Deed, ...]:
        if raw["act"] not in acts:
            known = listed_in_all(acts)
            raise wrong("/act", f"这个节点可以：{known['zh-CN']}", f"this step can be answered by {known['en']}")
        with located("/where"):
            where = names.expression(raw["where"]) if "where" in raw else None
        return (Act(raw["act"], where),)
