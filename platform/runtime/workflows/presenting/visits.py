"""Visits of steps and stays in scopes, gathered from the events of an instance."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Visit:
    """What the events say of one visit of a node."""

    node: str
    visit: int
    entered: datetime
    left: datetime | None = None
    outcome: str | None = None
    due: dict[str, str] = field(default_factory=dict)
    fired: dict[str, datetime] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    # The limit that answered in people's place.
    rule: str | None = None
    reached: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    stopped: bool = False
    dropped: bool = False


def visits_of(events: Iterable[Any]) -> list[Visit]:
    """In the order of entering; a stay in a scope of nodes counts as a visit of the scope. Steps that a move to another
    revision has renamed are called as they are now."""
    found: dict[tuple[str, int], Visit] = {}
    for event in events:
        if event.kind == "moved":
            found = _called_now(found, event.data["keys"])
        elif event.kind in ("entered", "opened"):
            found[event.node, event.visit] = Visit(event.node, event.visit, event.at)
        elif (visit := found.get((event.node, event.visit))) is not None:
            _take_in(visit, event)
    return list(found.values())


def _called_now(found: dict[tuple[str, int], Visit], keys: Mapping[str, str]) -> dict[tuple[str, int], Visit]:
    for visit in found.values():
        visit.node = keys.get(visit.node, visit.node)
    return {(visit.node, visit.visit): visit for visit in found.values()}


def _take_in(visit: Visit, event: Any) -> None:
    if event.kind in ("left", "closed"):
        visit.left, visit.outcome = event.at, event.data["outcome"]
    elif event.kind in ("waiting", "retimed"):
        visit.due |= {timer["key"]: timer["due"] for timer in event.data["timers"]}
    elif event.kind == "limit":
        visit.fired[event.data["key"]] = event.at
        visit.times[event.data["key"]] += 1
    elif event.kind in ("answered", "voted"):
        visit.rule = event.data.get("rule") or visit.rule
    elif event.kind == "transferred":
        visit.asked.append(event.data["assignee"])
    elif event.kind in ("seen", "accepted"):
        visit.reached.update(event.data["ends"])
    elif event.kind == "asked":
        visit.asked += [task["assignee"] for task in event.data["tasks"]]
    elif event.kind == "dropped":
        visit.left, visit.dropped = event.at, True
    elif event.kind == "reassigned":
        visit.asked = [event.data["after"] if one == event.data["before"] else one for one in visit.asked]
    elif event.kind in ("incident", "retried"):
        visit.stopped = event.kind == "incident"
