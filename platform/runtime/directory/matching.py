"""Match a name that somebody wrote to the one record it means, or say that a person must choose.

`match` decides only what is beyond doubt; everything else comes back as suggestions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from ..context import Context
from ..records.reading import open_reading
from .searching import Hit, Search

How = Literal["exact", "alias", "similar", "none"]
_SURE = 95.0
_LEAST = 60.0
_MOST = 5
# Names whose records are read together.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Match:
    """`id` is set when there is no doubt: how is "exact" (its legal name or what identifies it) or "alias" (another of
    its names, or one without legal form or place). "similar": choose among `suggestions`, best first; "none"."""

    how: How
    id: str | None
    score: float
    suggestions: Sequence[Hit]


def match(context: Context, app: str, form: str, name: str, *, connection: sa.Connection | None = None) -> Match:
    """The record of a form with names that `name` means, as far as the actor may see it; never raises for a name.

    Two records that answer equally well are never decided between. `connection`: the caller's, inside a transaction
    (what it has written itself is not found yet). Raises NotFound for who reads nothing of the form.
    """
    return match_all(context, app, form, [name], connection=connection)[0]


def match_all(
    context: Context, app: str, form: str, names: Iterable[str], *, connection: sa.Connection | None = None
) -> list[Match]:
    """`match` of many names, in their order: several times as fast as one by one."""
    listed = list(names)
    found: list[Match] = []
    with open_reading(context, app, form, connection) as reading:
        search = Search(context, reading)
        for begin in range(0, len(listed), _AT_ONCE):
            found += _found(search, listed[begin : begin + _AT_ONCE])
    return found


def _found(search: Search, names: Sequence[str]) -> list[Match]:
    """Who bears the very name is beyond doubt if nobody else does: then nothing else need be looked at."""
    found = [_judged(hits) for hits in search.bearers(names, _MOST)]
    left = [at for at, match in enumerate(found) if match.id is None]
    for at, hits in zip(left, search.hits([names[at] for at in left], _MOST), strict=True):
        found[at] = _judged(hits)
    return found


def certain(hit: Hit) -> bool:
    """Whether the record is called so, not merely nearly so."""
    return hit.way in ("identifier", "same", "core") and hit.score >= _SURE


def _judged(found: Sequence[Hit]) -> Match:
    hits = [hit for hit in found if hit.score >= _LEAST]
    if not hits:
        return Match("none", None, 0, ())
    best = hits[0]
    sure = certain(best)
    # 100 is the very name, 97 the same without legal form and place: the first wins over the second, equals are a tie.
    rivals = [hit for hit in hits[1:] if round(hit.score) >= round(best.score) and hit.way != "alike"]
    if not sure or rivals:
        return Match("similar", None, best.score, hits)
    exact = best.way == "identifier" or (best.way == "same" and best.kind == "legal")
    return Match("exact" if exact else "alias", best.id, best.score, hits)
