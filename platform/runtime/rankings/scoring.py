"""Score candidates: each term's value becomes a share, weighted and summed, exactly; nothing is read here."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from operator import itemgetter
from typing import Any, NamedTuple

from ..localized import Localized
from .plan import RankingPlan, Term

_NOTHING = Decimal()
_STEP = Decimal("0.000000000001")
_SHOWN = Decimal("0.0001")


class Row(NamedTuple):
    """A candidate before it is scored: what its expressions read as candidate and person; `values` are those of the
    plan's terms, which stay the same whatever they weigh."""

    record: str
    person: str
    candidate: Mapping[str, Any]
    facts: Mapping[str, Any]
    values: Sequence[Decimal | None]


class Part(NamedTuple):
    """One term of a score. `value` is as the term gave it, None when empty; `score` is share × weight."""

    key: str
    title: Localized
    weight: Decimal
    value: Decimal | None
    share: Decimal
    score: Decimal


class Candidate(NamedTuple):
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


_Scored = tuple[Decimal, Row, tuple[Part, ...]]


def score(
    plan: RankingPlan, rows: Sequence[Row], weights: Mapping[str, Decimal], shared: Mapping[str, Any]
) -> list[Candidate]:
    """The candidates, best first; equals in the order of `ties`, then of their ids. `weights` by term, `shared` is
    what the ties of all of them read."""
    columns = [
        _parts(term, [row.values[index] for row in rows], weights[term.key]) for index, term in enumerate(plan.terms)
    ]
    scored = [
        (sum([part.score for part in parts], _NOTHING), row, parts)
        for row, parts in zip(rows, zip(*columns, strict=True), strict=True)
        if None not in parts
    ]
    scored.sort(key=itemgetter(0), reverse=True)
    return [
        Candidate(row.record, row.person, total, parts, row.candidate, row.facts)
        for total, row, parts in _in_turn(plan, scored, shared)
    ]


def value_of(term: Term, scope: Mapping[str, Any]) -> Decimal | None:
    """What a term says of a candidate."""
    return _number(term.value(scope))


def weights_of(plan: RankingPlan, shared: Mapping[str, Any]) -> dict[str, Decimal]:
    """What each term weighs in this ranking; empty counts as nothing."""
    return {term.key: _number(term.weight(shared)) or Decimal() for term in plan.terms}


def shown(number: Decimal) -> str:
    """A figure of the explanation: four decimals at most, no exponent, no trailing zeros."""
    text = format(number.quantize(_SHOWN, rounding=ROUND_HALF_UP), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _in_turn(plan: RankingPlan, scored: list[_Scored], shared: Mapping[str, Any]) -> list[_Scored]:
    """Those of one score, who stand together, in the order of `ties`, then of their ids."""

    def turn(one: _Scored) -> tuple[list[tuple[bool, Any]], str]:
        row = one[1]
        scope = {**shared, "candidate": row.candidate, "person": row.facts}
        return [_low_first(tie(scope)) for tie in plan.ties], row.record

    begin = 0
    for end in range(1, len(scored) + 1):
        if end == len(scored) or scored[end][0] != scored[begin][0]:
            if end - begin > 1:
                scored[begin:end] = sorted(scored[begin:end], key=turn)
            begin = end
    return scored


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
