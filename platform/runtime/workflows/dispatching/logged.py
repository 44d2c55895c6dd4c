"""What the log keeps of a decision: bounded, whatever the number of candidates.

candidates  the first 50, and the one chosen: {"person", "record", "score", "values", "shares", "place"}, best first;
            values and shares in the order of details.terms; a score is the sum of share × weight
excluded    the first 50: {"person", "record", "rule", "reason", "until"}
details     terms [{"key", "title", "weight"}]; count, in all and left out; reasons [{"reason", "count"}]; among: the
            records that could be chosen; number of a draw; as_of; others [{"title", "person", "record", "score"}]
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ...localized import text
from ...rankings import Excluded, Ranked
from ...storage.types import dump_moment
from .choosing import Choice

MOST = 50


def candidates_logged(ranked: Ranked, choice: Choice) -> list[dict[str, Any]]:
    """The first, and the one chosen."""
    first = [{**one.dump(), "place": place} for place, one in enumerate(ranked.candidates[:MOST], start=1)]
    chosen = choice.chosen
    if chosen is not None and all(one["record"] != chosen.record for one in first):
        place = next(at for at, one in enumerate(ranked.candidates, start=1) if one is chosen)
        first.append({**chosen.dump(), "place": place})
    return first


def excluded_logged(excluded: Sequence[Excluded]) -> list[dict[str, Any]]:
    """Those who come free soonest first, then in their order."""
    first = sorted(excluded, key=lambda one: (one.left.until is None, one.left.until or 0))[:MOST]
    return [
        {
            "record": one.record,
            "person": one.person,
            "rule": one.left.rule,
            "reason": one.left.reason,
            "until": None if one.left.until is None else dump_moment(one.left.until),
        }
        for one in first
    ]


def details_logged(ranked: Ranked, choice: Choice, others: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """See above."""
    terms = ranked.plan.terms if ranked.plan else ()
    chosen = choice.chosen
    fresh = None
    if chosen is not None and ranked.plan is not None and ranked.plan.as_of is not None:
        fresh = ranked.plan.as_of({"candidate": chosen.values})
    return {
        "terms": [{"key": one.key, "title": one.title, "weight": _plain(ranked.weights[one.key])} for one in terms],
        "count": len(ranked.candidates),
        "left_out": len(ranked.excluded),
        "reasons": reasons_counted(ranked.excluded),
        "among": [one.record for one in choice.among[:MOST]] if len(choice.among) < len(ranked.candidates) else None,
        "number": choice.number,
        "as_of": None if fresh is None else dump_moment(fresh),
        "others": list(others),
    }


def reasons_counted(excluded: Sequence[Excluded]) -> list[dict[str, Any]]:
    """How many were left out for each rule, most first: [{"rule", "reason", "count"}], the words of the first one."""
    counts = Counter(one.left.rule for one in excluded)
    words = {one.left.rule: one.left.reason for one in reversed(excluded)}
    ordered = sorted(counts.items(), key=lambda one: (-one[1], text(words[one[0]], "en")))
    return [{"rule": rule, "reason": words[rule], "count": count} for rule, count in ordered]


def _plain(number: Any) -> str:
    return format(number, "f")
