"""Questions to other forms kept with the plans: put together once per publishing, asked with each record's values.

Most conditions compare columns of the other form with a value of the record at hand, {订单.客户} = {客户} or
{订单.日期} >= {日期}, beside what is the same for every record. Only these are kept, and only for an app that reads all
rows: the SQL of others depends on values. So does what compares with nothing, or with more decimals than a column has,
and what asks for the time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from ...expressions import Question, Type, references, sql_expression
from ...expressions.operators import reads
from ...expressions.sql_terms import Builder, column_type
from ...expressions.values import round_number
from ...storage.types import ExactDecimal
from ..querying.compiler import Reading
from .answering import answer_over, reads_of

Path = tuple[str, ...]
Test = Callable[[sa.ColumnElement[Any], sa.ColumnElement[Any]], sa.ColumnElement[bool]]

_LARGEST_DECIMAL = 10**18
_LARGEST_INTEGER, _LARGEST_SMALL = 2**63 - 1, 2**31 - 1
# What a column of each type is compared with.
_PYTHON: dict[Type, frozenset[type]] = {
    Type.TEXT: frozenset({str}),
    Type.INTEGER: frozenset({int}),
    Type.DECIMAL: frozenset({int, Decimal}),
    Type.DATE: frozenset({date}),
    Type.DATETIME: frozenset({datetime}),
}


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A statement, and for each of its parameters the path of its value and the type of the column it faces."""

    statement: sa.Select[Any]
    paths: tuple[tuple[Path, TypeEngine[Any]], ...]

    def values(self, value_of: Callable[[Path], Any]) -> dict[str, Any] | None:
        """The parameters; None where one is such that the statement was not made for it."""
        found = {}
        for place, (path, type_) in enumerate(self.paths):
            value = value_of(path)
            if not _fits(value, type_):
                return None
            found[_name(place)] = value
        return found

    def run(self, connection: sa.Connection, values: Mapping[str, Any]) -> Any:
        """The answer."""
        return connection.execute(self.statement, values).scalar()


def identity_of(question: Question) -> tuple[Any, ...]:
    """What makes two questions the same."""
    return question.operator.key, question.form, question.field, orjson.dumps(question.tree, default=str)


def keep(question: Question, reading: Reading, parameters: Mapping[str, Any], dialect: str, zone: str) -> Kept | None:
    """None for a question that cannot be kept. `parameters`: those of the app that asks."""
    names = reads_of(question)
    if not reading.reads_alike(names):
        return None
    rows = reading.rows_showing(names)
    if rows is None:
        return None
    conditions: list[sa.ColumnElement[bool]] = []
    paths: list[tuple[Path, TypeEngine[Any]]] = []
    for part in parts(question.tree):
        compared = _compared(part, rows)
        if compared is not None:
            column, path, test = compared
            conditions.append(test(column, sa.bindparam(_name(len(paths)), type_=column.type)))
            paths.append((path, column.type))
        elif not reads(part, "now") and all(
            path[0] in ("row", "param") and len(path) == 2 for path in references(part)
        ):
            conditions.append(_same_for_all(part, rows, parameters, dialect, zone))
        else:
            return None
    answer = answer_over(question, rows, sa.and_(sa.true(), *conditions), Builder(dialect, zone))
    return Kept(sa.select(answer), tuple(paths))


def _name(place: int) -> str:
    return f"value_{place}"


def parts(tree: Any) -> Iterator[Any]:
    """The conditions that all must hold."""
    if isinstance(tree, Mapping) and isinstance(tree.get("and"), (list, tuple)):
        for part in tree["and"]:
            yield from parts(part)
    else:
        yield tree


def _compared(tree: Any, rows: sa.Subquery) -> tuple[sa.ColumnElement[Any], Path, Test] | None:
    """A column of the other form, the path of the value that it is compared with, and how."""
    key = next(iter(tree)) if isinstance(tree, Mapping) else None
    sides = tree[key] if key in _TESTS else None
    if not isinstance(sides, (list, tuple)) or len(sides) != 2:
        return None
    paths = [path_of(side) for side in sides]
    if paths[0] is None or paths[1] is None:
        return None
    turned = paths[0][0] != "row"
    row, own = (paths[1], paths[0]) if turned else (paths[0], paths[1])
    if row[0] != "row" or own[0] != "this" or len(row) != 2:
        return None
    column = rows.c.get(row[1])
    if column is None or (kind := column_type(column.type)) not in _PYTHON:
        return None
    name = _TURNED.get(str(key), str(key)) if turned else str(key)
    # Texts in order go by code point, which not every column does by itself.
    return None if kind is Type.TEXT and name not in ("==", "!=") else (column, own, _TESTS[name])


def _fits(value: Any, type_: TypeEngine[Any]) -> bool:
    """Whether a value is one that the column could hold."""
    if type(value) not in _PYTHON[column_type(type_)]:
        return False
    if isinstance(type_, ExactDecimal):
        return abs(value) < _LARGEST_DECIMAL and bool(value == round_number(value, type_.scale))
    return not isinstance(value, int) or abs(value) <= (
        _LARGEST_INTEGER if isinstance(type_, sa.BigInteger) else _LARGEST_SMALL
    )


def _differs(column: sa.ColumnElement[Any], value: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """What is empty differs from every value."""
    return sa.or_(column != value, column.is_(None))


_TESTS: dict[Any, Test] = {
    "==": lambda column, value: column == value,
    "!=": _differs,
    "<": lambda column, value: column < value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    ">=": lambda column, value: column >= value,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def path_of(tree: Any) -> Path | None:
    """The path of a plain name; None for anything else."""
    name = tree.get("var") if isinstance(tree, Mapping) else None
    name = name[0] if isinstance(name, Sequence) and not isinstance(name, str) and len(name) == 1 else name
    return tuple(name.split(".")) if isinstance(name, str) and name else None


def _same_for_all(
    tree: Any, rows: sa.Subquery, parameters: Mapping[str, Any], dialect: str, zone: str
) -> sa.ColumnElement[bool]:
    def resolve(path: Path) -> Any:
        if len(path) != 2:
            return zone if path == ("zone",) else None
        return rows.c.get(path[1]) if path[0] == "row" else parameters.get(path[1]) if path[0] == "param" else None

    return sql_expression(tree, resolve, dialect)
