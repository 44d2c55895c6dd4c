"""The one table of filter operators: what each takes and what it says in SQL, the same on both databases.

An empty value is "not equal" to every value and "does not contain" every text, as people expect; every other
comparison leaves empty values out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from ..changes.tables import change_entry
from ..storage.json_sql import becomes, holds
from ..storage.types import TextList

Column = sa.ColumnElement[Any]
Condition = sa.ColumnElement[bool]
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Operator:
    """One row: `takes` says how many values the filter carries, `sql` builds the condition on stored values."""

    key: str
    takes: Literal["one", "two", "many", "text", "nothing"]
    sql: Callable[[Column, Any], Condition]


def contains(column: Column, text: str) -> Condition:
    """Whether a text column holds `text` anywhere; A–Z and a–z are the same, wildcards mean themselves."""
    return _like(column, "%", text, "%")


def _starts_with(column: Column, text: str) -> Condition:
    return _like(column, "", text, "%")


def _like(column: Column, before: str, text: str, after: str) -> Condition:
    escaped = text.translate(_ASCII_LOWER).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return sa.func.lower(column).like(before + escaped + after, escape="\\")


def _not_contains(column: Column, text: str) -> Condition:
    return sa.or_(column.is_(None), sa.not_(contains(column, text)))


def _first(column: Column) -> Column:
    """The first day of a range of days, stored as "2026-01-05/2026-01-09"."""
    return sa.func.substr(column, 1, 10)


def _last(column: Column) -> Column:
    return sa.func.substr(column, 12)


def _any_of(column: Column, values: list[Any]) -> Condition:
    """Of a list: whether it holds one of the values; of a single value: whether it is one."""
    if isinstance(column.type, TextList):
        return sa.or_(sa.false(), *(holds(column, value) for value in values))
    return column.in_(values)


def _all_of(column: Column, values: list[Any]) -> Condition:
    return sa.and_(sa.true(), *(holds(column, value) for value in values))


def _none_of(column: Column, values: list[Any]) -> Condition:
    return sa.or_(column.is_(None), sa.not_(_any_of(column, values)))


def _reached(column: Column, stage: Any) -> Condition:
    """Of a stage: whether the row is there, or the change record says that it ever was."""
    table = column.table
    once = sa.exists().where(
        change_entry.c.object_kind == "record",
        change_entry.c.object_id == table.c.id,
        becomes(change_entry.c.patch, str(column.key), stage),
    )
    return sa.or_(sa.and_(column.is_not(None), column == stage), once.correlate(table))


_ROWS = (
    Operator("equal", "one", lambda column, value: column == value),
    # Said twice over, because IS DISTINCT FROM keeps PostgreSQL from using an index and this does not.
    Operator("not_equal", "one", lambda column, value: sa.or_(column.is_(None), column != value)),
    Operator("one_of", "many", _any_of),
    Operator("none_of", "many", _none_of),
    Operator("any_of", "many", _any_of),
    Operator("all_of", "many", _all_of),
    Operator("under", "many", _any_of),
    Operator("less", "one", lambda column, value: column < value),
    Operator("at_most", "one", lambda column, value: column <= value),
    Operator("greater", "one", lambda column, value: column > value),
    Operator("at_least", "one", lambda column, value: column >= value),
    Operator("between", "two", lambda column, ends: column.between(*ends)),
    Operator("contains", "text", contains),
    Operator("not_contains", "text", _not_contains),
    Operator("starts_with", "text", _starts_with),
    Operator("covers", "one", lambda column, day: sa.and_(_first(column) <= day, _last(column) >= day)),
    Operator("overlaps", "two", lambda column, ends: sa.and_(_first(column) <= ends[1], _last(column) >= ends[0])),
    Operator("within", "two", lambda column, ends: sa.and_(_first(column) >= ends[0], _last(column) <= ends[1])),
    # Of a place: south, west, north and east of a box; the type says what it means.
    Operator("in_box", "many", lambda column, _: column.is_not(None)),
    # Of a checklist: on how many items are open.
    Operator("complete", "nothing", lambda column, _: column == 0),
    Operator("incomplete", "nothing", lambda column, _: column > 0),
    Operator("reached", "one", _reached),
    Operator("not_reached", "one", lambda column, stage: sa.not_(_reached(column, stage))),
    Operator("empty", "nothing", lambda column, _: column.is_(None)),
    Operator("not_empty", "nothing", lambda column, _: column.is_not(None)),
)

operators: dict[str, Operator] = {row.key: row for row in _ROWS}

ORDERED = ("equal", "not_equal", "less", "at_most", "greater", "at_least", "between", "empty", "not_empty")
WORDS = ("equal", "not_equal", "contains", "not_contains", "starts_with", "one_of", "empty", "not_empty")
CHOSEN = ("equal", "not_equal", "one_of", "none_of", "empty", "not_empty")
STAGED = (*CHOSEN, "reached", "not_reached")
MANY = ("any_of", "all_of", "none_of", "empty", "not_empty")
