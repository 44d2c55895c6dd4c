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
    """A candidate before it is scored. `scope` is what its expressions read: candidate, person and the caller's."""

    record: str
    person: str
    scope: Mapping[str, Any]


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
    columns = [_parts(term, rows, weights[term.key]) for term in plan.terms]
    found = []
    for position, row in enumerate(rows):
        parts = [column[position] for column in columns]
        known = tuple(part for part in parts if part is not None)
        if len(known) == len(parts):
            total = sum((part.score for part in known), Decimal())
            ties = [_low_first(tie(row.scope)) for tie in plan.ties]
            scored = Candidate(row.record, row.person, total, known, row.scope["candidate"], row.scope["person"])
            found.append((-total, ties, row.record, scored))
    return [candidate for *_, candidate in sorted(found, key=lambda one: one[:3])]


def weights_of(plan: RankingPlan, shared: Mapping[str, Any]) -> dict[str, Decimal]:
    """What each term weighs in this ranking; empty counts as nothing."""
    return {term.key: _number(term.weight(shared)) or Decimal() for term in plan.terms}


def shown(number: Decimal) -> str:
    """A figure of the explanation: four decimals at most, no exponent, no trailing zeros."""
    text = format(number.quantize(_SHOWN, rounding=ROUND_HALF_UP), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _parts(term: Term, rows: Sequence[Row], weight: Decimal) -> list[Part | None]:
    """The term's part for each row; None where an empty value leaves the candidate out."""
    value_of, key, title = term.value, term.key, term.title
    values = [_number(value_of(row.scope)) for row in rows]
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
