"""Sorting and paging by keyset: the same order on both databases, empty values last, ending with the id.

The first sort field is asked for in two halves, the rows that have a value and then the empty ones: so an index serves
both directions on both databases, which NULLS LAST would prevent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..expressions import Type


@dataclass(frozen=True, slots=True)
class SortKey:
    """One level of the order. `element` has the type of its values."""

    element: sa.ColumnElement[Any]
    type: Type
    descending: bool
    nullable: bool

    def beyond(self, value: Any) -> sa.ColumnElement[bool]:
        return self.element < value if self.descending else self.element > value

    def from_on(self, value: Any) -> sa.ColumnElement[bool]:
        return self.element <= value if self.descending else self.element >= value

    def direction(self) -> sa.ColumnElement[Any]:
        return self.element.desc() if self.descending else self.element.asc()


def order_by(keys: Sequence[SortKey]) -> list[sa.ColumnElement[Any]]:
    """The ORDER BY of one half; in it the first key is never or always empty."""
    terms: list[sa.ColumnElement[Any]] = []
    for position, key in enumerate(keys):
        if position and key.nullable:
            terms.append(sa.case((key.element.is_(None), 1), else_=0))
        terms.append(key.direction())
    return terms


def after(keys: Sequence[SortKey], values: Sequence[Any]) -> sa.ColumnElement[bool]:
    """The rows that come after the one with these values."""
    key, value = keys[0], values[0]
    if len(keys) == 1:
        return key.beyond(value)
    rest = after(keys[1:], values[1:])
    if value is None:
        return sa.and_(key.element.is_(None), rest)
    later = sa.and_(key.from_on(value), sa.or_(key.beyond(value), rest))
    return sa.or_(later, key.element.is_(None)) if key.nullable else later


def halves(keys: Sequence[SortKey], values: Sequence[Any] | None) -> list[list[sa.ColumnElement[bool]]]:
    """Conditions for the rows with a value in the first key, and for those without, so far as still to come."""
    first, *rest = keys
    if not first.nullable:
        return [[after(keys, values)] if values else []]
    empty: list[sa.ColumnElement[bool]] = [first.element.is_(None)]
    if values is None:
        return [[first.element.is_not(None)], empty]
    if values[0] is None:
        return [[*empty, after(rest, values[1:])]]
    # Said of the first key apart from the rest, so that the databases see the range.
    filled = [first.from_on(values[0]), sa.or_(first.beyond(values[0]), after(rest, values[1:]))]
    return [filled, empty]
