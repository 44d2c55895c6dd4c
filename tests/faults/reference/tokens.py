"""Where the branches of a run stand, and what they wait for."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .interpreter import Run


@dataclass(frozen=True)
class Scope:
    """One firing of a parallel node: which one, and how many branches its join waits for."""

    node: str
    visit: int
    branches: int


@dataclass(eq=False)
class Timer:
    due: datetime
    limit: str | None
    until: str = "done"


@dataclass(eq=False)
class Token:
    """Where one branch of the instance stands, and what it waits for."""

    node: str
    visit: int
    scopes: tuple[Scope, ...]
    people: list[str] = field(default_factory=list)
    votes: dict[str, str] = field(default_factory=dict)
    accepted: bool = False
    timers: list[Timer] = field(default_factory=list)
    # What it called, and what it tells those that have not begun.
    called: list["Run"] = field(default_factory=list)
    coming: list[dict[str, Any]] = field(default_factory=list)
    # An incident: this branch stands still, the others go on.
    stuck: bool = False


@dataclass(eq=False)
class Stay:
    """From the first entry into a scope of nodes until nobody is in it or on the way into it."""

    scope: str
    visit: int
    timers: list[Timer] = field(default_factory=list)
