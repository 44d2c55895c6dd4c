"""Message: tell persons something. {"message": key, "to": persons}"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ....forms.locating import located
from ...node import Effect, Run, Tell
from ..names import Names
from .deed import Deed, DeedType, deed_types


@dataclass(frozen=True, slots=True, eq=False)
class Say(Deed):
    """Send a message."""

    message: str
    to: Any

    def effects(self, run: Run, name: str) -> list[Effect]:
        return [Tell(self.message, run.people(self.to), name)]


@dataclass(frozen=True, slots=True, eq=False)
class Notice(Deed):
    """Send a message in words of the platform's own: (title, text) of the values of what the instance is about; None
    where there is nothing to say any more."""

    key: str
    words: Callable[[Mapping[str, Any]], tuple[Mapping[str, str], Mapping[str, str]] | None]
    to: Any

    def effects(self, run: Run, name: str) -> list[Effect]:
        said = self.words(run.about)
        return [] if said is None else [Tell(self.key, run.people(self.to), name, said)]


@deed_types.registers("message")
class Message(DeedType):
    label = {"zh-CN": "发送消息", "en": "Send a message"}
    members = {"to": True}

    def prepare(self, raw: Mapping[str, Any], names: Names, acts: Collection[str]) -> tuple[Deed, ...]:
        with located("/message"):
            names.document("message", raw["message"])
        with located("/to"):
            names.persons(raw["to"], ("assignee",))
        return (Say(raw["message"], raw["to"]),)
