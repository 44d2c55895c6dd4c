"""What lies outside of the runs that concern one record: the time, the people, and what the runs did to it all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(eq=False)
class World:
    """Shared by a run and all that it calls. `workflows` are those that may be called, by key."""

    now: datetime
    people: Mapping[str, list[str]]
    workflows: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    # (node, visit, outcome) of what was left, (node, visit, limit) of what fired, (message, person) of what was told.
    trace: list[tuple[str, int, str]] = field(default_factory=list)
    limits: list[tuple[str, int, str]] = field(default_factory=list)
    messages: list[tuple[str, str]] = field(default_factory=list)
    # The nodes that hold the record, and the entries of its account by node; those taken back are 0.
    held: set[str] = field(default_factory=set)
    posted: dict[str, list[int]] = field(default_factory=dict)

    @property
    def balance(self) -> int:
        """What the record's account holds."""
        return sum(sum(amounts) for amounts in self.posted.values())

    def post(self, node: str, amount: int) -> bool:
        """Give or take; False where the account does not bear it."""
        if self.balance + amount < 0:
            return False
        self.posted.setdefault(node, []).append(amount)
        return True

    def reverse(self, node: str) -> bool:
        """Take back the newest entry of a node; False where there is none, or it was taken back before."""
        entries = self.posted.get(node, [])
        if not entries or entries[-1] == 0:
            return False
        entries[-1] = 0
        return True
