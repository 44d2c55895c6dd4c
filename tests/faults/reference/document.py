"""A workflow document as the reference reads it: nodes by key, edges by their start, durations."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

END = "end"
START = "start"
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


@dataclass(frozen=True)
class Edge:
    start: str
    end: str
    when: tuple[str, ...]


class Document:
    """Read-only view of one workflow document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.nodes: dict[str, dict[str, Any]] = {node["key"]: node for node in document["nodes"]}
        self.scopes: dict[str, dict[str, Any]] = {scope["key"]: scope for scope in document.get("scopes", ())}
        self.trigger: dict[str, Any] = document["trigger"]
        self.edges = [Edge(edge["from"], edge["to"], _outcomes(edge.get("when"))) for edge in document["edges"]]

    def leaving(self, node: str) -> list[Edge]:
        return [edge for edge in self.edges if edge.start == node]

    def next(self, node: str, outcome: str | None) -> str | None:
        """Return where an outcome leads: the first edge naming it, else one without a name, else None."""
        leaving = self.leaving(node)
        named = [edge.end for edge in leaving if outcome in edge.when]
        unnamed = [edge.end for edge in leaving if not edge.when]
        return next(iter(named + unnamed), None)

    def scopes_around(self, node: str) -> list[dict[str, Any]]:
        """The scopes that a node lies in, the outer first."""
        found = [scope for scope in self.scopes.values() if node in scope["nodes"]]
        return sorted(found, key=lambda scope: len(scope["nodes"]), reverse=True)

    def loop_around(self, node: str) -> set[str]:
        """The smallest loop that a node lies in: what is entered by one step only, and leads back to it."""
        loops = [loop for head in self.nodes if node in (loop := self._loop_of(head))]
        return min(loops, key=len, default=set())

    def _loop_of(self, head: str) -> set[str]:
        """By taking the head away: what the start cannot come to without it, and what comes back to it in there."""
        behind = set(self.nodes) - self._walk([START], but=head)
        return {one for one in behind if head in self._walk([one], within=behind, end=head)}

    def _walk(self, starts: list[str], *, but: str = "", within: set[str] | None = None, end: str = "") -> set[str]:
        """The steps that are walked to, never into `but`, never out of `within`, and no further than `end`."""
        seen: set[str] = set()
        ahead = [step for start in starts for step in self._next_steps(start)]
        while ahead:
            step = ahead.pop()
            if step in seen or step in (but, END) or (within is not None and step not in within):
                continue
            seen.add(step)
            if step != end:
                ahead.extend(self._next_steps(step))
        return seen

    def _next_steps(self, node: str) -> list[str]:
        around = [node, *(scope["key"] for scope in self.scopes_around(node))]
        return [edge.end for edge in self.edges if edge.start in around]

    def join_of(self, split: str) -> str | None:
        """The join of a parallel node: the first join on any way from it that is not another's."""
        for edge in self.leaving(split):
            found = self._join_beyond(edge.end, 0, set())
            if found is not None:
                return found
        return None

    def _join_beyond(self, node: str, depth: int, seen: set[tuple[str, int]]) -> str | None:
        if node == END or (node, depth) in seen:
            return None
        seen.add((node, depth))
        type_ = self.nodes[node]["type"]
        if type_ == "join" and depth == 0:
            return node
        inner = depth + {"parallel": 1, "join": -1}.get(type_, 0)
        ways = (self._join_beyond(edge.end, inner, seen) for edge in self.leaving(node))
        return next((found for found in ways if found is not None), None)


def duration(text: Any, parameters: dict[str, Any]) -> timedelta:
    """Return the length of an ISO 8601 duration or of the parameter that holds one."""
    if isinstance(text, dict):
        text = parameters[text["param"]]
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"not a duration: {text!r}")
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _outcomes(when: Any) -> tuple[str, ...]:
    if when is None:
        return ()
    return (when,) if isinstance(when, str) else tuple(when)
