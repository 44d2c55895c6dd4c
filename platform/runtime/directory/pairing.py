"""Which records may be one: found by what they share, so that not every two need be compared.

Certain: the same identifier. Likely: the same name, or the same without legal form and place, where the places do not
differ. Worth a look: names that sound the same, and long ones that differ by a slip, in one town.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz

from .entries import Entry, Name
from .keys import agree

T = TypeVar("T")

_LARGEST_BLOCK = 30
_LONG = 6
_ALIKE = 90.0


class Reason(NamedTuple):
    """Why: by is identifier, name, core, sound or alike; field: that of the identifier or of the name."""

    score: int
    by: str
    field: str


Pairs = dict[tuple[str, str], list[Reason]]


def find_pairs(entries: Mapping[str, Entry]) -> Pairs:
    """Pairs of record ids, the smaller first, with their reasons, the surest first."""
    pairs: Pairs = {}
    for identified in _blocks(_identified(entries.values())):
        for (one, field), (other, _) in combinations(identified, 2):
            _add(pairs, one, other, Reason(100, "identifier", field))
    names = [name for entry in entries.values() for name in entry.names]
    for block in _blocks((name.key, name) for name in names):
        _compare(pairs, entries, block, lambda one, other: Reason(98, "name", one.field))
    for block in _blocks((name.core, name) for name in names if len(name.core) > 1):
        _compare(pairs, entries, block, lambda one, other: Reason(92, "core", one.field))
    for block in _blocks((name.letters, name) for name in names if len(name.core) > 2):
        _compare(pairs, entries, block, lambda one, other: Reason(86, "sound", one.field))
    for block in _blocks(_halves(names)):
        _compare(pairs, entries, block, _slip, sure_place=True)
    for reasons in pairs.values():
        reasons.sort(reverse=True)
    return pairs


def find_pairs_of(entries: Mapping[str, Entry], fresh: Collection[str]) -> Pairs:
    """As `find_pairs`, those with one of `fresh` only; looks closely at what shares something with them."""
    wanted = {mark for id in fresh if id in entries for mark in _marks(entries[id])}
    near = {id: entry for id, entry in entries.items() if id in fresh or not wanted.isdisjoint(_marks(entry))}
    known = near.keys() - set(fresh)
    return {pair: reasons for pair, reasons in find_pairs(near).items() if not known.issuperset(pair)}


def _marks(entry: Entry) -> Iterable[str]:
    """What two records of which one may be the other have in common: at least one of these."""
    for key, _ in _identified([entry]):
        yield f"i{key}"
    for name in entry.names:
        yield f"k{name.key}"
        yield f"c{name.core}"
        yield f"l{name.letters}"
    for half, _ in _halves(entry.names):
        yield f"h{half}"


def groups_of(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Records that hang together by pairs, each group in order of ids."""
    leader: dict[str, str] = {}

    def find(id: str) -> str:
        while leader.setdefault(id, id) != id:
            leader[id] = leader[leader[id]]
            id = leader[id]
        return id

    for one, other in pairs:
        leader[find(one)] = find(other)
    groups: dict[str, list[str]] = {}
    for id in sorted(leader):
        groups.setdefault(find(id), []).append(id)
    return list(groups.values())


def _blocks(keyed: Iterable[tuple[str, T]]) -> Iterable[list[T]]:
    """Those of one key together; what very many share tells nothing."""
    blocks: dict[str, list[T]] = {}
    for key, one in keyed:
        blocks.setdefault(key, []).append(one)
    return (block for block in blocks.values() if 1 < len(block) <= _LARGEST_BLOCK)


def _identified(entries: Iterable[Entry]) -> Iterable[tuple[str, tuple[str, str]]]:
    for entry in entries:
        for field, value in entry.identifiers.items():
            yield f"{field}\x00{value}", (entry.record_id, field)


def _halves(names: Iterable[Name]) -> Iterable[tuple[str, Name]]:
    """A slip leaves one half of a name as it was."""
    for name in names:
        if len(name.core) >= _LONG:
            middle = len(name.core) // 2
            yield f"a{name.core[:middle]}", name
            yield f"z{name.core[-middle:]}", name


def _slip(one: Name, other: Name) -> Reason | None:
    score = fuzz.ratio(one.core, other.core)
    return Reason(int(score * 0.85), "alike", one.field) if score >= _ALIKE else None


def _compare(
    pairs: Pairs,
    entries: Mapping[str, Entry],
    block: Iterable[Name],
    judge: Callable[[Name, Name], Reason | None],
    *,
    sure_place: bool = False,
) -> None:
    """Judge every two of a block whose places do not differ; `sure_place`: only where they are known to be one."""
    for one, other in combinations(block, 2):
        if one.record_id == other.record_id:
            continue
        agreed = agree(entries[one.record_id].places, entries[other.record_id].places)
        if agreed is False or (sure_place and agreed is None):
            continue
        if (reason := judge(one, other)) is not None:
            _add(pairs, one.record_id, other.record_id, reason)


def _add(pairs: Pairs, one: str, other: str, reason: Reason) -> None:
    if one != other:
        reasons = pairs.setdefault((min(one, other), max(one, other)), [])
        # Who has the same name sounds the same too: said once, in the strongest way.
        if not any(known.by == reason.by or "identifier" not in (known.by, reason.by) for known in reasons):
            reasons.append(reason)
