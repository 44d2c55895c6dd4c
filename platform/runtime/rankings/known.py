"""Candidates as they stand, and what a rule or a term says of them, worked out once for the values that it reads.

Expressions have no effects and ask nothing but their values, so within one ranking two candidates that are alike in
what an expression reads get the same answer.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Reads(NamedTuple):
    """What an expression reads of a candidate: fields of its record, facts of its person."""

    candidate: tuple[str, ...]
    person: tuple[str, ...]

    @classmethod
    def of(cls, paths: Iterable[tuple[str, ...]]) -> "Reads":
        """Of the paths that an expression reads, those below candidate and person."""
        found = {scope: tuple(sorted({path[1] for path in paths if path[0] == scope})) for scope in cls._fields}
        return cls(**found)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A candidate: its record's values as expressions read them, and `alike`: what of them each of the plan's
    expressions reads, as a text, since texts are compared faster than anything else."""

    record: str
    person: Any
    values: Mapping[str, Any]
    alike: tuple[str, ...]


def known_of(values: Mapping[str, Any], person: str, reads: Iterable[Reads]) -> Known:
    """The candidate whose record has these values; `person` is the field that says whom it stands for."""
    alike = tuple(repr([values.get(name) for name in one.candidate]) for one in reads)
    return Known(values["id"], values.get(person), values, alike)


def answers(
    ask: Callable[[Mapping[str, Any]], T],
    shared: Mapping[str, Any],
    place: int,
    person: tuple[str, ...],
    candidates: Sequence[Known],
    facts: Sequence[Mapping[str, Any]],
) -> list[T]:
    """What `ask`, which is given a scope, says of each candidate and the facts of its person. `place`: where in
    Known.alike what it reads of candidates stands; `person`: what it reads of their persons."""
    keys: list[Hashable] = [known.alike[place] for known in candidates]
    if person:
        read = itemgetter(*person)
        keys = [(key, read(one)) for key, one in zip(keys, facts, strict=True)]
    # One candidate of each key, the first.
    first = dict(zip(reversed(keys), reversed(range(len(keys))), strict=True))
    told = {key: ask({**shared, "candidate": candidates[at].values, "person": facts[at]}) for key, at in first.items()}
    return [told[key] for key in keys]
