"""Count records by the values of one field, through the actor's `Reading`.

A record counts only where the actor sees both the row and the field in it; so no figure tells of anything hidden.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..context import Context
from .catalogue import Named
from .errors import BadQuery
from .filters import named
from .query import Reading
from .querying import Query, check_groups
from .reading import open_reading

# What a field must be able to answer, so that each group can be opened as a filter.
_NEEDED = frozenset({"equal", "empty", "one_of"})


@dataclass(frozen=True, slots=True)
class Group:
    """`value` is the stored value, None for records where the field is empty."""

    value: Any
    count: int


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


def groups_in(reading: Reading, field: str, query: Query, most: int) -> Groups:
    """As `grouped`, on a reading already open."""
    check_groups(most)
    found = named(reading.plan, reading.readable, field, "/field", reading.derived)
    if not can_group(found.filters):
        reason = {"zh-CN": f"「{field}」不能用来分组", "en": f"records cannot be grouped by {field}"}
        raise BadQuery(pointer="/field", reason=reason)
    count = sa.func.count()
    statement = reading.matching(sa.select(found.column, count, sa.func.sum(count).over()), query)
    if not found.system and (scope := reading.visible(found.key)) is not None:
        statement = statement.where(scope)
    order = (count.desc(), found.column.is_(None), found.column)
    rows = reading.rows(statement.group_by(found.column).order_by(*order).limit(most))
    items = [Group(value, number) for value, number, _ in rows]
    total = int(rows[0][2]) if rows else 0
    return Groups(found, items, total - sum(group.count for group in items), total)


def can_group(filters: tuple[str, ...]) -> bool:
    """Whether records can be grouped by a field that offers these filters."""
    return set(filters) >= _NEEDED
