"""Periods as bounds of a column: days of one with days, UTC moments of one with moments."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from ..calendars.periods import Period

# From and up to which value.
Bounds = tuple[Any, Any]


def bounds_of(period: Period, moment: sa.ColumnElement[Any], zone: str) -> Bounds:
    """From and up to which values of the moment's column a period lasts: days, or moments."""
    return (period.first, period.after) if isinstance(moment.type, sa.Date) else period.moments(zone)


def runs_of(bounds: Sequence[Bounds]) -> list[Bounds]:
    """The same, with those put together that follow one another or overlap."""
    runs: list[Bounds] = []
    for first, after in sorted(bounds):
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], after))
        else:
            runs.append((first, after))
    return runs


def overlapping(bounds: Sequence[Bounds]) -> bool:
    """Whether a value may lie in two of them."""
    return any(after > first for (_, after), (first, _) in pairwise(sorted(bounds)))


def number_of(bounds: Sequence[Bounds], moment: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """The place of the bounds in which the moment lies; they do not overlap, and it lies in one of them. Halved again
    and again: a row is compared with few of many."""
    return _number(sorted((first, place) for place, (first, _) in enumerate(bounds)), moment)


def _number(begins: Sequence[tuple[Any, int]], moment: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    if len(begins) == 1:
        return sa.literal(begins[0][1], sa.Integer())
    middle = len(begins) // 2
    early, late = (_number(some, moment) for some in (begins[:middle], begins[middle:]))
    return sa.case((moment < begins[middle][0], early), else_=late)
