"""Score candidates: each term's value becomes a share, weighted and summed, exactly; nothing is read here.

Shares and scores have twelve decimals, so totals are summed as whole numbers of the last one.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple, overload

from ..localized import Localized
from .plan import RankingPlan, Term

_DECIMALS = 12
_STEP = Decimal(1).scaleb(-_DECIMALS)
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


class Measured:
    """Candidates with the share of each of the plan's terms: the same whatever the terms weigh.

    `without_figures`: of the rows given, those left out because a term is empty that they must not lack.
    """

    def __init__(self, plan: RankingPlan, rows: Sequence[Row]) -> None:
        self.plan = plan
        self._shares = [_shares(term, [row.values[at] for row in rows]) for at, term in enumerate(plan.terms)]
        needed = [at for at, shares in enumerate(self._shares) if None not in shares]
        self.without_figures = [row for row in rows if any(row.values[at] is None for at in needed)]
        left = {row.record for row in self.without_figures}
        self.rows = [row for row in rows if row.record not in left] if left else rows

    def scored(self, weights: Mapping[str, Decimal], shared: Mapping[str, Any]) -> "Scored":
        """The candidates, best first; equals in the order of `ties`, then of their ids. `weights` by term, `shared` is
        what the ties of all of them read."""
        units = [
            {value: _units(share * weights[term.key]) for value, share in shares.items()}
            for term, shares in zip(self.plan.terms, self._shares, strict=True)
        ]
        columns = [[of[row.values[at]] for row in self.rows] for at, of in enumerate(units)]
        totals = list(map(sum, zip(*columns, strict=True)))
        order = sorted(range(len(totals)), key=totals.__getitem__, reverse=True)
        return Scored(self, weights, totals, _in_turn(self.plan, self.rows, totals, order, shared))

    def parts(self, row: Row, weights: Mapping[str, Decimal]) -> Iterator[Part]:
        """What each term gives a row."""
        for term, shares, value in zip(self.plan.terms, self._shares, row.values, strict=True):
            share, weight = shares[value], weights[term.key]
            yield Part(term.key, term.title, weight, value, share, _round(share * weight))


class Scored(Sequence[Candidate]):
    """Candidates in their order, each put together when it is first asked for: of a thousand a few are looked at."""

    def __init__(
        self, measured: Measured, weights: Mapping[str, Decimal], totals: Sequence[int], order: Sequence[int]
    ) -> None:
        self._measured = measured
        self._weights = weights
        self._totals = totals
        self._order = order
        self._made: dict[int, Candidate] = {}

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> list[Candidate]: ...
    def __getitem__(self, index: int | slice) -> Candidate | list[Candidate]:
        if isinstance(index, slice):
            return [self._candidate(at) for at in self._order[index]]
        return self._candidate(self._order[index])

    def _candidate(self, at: int) -> Candidate:
        if (made := self._made.get(at)) is None:
            row = self._measured.rows[at]
            parts = tuple(self._measured.parts(row, self._weights))
            total = Decimal(self._totals[at]).scaleb(-_DECIMALS)
            made = self._made[at] = Candidate(row.record, row.person, total, parts, row.candidate, row.facts)
        return made


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


def _in_turn(
    plan: RankingPlan, rows: Sequence[Row], totals: Sequence[int], order: list[int], shared: Mapping[str, Any]
) -> list[int]:
    """Those of one score, who stand together, in the order of `ties`, then of their ids."""

    def turn(at: int) -> tuple[list[tuple[bool, Any]], str]:
        row = rows[at]
        scope = {**shared, "candidate": row.candidate, "person": row.facts}
        return [_low_first(tie(scope)) for tie in plan.ties], row.record

    begin = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or totals[order[end]] != totals[order[begin]]:
            if end - begin > 1:
                order[begin:end] = sorted(order[begin:end], key=turn)
            begin = end
    return order


def _shares(term: Term, values: Sequence[Decimal | None]) -> dict[Decimal | None, Decimal]:
    """The share of each value that occurs; None is not among them where an empty one leaves the candidate out."""
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if term.normalised and known else (Decimal(), Decimal())
    shares: dict[Decimal | None, Decimal] = {
        value: _turned(term, _spread(value, low, high) if term.normalised else value) for value in dict.fromkeys(known)
    }
    if term.when_null != "exclude":
        mean = term.when_null == "mean" and known
        shares[None] = _round(sum((shares[value] for value in known), Decimal()) / len(known)) if mean else Decimal()
    return shares


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


def _units(value: Decimal) -> int:
    return int(_round(value).scaleb(_DECIMALS))


def _low_first(value: Any) -> tuple[bool, Any]:
    """Empty before everything: who has never been chosen comes first."""
    return (value is not None, value if value is not None else 0)
