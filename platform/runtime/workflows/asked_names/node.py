"""The one kind of step of this workflow: somebody says what the name is. It stands in no workflow of an author."""

from collections.abc import Mapping
from typing import Any

from ..errors import NobodyToAsk
from ..node import Answer, Ask, Leave, NodeType, Run

OUTCOMES = {"create": "created", "same": "same", "refuse": "refused"}


class DecideName(NodeType):
    """Ask everybody named; the first to decide decides for all. Settings: `ask`, persons; `late`, whether the time to
    decide is over."""

    key = "name"
    label = {"zh-CN": "判定名称", "en": "Decide a name"}
    outcomes = tuple(OUTCOMES.values())
    words = {
        "created": {"zh-CN": "新建", "en": "New record"},
        "same": {"zh-CN": "已有的一家", "en": "One that is there"},
        "refused": {"zh-CN": "不能使用", "en": "Not to be used"},
    }
    waits = True
    takes_limits = True

    def enter(self, run: Run) -> Ask:
        persons = run.people(run.settings["ask"])
        if not persons:
            raise NobodyToAsk
        return Ask(persons, kind=self.key, due=run.value(_blocks_at) if run.settings["late"] else None)

    def resume(self, run: Run, event: Answer | None) -> Leave:
        assert event is not None
        return Leave(event.outcome, event.output)


def _blocks_at(data: Mapping[str, Any]) -> Any:
    return data["record"]["blocks_at"]
