"""What differs between two runs, step by step: whether one was come to, how it was left, and who was asked."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ...localized import listed

_NO_STEP = frozenset({"start", "end", "moved"})


def differences(old: Mapping[str, Any], new: Mapping[str, Any], locale: str) -> list[dict[str, Any]]:
    """[{"node", "title", "before", "after"}] of two runs as `presenting/flow.py` tells them, in the order of the old
    one; a side is {"outcome", "who"}, or None where nobody came there."""
    before, after = dict(_steps(old)), dict(_steps(new))
    found = []
    for place in dict.fromkeys([*before, *after]):
        one, other = before.get(place), after.get(place)
        if one is None or other is None or _differ(one, other):
            title = (one or other or {})["title"]
            found.append(
                {"node": place[0], "title": title, "before": _side(one, locale), "after": _side(other, locale)}
            )
    return found


def _steps(flow: Mapping[str, Any]) -> Iterator[tuple[tuple[str, int], Mapping[str, Any]]]:
    """Each step that was come to, by its key and which time it is."""
    times: Counter[str] = Counter()
    for step in flow["steps"]:
        if step["type"] not in _NO_STEP and step["entered_at"] is not None:
            times[step["node"]] += 1
            yield (step["node"], times[step["node"]]), step


def _differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one["outcome"] != other["outcome"] or one["state"] != other["state"]:
        return True
    asked, would = set(one["who"] or ()), set(other["who"] or ())
    # A to-do that somebody handed on was asked of more people than the rule names.
    return not (would and would <= asked) if one["type"] == "task" and asked else asked != would


def _side(step: Mapping[str, Any] | None, locale: str) -> dict[str, Any] | None:
    return None if step is None else {"outcome": listed(step["facts"], locale) or None, "who": step["who"] or []}
