"""Count records by the values of one field, through the actor's `Reading`.

A record counts only where the actor sees both the row and the field in it; so no figure tells of anything hidden.
"""

from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...expressions import Type
from ..errors import BadQuery
from ..querying.compiler import Reading
from ..querying.filters import named
from ..querying.question import MAX_GROUPS, Query
from ..reading import open_reading

# What a field must be able to answer, so that each group can be opened as a filter.
_NEEDED = frozenset({"equal", "empty", "one_of"})


def group_counts(
    context: Context, app: str, form: str, field: str, summed: str | None = None, query: Query | None = None
) -> dict[str, Any]:
    """Count the records that `query` finds by `field`, the largest of at most 100 groups first.

    Returns {"items": [{"value", "count", "sum"}], "rest", "total"} in JSON: `value` is null for records where the
    field is empty, `sum` that of the number or amount `summed`, `rest` counts those in smaller groups, `total` all.
    Raises NotFound, UnknownField, BadQuery.
    """
    with open_reading(context, app, form) as reading:
        by = named(reading.plan, reading.readable, field, "/field", reading.derived)
        if not can_group(by.filters):
            reason = {"zh-CN": f"「{field}」不能用来分组", "en": f"records cannot be grouped by {field}"}
            raise BadQuery(pointer="/field", reason=reason)
        count = sa.func.count()
        total_of = sa.null() if summed is None else sum_of(reading, summed)
        statement = reading.matching(sa.select(by.column, count, sa.func.sum(count).over(), total_of), query or Query())
        if not by.system and (scope := reading.visible(by.key)) is not None:
            statement = statement.where(scope)
        order = (count.desc(), by.column.is_(None), by.column)
        rows = reading.rows(statement.group_by(by.column).order_by(*order).limit(MAX_GROUPS))
        figure = named(reading.plan, reading.readable, summed, "/sum", reading.derived) if summed else None
    items = [
        {
            "value": None if value is None else by.type.dump(value, by.settings),
            "count": number,
            "sum": None if figure is None or sum_ is None else figure.type.dump(sum_, figure.settings),
        }
        for value, number, _, sum_ in rows
    ]
    total = int(rows[0][2]) if rows else 0
    return {"items": items, "rest": total - sum(number for _, number, _, _ in rows), "total": total}


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
