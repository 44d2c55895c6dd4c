"""Sorting and paging by keyset: the same order on both databases, empty values last, ending with the id.

The first sort field is asked for in parts, the rows that have a value and then the empty ones: so an index serves both
directions on both databases, which NULLS LAST would prevent. One that is sorted by the place of its value in a list is
asked for value by value, so that the index of the values serves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...expressions import Type


@dataclass(frozen=True, slots=True)
class SortKey:
    """One level of the order. `element` has the type of its values. `steps`: of the first level, where it is a place in
    a list, the conditions that hold at each, and where there is none."""

    element: sa.ColumnElement[Any]
    type: Type
    descending: bool
    nullable: bool
    steps: tuple[sa.ColumnElement[bool], ...] = ()

    def beyond(self, value: Any) -> sa.ColumnElement[bool]:
        return self.element < value if self.descending else self.element > value

    def from_on(self, value: Any) -> sa.ColumnElement[bool]:
        return self.element <= value if self.descending else self.element >= value

    def direction(self) -> sa.ColumnElement[Any]:
        return self.element.desc() if self.descending else self.element.asc()


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that come one after the other: where `conditions` hold. `settled`: all have the same in the first level."""

    conditions: list[sa.ColumnElement[bool]]
    settled: bool = False

    def order_by(self, keys: Sequence[SortKey]) -> list[sa.ColumnElement[Any]]:
        """The ORDER BY within it; in it the first level is never or always empty."""
        terms: list[sa.ColumnElement[Any]] = []
        for position, key in enumerate(keys):
            if position and key.nullable:
                terms.append(sa.case((key.element.is_(None), 1), else_=0))
            if position or not self.settled:
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


def parts(keys: Sequence[SortKey], values: Sequence[Any] | None) -> list[Part]:
    """The rows with a value in the first key, and those without, so far as still to come."""
    first, *rest = keys
    if not first.nullable:
        return [Part([after(keys, values)] if values else [])]
    empty: list[sa.ColumnElement[bool]] = [first.steps[-1] if first.steps else first.element.is_(None)]
    if values is not None and values[0] is None:
        return [Part([*empty, after(rest, values[1:])], settled=bool(first.steps))]
    if first.steps:
        return [*_steps(first, rest, values), Part(empty, settled=True)]
    if values is None:
        return [Part([first.element.is_not(None)]), Part(empty)]
    # Said of the first key apart from the rest, so that the databases see the range.
    filled = [first.from_on(values[0]), sa.or_(first.beyond(values[0]), after(rest, values[1:]))]
    return [Part(filled), Part(empty)]


def in_parts(select: sa.Select[Any], keys: Sequence[SortKey], values: Sequence[Any] | None) -> list[sa.Select[Any]]:
    """The statements that give the rows in order, one after the other; after the row with these values, if given."""
    return [select.where(*part.conditions).order_by(*part.order_by(keys)) for part in parts(keys, values)]


def passed(
    connection: sa.Connection,
    rows: sa.Select[Any],
    keys: Sequence[SortKey],
    values: Sequence[Any] | None,
    skip: int,
) -> list[Any] | None:
    """The sort values of the row `skip` places further on; None when there are not so many. `rows`: without columns.

    Nothing but what an index holds is read on the way, and the page behind it is one like any other.
    """
    select = rows.add_columns(*(key.element.label(f"_sort_{number}") for number, key in enumerate(keys)))
    for part in in_parts(select, keys, values):
        if (row := connection.execute(part.offset(skip - 1).limit(1)).first()) is not None:
            return list(row)
        counted = sa.select(sa.func.count()).select_from(part.order_by(None).subquery())
        skip -= connection.execute(counted).scalar_one()
    return None


def _steps(first: SortKey, rest: Sequence[SortKey], values: Sequence[Any] | None) -> Iterator[Part]:
    """One part for each place that is still to come."""
    places = list(enumerate(first.steps[:-1]))
    for place, holds in reversed(places) if first.descending else places:
        if values is None or (place < values[0] if first.descending else place > values[0]):
            yield Part([holds], settled=True)
        elif place == values[0]:
            yield Part([holds, after(rest, values[1:])], settled=True)
