"""Choose among ranked candidates: all or the first few by another measure, then the best, one drawn, or the freest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from ...rankings import Candidate

PICKS = ("best", "random", "least_loaded")

Value = Callable[[Candidate], Any]
Draw = Callable[[int], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Top:
    """Only the `count` candidates with the highest `by` are considered; empty counts as none."""

    by: Value
    count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom, out of how many; `number` when one was drawn."""

    chosen: Candidate | None
    among: Sequence[Candidate]
    number: str | None = None


def choose(candidates: Sequence[Candidate], top: Top | None, pick: str, draw: Draw, stays: str | None = None) -> Choice:
    """`candidates` best first. Without `top` only equals of the best score are drawn among. `stays`: the person who has
    it already, chosen before all others where he is among them."""
    among = candidates if top is None else _first(candidates, top)
    if not among:
        return Choice(None, among)
    if stays is not None and (holder := next((one for one in among if one.person == stays), None)) is not None:
        return Choice(holder, among)
    if pick == "least_loaded":
        # Sorting is stable: among equals the better score stands first.
        return Choice(min(among, key=_load), among)
    if pick == "random":
        drawn = among if top is not None else list(takewhile(lambda one: one.score == among[0].score, among))
        if len(drawn) > 1:
            number, place = draw(len(drawn))
            return Choice(drawn[place], drawn, number)
    return Choice(among[0], among)


def _first(candidates: Sequence[Candidate], top: Top) -> Sequence[Candidate]:
    by = {one.record: top.by(one) for one in candidates}
    known = [one for one in candidates if by[one.record] is not None]
    first = {one.record for one in sorted(known, key=lambda one: by[one.record], reverse=True)[: top.count]}
    return [one for one in candidates if one.record in first]


def _load(candidate: Candidate) -> int:
    facts: Mapping[str, Any] = candidate.facts
    return int(facts.get("held") or facts.get("open_tasks") or 0)
