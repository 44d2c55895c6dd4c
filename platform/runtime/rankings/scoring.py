"""Score candidates: each term's value becomes a share, weighted and summed, exactly; nothing is read here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from ..localized import Localized
from .plan import RankingPlan, Term

_STEP = Decimal("0.000000000001")
_SHOWN = Decimal("0.0001")


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A candidate before it is scored. `scope` is what its expressions read: candidate, person and the caller's;
    `values` are those of the plan's terms, which stay the same whatever they weigh."""

    record: str
    person: str
    scope: Mapping[str, Any]
    values: tuple[Decimal | None, ...]


class Part(NamedTuple):
    """One term of a score. `value` is as the term gave it, None when empty; `score` is share × weight."""

    key: str
    title: Localized
    weight: Decimal
    value: Decimal | None
    share: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A scored candidate. `values` are the stored values of its record, `facts` those of its person."""

    record: str
    person: str
    score: Decimal
    parts: tuple[Part, ...]
    values: Mapping[str, Any]
    facts: Mapping[str, Any]

    def dump(self) -> dict[str, Any]:
        """JSON for the decision log; what the terms are called and weigh stands beside all candidates."""
        return {
            "person": self.person,
            "record": self.record,
            "score": shown(self.score),
            "values": [None if part.value is None else shown(part.value) for part in self.parts],
            "shares": [shown(part.share) for part in self.parts],
        }


def score(plan: RankingPlan, rows: Sequence[Row], weights: Mapping[str, Decimal]) -> list[Candidate]:
    """The candidates, best first; equals in the order of `ties`, then of their ids. `weights` by term."""
    columns = [
        _parts(term, [row.values[index] for row in rows], weights[term.key]) for index, term in enumerate(plan.terms)
    ]
    equals: dict[Decimal, list[tuple[Row, tuple[Part, ...]]]] = {}
    for row, *parts in zip(rows, *columns, strict=True):
        if None not in parts:
            equals.setdefault(sum([part.score for part in parts], Decimal()), []).append((row, tuple(parts)))
    return [
        Candidate(row.record, row.person, total, parts, row.scope["candidate"], row.scope["person"])
        for total in sorted(equals, reverse=True)
        for row, parts in _in_turn(plan, equals[total])
    ]


def values_of(plan: RankingPlan, scope: Mapping[str, Any]) -> tuple[Decimal | None, ...]:
    """What each term says of a candidate."""
    return tuple([_number(term.value(scope)) for term in plan.terms])


def weights_of(plan: RankingPlan, shared: Mapping[str, Any]) -> dict[str, Decimal]:
    """What each term weighs in this ranking; empty counts as nothing."""
    return {term.key: _number(term.weight(shared)) or Decimal() for term in plan.terms}


def shown(number: Decimal) -> str:
    """A figure of the explanation: four decimals at most, no exponent, no trailing zeros."""
    text = format(number.quantize(_SHOWN, rounding=ROUND_HALF_UP), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _in_turn(plan: RankingPlan, equals: list[tuple[Row, tuple[Part, ...]]]) -> list[tuple[Row, tuple[Part, ...]]]:
    """Those of one score in the order of `ties`, then of their ids."""
    if len(equals) == 1:
        return equals
    return sorted(equals, key=lambda one: ([_low_first(tie(one[0].scope)) for tie in plan.ties], one[0].record))


def _parts(term: Term, values: Sequence[Decimal | None], weight: Decimal) -> list[Part | None]:
    """The term's part for each value; None where an empty one leaves the candidate out."""
    key, title = term.key, term.title
    known = [value for value in values if value is not None]
    shares = _shares(term, known)
    # Worked out once for each value that occurs.
    made: dict[Decimal | None, Part | None] = {
        value: Part(key, title, weight, value, share, _round(share * weight)) for value, share in shares.items()
    }
    empty = _empty_share(term, known, shares)
    made[None] = None if empty is None else Part(key, title, weight, None, empty, _round(empty * weight))
    return [made[value] for value in values]


def _shares(term: Term, known: Sequence[Decimal]) -> dict[Decimal, Decimal]:
    low, high = (min(known), max(known)) if term.normalised and known else (Decimal(), Decimal())
    return {
        value: _turned(term, _spread(value, low, high) if term.normalised else value) for value in dict.fromkeys(known)
    }


def _empty_share(term: Term, known: Sequence[Decimal], shares: Mapping[Decimal, Decimal]) -> Decimal | None:
    if term.when_null == "mean" and known:
        return _round(sum((shares[value] for value in known), Decimal()) / len(known))
    return None if term.when_null == "exclude" else Decimal()


def _spread(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """0 for the lowest, 1 for the highest; 0 for all when they do not differ."""
    return Decimal() if low == high else _round((value - low) / (high - low))


def _turned(term: Term, share: Decimal) -> Decimal:
    return 1 - share if term.low_is_better else share


def _number(value: Any) -> Decimal | None:
    if value is None:
        return None
    return Decimal(int(value)) if isinstance(value, bool) else Decimal(value)


def _round(value: Decimal) -> Decimal:
    return value.quantize(_STEP, rounding=ROUND_HALF_UP)


def _low_first(value: Any) -> tuple[bool, Any]:
    """Empty before everything: who has never been chosen comes first."""
    return (value is not None, value if value is not None else 0)
