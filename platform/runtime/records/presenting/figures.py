"""Figures of columns over the records one may see, of all of them or by group: sums, means, ends, how many are filled.

Each figure is worked out over the rows in which the reader sees its field, so that no figure tells of anything hidden.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.expression import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from ...context import Context
from ...errors import LimitExceeded
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import wrong
from ...storage.types import Document, TextList
from ..errors import BadQuery
from ..querying.catalogue import Named, find
from ..querying.compiler import Reading
from ..querying.filters import named
from ..querying.question import MAX_GROUPS, Query
from ..reading import open_reading
from .labels import labels_of

AGGREGATES = ("sum", "mean", "min", "max", "filled", "empty", "distinct")
_MOST_FIGURES = 24
_NUMBERS = (Type.INTEGER, Type.DECIMAL)
_ORDERED = (*_NUMBERS, Type.DATE, Type.DATETIME)
_CENT = Decimal("0.01")
# What a field must be able to answer, so that each group can be opened as a filter.
_GROUPED_BY = frozenset({"equal", "empty", "one_of"})


@dataclass(frozen=True, slots=True)
class Figure:
    """`name`: "budget:sum"; `elements`: what SQL sums up; `told`: the JSON value of that."""

    name: str
    elements: list[sa.ColumnElement[Any]]
    told: Callable[[Sequence[Any]], Any]


def can_group(filters: tuple[str, ...]) -> bool:
    """Whether records can be grouped by a field that offers these filters."""
    return set(filters) >= _GROUPED_BY


def check_figure(form: FormPlan, key: str, aggregate: str) -> None:
    """Raises InvalidDefinition for a figure that cannot be worked out of the field."""
    if (found := find(form, key)) is None or found.system:
        raise wrong("/field", f"表单没有字段「{key}」", f"the form has no field {key}")
    if not _fits(found, aggregate):
        raise wrong("/aggregate", f"「{key}」不能这样汇总", f"{key} cannot be summed up so")


def figures(
    context: Context, app: str, form: str, names: Sequence[str], query: Query, field: str | None = None
) -> dict[str, Any]:
    """{"figures": {"budget:sum": …}, "total"}, or by the values of `field` {"items": [{"value", "label", "count",
    "figures"}], "rest", "total"}, the largest of at most 100 groups first. `value` is null where the field is empty,
    `rest` counts the records in smaller groups, `total` all. Raises NotFound, UnknownField, BadQuery, LimitExceeded."""
    if len(names) > _MOST_FIGURES:
        raise LimitExceeded(what={"zh-CN": "汇总数", "en": "figures"}, limit=_MOST_FIGURES)
    with open_reading(context, app, form) as reading:
        wanted = [figure_of(reading, name, f"/figures/{place}") for place, name in enumerate(names)]
        if field is not None:
            return _grouped(context, reading, field, wanted, query)
        return _whole(reading, wanted, query)


def _whole(reading: Reading, wanted: Sequence[Figure], query: Query) -> dict[str, Any]:
    elements = [element for figure in wanted for element in figure.elements]
    (row,) = reading.rows(reading.matching(sa.select(sa.func.count(), *elements), query))
    return {"figures": _told(wanted, row[1:]), "total": row[0]}


def _grouped(
    context: Context,
    reading: Reading,
    field: str,
    wanted: Sequence[Figure],
    query: Query,
) -> dict[str, Any]:
    by = named(reading.plan, reading.readable, field, "/field", reading.derived)
    if not can_group(by.filters):
        raise BadQuery(
            pointer="/field",
            reason={"zh-CN": f"「{field}」不能用来分组", "en": f"records cannot be grouped by {field}"},
        )
    count = sa.func.count()
    elements = [element for figure in wanted for element in figure.elements]
    # The counts of all groups are added up by a window, so that those that are not shown are known, too.
    statement = reading.matching(sa.select(by.column, count, sa.func.sum(count).over(), *elements), query)
    if not by.system and (scope := reading.visible(by.key)) is not None:
        statement = statement.where(scope)
    # Counts of all rows are read from an index. With anything else SQLite would walk it and fetch each row by itself.
    bare = not (elements or query.filter or query.search) and reading.reads_everything
    key = by.column if bare or reading.connection.dialect.name != "sqlite" else _unindexed(by.column)
    order = (count.desc(), by.column.is_(None), by.column)
    rows = reading.rows(statement.group_by(key).order_by(*order).limit(MAX_GROUPS))
    labels = labels_of(context, reading.connection, by, [row[0] for row in rows])
    items = [
        {
            "value": None if row[0] is None else by.type.dump(row[0], by.settings),
            "label": labels[row[0]],
            "count": row[1],
            "figures": _told(wanted, row[3:]),
        }
        for row in rows
    ]
    total = int(rows[0][2]) if rows else 0
    return {"items": items, "rest": total - sum(row[1] for row in rows), "total": total}


def _unindexed(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """As the column, in a form that no index is used for."""
    return UnaryExpression(column, operator=custom_op("+"))


def _told(wanted: Sequence[Figure], values: Sequence[Any]) -> dict[str, Any]:
    found, at = {}, 0
    for figure in wanted:
        found[figure.name] = figure.told(values[at : at + len(figure.elements)])
        at += len(figure.elements)
    return found


def figure_of(reading: Reading, name: str, pointer: str) -> Figure:
    """The figure of that name over the rows in which the actor sees its field. Raises UnknownField, BadQuery."""
    key, _, aggregate = name.partition(":")
    found = named(reading.plan, reading.readable, key, pointer, reading.derived)
    if found.system or not _fits(found, aggregate):
        raise BadQuery(
            pointer=pointer, reason={"zh-CN": f"「{key}」不能这样汇总", "en": f"{key} cannot be summed up so"}
        )
    scope = reading.visible(found.key)
    seen = found.column if scope is None else sa.type_coerce(sa.case((scope, found.column)), found.column.type)
    kind = found.type.expression_type(found.settings)

    def dumped(value: Any) -> Any:
        return None if value is None else found.type.dump(value, found.settings)

    if aggregate == "sum":
        # SUM of integers is numeric on PostgreSQL.
        total = sa.cast(sa.func.sum(seen), sa.BigInteger) if kind is Type.INTEGER else sa.func.sum(seen)
        return Figure(name, [total], lambda row: dumped(row[0]))
    if aggregate == "mean":
        return Figure(name, [sa.func.sum(seen), sa.func.count(seen)], lambda row: _mean(*row))
    if aggregate in ("min", "max"):
        end = sa.func.min(seen) if aggregate == "min" else sa.func.max(seen)
        return Figure(name, [end], lambda row: dumped(row[0]))
    if aggregate == "distinct":
        return Figure(name, [sa.func.count(seen.distinct())], lambda row: row[0])
    if aggregate == "filled":
        return Figure(name, [sa.func.count(seen)], lambda row: row[0])
    blank = found.column.is_(None) if scope is None else sa.and_(scope, found.column.is_(None))
    return Figure(name, [sa.func.count(sa.case((blank, 1)))], lambda row: row[0])


def _mean(total: Any, count: int) -> str | None:
    """To two decimals; None of no values."""
    return str((Decimal(total) / count).quantize(_CENT, ROUND_HALF_UP)) if count else None


def _fits(found: Named, aggregate: str) -> bool:
    kind = found.type.expression_type(found.settings)
    if aggregate in ("sum", "mean"):
        return kind in _NUMBERS
    if aggregate in ("min", "max"):
        return kind in _ORDERED
    if aggregate == "distinct":
        return not isinstance(found.column.type, (TextList, Document))
    return aggregate in ("filled", "empty")
