"""Score candidates: each term's value becomes a share, weighted and summed, exactly; nothing is read here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a score. `value` is as the term gave it, None when empty; `score` is share × weight."""

    key: str
    title: Localized
    weight: Decimal
    value: Decimal | None
    score: Decimal

    def dump(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "title": self.title,
            "weight": shown(self.weight),
            "value": None if self.value is None else shown(self.value),
            "score": shown(self.score),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A scored candidate. `values` are the stored values of its record."""

    record: str
    person: str
    score: Decimal
    parts: tuple[Part, ...]
    values: Mapping[str, Any]

    def dump(self, *, chosen: bool) -> dict[str, Any]:
        """JSON for the decision log."""
        return {
            "person": self.person,
            "record": self.record,
            "score": shown(self.score),
            "chosen": chosen,
            "parts": [part.dump() for part in self.parts],
        }


def score(plan: RankingPlan, rows: Sequence[Row]) -> list[Candidate]:
    """The candidates, best first; equals in the order of `ties`, then of their ids."""
    columns = [_parts(term, rows) for term in plan.terms]
    found = []
    for position, row in enumerate(rows):
        parts = [column[position] for column in columns]
        if all(part is not None for part in parts):
            known = tuple(part for part in parts if part is not None)
            total = sum((part.score for part in known), Decimal())
            ties = [_low_first(tie(row.scope)) for tie in plan.ties]
            found.append(
                (-total, ties, row.record, Candidate(row.record, row.person, total, known, row.scope["candidate"]))
            )
    return [candidate for *_, candidate in sorted(found, key=lambda one: one[:3])]


def shown(number: Decimal) -> str:
    """A figure of the explanation: four decimals at most, no exponent, no trailing zeros."""
    text = format(number.quantize(_SHOWN, rounding=ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") or "0"


def _parts(term: Term, rows: Sequence[Row]) -> list[Part | None]:
    """The term's part for each row; None where an empty value leaves the candidate out."""
    values = [_number(term.value(row.scope)) for row in rows]
    shares = _shares(term, values)
    parts: list[Part | None] = []
    for row, value, share in zip(rows, values, shares, strict=True):
        weight = _number(term.weight(row.scope)) or Decimal()
        parts.append(None if share is None else Part(term.key, term.title, weight, value, _round(share * weight)))
    return parts


def _shares(term: Term, values: Sequence[Decimal | None]) -> list[Decimal | None]:
    known = [value for value in values if value is not None]
    shares = {value: _turned(term, _spread(value, known) if term.normalised else value) for value in set(known)}
    empty: Decimal | None = Decimal()
    if term.when_null == "mean" and known:
        empty = _round(sum((shares[value] for value in known), Decimal()) / len(known))
    elif term.when_null == "exclude":
        empty = None
    return [empty if value is None else shares[value] for value in values]


def _spread(value: Decimal, known: Sequence[Decimal]) -> Decimal:
    """0 for the lowest, 1 for the highest; 0 for all when they do not differ."""
    low, high = min(known), max(known)
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
