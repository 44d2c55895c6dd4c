"""Count records by the values of one field, through the actor's `Reading`.

A record counts only where the actor sees both the row and the field in it; so no figure tells of anything hidden.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..expressions import Type
from .catalogue import Named
from .errors import BadQuery
from .filters import named
from .query import Reading
from .querying import MAX_GROUPS, Query, check_groups
from .reading import open_reading

# What a field must be able to answer, so that each group can be opened as a filter.
_NEEDED = frozenset({"equal", "empty", "one_of"})


@dataclass(frozen=True, slots=True)
class Group:
    """`value` is the stored value, None for records where the field is empty; `sum` that of the field asked for."""

    value: Any
    count: int
    sum: Any = None


@dataclass(frozen=True, slots=True)
class Groups:
    """The largest groups, largest first; `rest` records lie in smaller ones; `total` counts all."""

    field: Named
    items: list[Group]
    rest: int
    total: int


def grouped(
    context: Context,
    app: str,
    form: str,
    field: str,
    query: Query | None = None,
    *,
    most: int = 20,
    connection: sa.Connection | None = None,
) -> Groups:
    """Count the records that `query` finds by `field`. Raises NotFound, UnknownField, BadQuery, LimitExceeded."""
    with open_reading(context, app, form, connection) as reading:
        return groups_in(reading, field, query or Query(), most)


def group_counts(
    context: Context, app: str, form: str, field: str, summed: str | None = None, query: Query | None = None
) -> dict[str, Any]:
    """{"items": [{"value", "count", "sum"}], "rest", "total"} in JSON. Raises as `grouped`."""
    with open_reading(context, app, form) as reading:
        groups = groups_in(reading, field, query or Query(), MAX_GROUPS, summed)
        figure = named(reading.plan, reading.readable, summed, "/sum", reading.derived) if summed else None
    by = groups.field
    items = [
        {
            "value": None if one.value is None else by.type.dump(one.value, by.settings),
            "count": one.count,
            "sum": None if figure is None or one.sum is None else figure.type.dump(one.sum, figure.settings),
        }
        for one in groups.items
    ]
    return {"items": items, "rest": groups.rest, "total": groups.total}


def groups_in(reading: Reading, field: str, query: Query, most: int, summed: str | None = None) -> Groups:
    """As `grouped`, on a reading already open. `summed`: a number or amount that is summed up in each group."""
    check_groups(most)
    found = named(reading.plan, reading.readable, field, "/field", reading.derived)
    if not can_group(found.filters):
        reason = {"zh-CN": f"「{field}」不能用来分组", "en": f"records cannot be grouped by {field}"}
        raise BadQuery(pointer="/field", reason=reason)
    count = sa.func.count()
    total_of = sa.null() if summed is None else sum_of(reading, summed)
    statement = reading.matching(sa.select(found.column, count, sa.func.sum(count).over(), total_of), query)
    if not found.system and (scope := reading.visible(found.key)) is not None:
        statement = statement.where(scope)
    order = (count.desc(), found.column.is_(None), found.column)
    rows = reading.rows(statement.group_by(found.column).order_by(*order).limit(most))
    items = [Group(value, number, figure) for value, number, _, figure in rows]
    total = int(rows[0][2]) if rows else 0
    return Groups(found, items, total - sum(group.count for group in items), total)


def sum_of(reading: Reading, key: str, pointer: str = "/sum") -> sa.ColumnElement[Any]:
    """The sum of a field over the rows in which the actor sees it. Raises UnknownField, BadQuery."""
    found = named(reading.plan, reading.readable, key, pointer, reading.derived)
    kind = found.type.expression_type(found.settings)
    if found.system or kind not in (Type.INTEGER, Type.DECIMAL):
        raise BadQuery(pointer=pointer, reason={"zh-CN": f"「{key}」不能求和", "en": f"{key} cannot be summed up"})
    scope = reading.visible(found.key)
    seen = found.column if scope is None else sa.case((scope, found.column))
    return sa.cast(sa.func.sum(seen), sa.BigInteger) if kind is Type.INTEGER else sa.func.sum(seen)


def can_group(filters: tuple[str, ...]) -> bool:
    """Whether records can be grouped by a field that offers these filters."""
    return set(filters) >= _NEEDED
