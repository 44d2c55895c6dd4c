"""What differs between two runs: step by step, whether one was come to, how it was left, and who was asked; then what
they wrote, to whom they sent what, the points they gave and what they asked of other systems."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from ...localized import listed

# A request is told so far; what differs beyond it differs for nobody.
_LONGEST = 1_000
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


def effects_apart(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    """[{"kind", "about", "title", "before", "after"}] of two runs as `rehearsing/telling.py` tells them: values that
    they left in fields, messages that they sent, points that they gave, calls of other systems."""
    return [
        *_writes_apart(old["writes"], new["writes"]),
        *_messages_apart(old["messages"], new["messages"]),
        *_points_apart(old["points"], new["points"]),
        *_calls_apart(old, new),
    ]


def _writes_apart(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    before, after = dict(_left(old)), dict(_left(new))
    for place in dict.fromkeys([*before, *after]):
        one, other = before.get(place), after.get(place)
        was, would = (one or {}).get("value"), (other or {}).get("value")
        if was != would:
            told = one or other or {}
            yield {"kind": "write", "about": told["about"], "title": told["title"], "before": was, "after": would}


def _left(writes: Sequence[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, str, str], dict[str, Any]]]:
    """What each field held at the end."""
    made = _made(writes)
    for write in writes:
        form, record = write["form"], write["record"]
        about = " ".join(filter(None, (write["form_title"], write["record_title"])))
        for change in write["changes"]:
            field = change["field"] or change["title"]
            told = {"about": about, "title": change["title"], "value": change["after_text"] or None}
            yield (form, made.get(record, record), field), told


def _made(writes: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Records that are made have other ids in each run: by id, what they are told by, their place among those of their
    form."""
    made: dict[str, str] = {}
    count: Counter[str] = Counter()
    for write in writes:
        if write["action"] == "create":
            count[write["form"]] += 1
            made[write["record"]] = f"new {count[write['form']]}"
    return made


def _messages_apart(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    before, after = _by_receiver(old), _by_receiver(new)
    for to, title in dict.fromkeys([*before, *after]):
        sides = zip_longest(before.get((to, title), ()), after.get((to, title), ()))
        for was, would in sides:
            if was != would:
                yield {"kind": "message", "about": to, "title": title, "before": was, "after": would}


def _by_receiver(messages: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str | None], list[str]]:
    """Texts by receiver and title, in order."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for one in messages:
        found.setdefault((one["to"], one["title"]), []).append(one["text"] or "")
    return found


def _points_apart(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    before, after = _given(old), _given(new)
    for place in dict.fromkeys([*before, *after]):
        was, would = before.get(place), after.get(place)
        if was != would:
            ledger, account, unit = place
            yield {"kind": "points", "about": account, "title": ledger} | {
                side: None if amount is None else f"{amount:f} {unit}".strip()
                for side, amount in (("before", was), ("after", would))
            }


def _given(points: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str, str], Decimal]:
    """All that each account got, by ledger."""
    found: dict[tuple[str, str, str], Decimal] = {}
    for one in points:
        place = (one["ledger"], one["account"] or "", one["unit"])
        found[place] = found.get(place, Decimal(0)) + Decimal(one["amount"])
    return found


def _calls_apart(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    before, after = _asked(old), _asked(new)
    for connection in dict.fromkeys([*before, *after]):
        for was, would in zip_longest(before.get(connection, ()), after.get(connection, ())):
            if was != would:
                yield {"kind": "call", "about": connection, "title": None, "before": was, "after": would}


def _asked(run: Mapping[str, Any]) -> dict[str, list[str]]:
    """What each connection was asked for, in order; the method alone where the rest is not for these eyes."""
    made = _made(run["writes"])
    found: dict[str, list[str]] = {}
    for call in run["calls"]:
        request = call["request"] or {}
        rest = {name: value for name, value in request.items() if name not in ("method", "path", "headers") and value}
        said = json.dumps(rest, ensure_ascii=False, sort_keys=True) if rest else ""
        words = " ".join(filter(None, (call["method"], request.get("path"), said)))
        for id, place in made.items():
            words = words.replace(id, place)
        found.setdefault(call["connection"], []).append(words[:_LONGEST])
    return found
