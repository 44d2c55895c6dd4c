"""The loops of a workflow: a step that every way in leads through, and the steps from which a way leads back to it."""

from collections.abc import Collection, Iterable, Mapping

# Step -> those to which a way leads from it.
Ways = Mapping[str, Collection[str]]


def innermost_loops(ways: Ways, start: str, keys: Iterable[str]) -> dict[str, frozenset[str]]:
    """The smallest loop around each of `keys`; none for what lies in no loop, or in circles with several ways in."""
    keys = frozenset(keys)
    if not keys:
        return {}
    everything = _reached(ways, start, frozenset())
    loops = [loop for head in everything - {start} if (loop := _loop(ways, start, head, everything))]
    found = {key: min((loop for loop in loops if key in loop), key=len, default=None) for key in keys}
    return {key: loop for key, loop in found.items() if loop is not None}


def circles(ways: Ways) -> set[frozenset[str]]:
    """Steps of which each leads to all others of its circle, and to itself; no two circles have one in common."""
    beyond = {key: _reached(ways, key, frozenset()) for key in ways}
    found = {key: frozenset(one for one in ends if key in beyond.get(one, ())) for key, ends in beyond.items()}
    return {circle for key, circle in found.items() if key in circle}


def _loop(ways: Ways, start: str, head: str, everything: frozenset[str]) -> frozenset[str]:
    """The steps that are reached through `head` alone and lead back to it; empty where none does."""
    behind = everything - _reached({key: set(ends) - {head} for key, ends in ways.items()}, start, frozenset())
    inside = {key: [one for one in ways.get(key, ()) if one in behind] for key in behind}
    return frozenset(key for key in behind if head in _reached(inside, key, frozenset({head})))


def _reached(ways: Ways, start: str, stops: frozenset[str]) -> frozenset[str]:
    """Where one comes from `start`, not beyond `stops`; `start` itself only by a way back to it."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = set(ways.get(waiting.pop(), ())) - found
        found |= fresh
        waiting.extend(fresh - stops)
    return frozenset(found)
