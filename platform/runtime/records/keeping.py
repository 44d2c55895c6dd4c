"""Questions to other forms kept with the plans: put together once per publishing, asked with each record's values.

Most conditions compare columns of the other form with a value of the record at hand, {订单.客户} = {客户}, beside what
is the same for every record. Only these are kept, and only for an app that reads all rows: the SQL of others depends
on values.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

from ..expressions import Question, Type, references, sql_expression
from ..expressions.sql_terms import Builder, column_type
from .answering import answer_over, reads_of
from .query import Reading

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A statement, and for each of its parameters the path of its value."""

    statement: sa.Select[Any]
    paths: tuple[Path, ...]

    def values(self, value_of: Callable[[Path], Any]) -> dict[str, str] | None:
        """The parameters; None where one is empty or no text, for which the statement was not made."""
        found = {_name(place): value_of(path) for place, path in enumerate(self.paths)}
        return found if all(type(value) is str for value in found.values()) else None

    def run(self, connection: sa.Connection, values: Mapping[str, str]) -> Any:
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
    paths: list[Path] = []
    for part in parts(question.tree):
        compared = _compared(part, rows)
        if compared is not None:
            column, path, equal = compared
            value = sa.bindparam(_name(len(paths)), type_=column.type)
            conditions.append(column == value if equal else column != value)
            paths.append(path)
        elif all(path[0] in ("row", "param") for path in references(part)):
            conditions.append(_same_for_all(part, rows, parameters, dialect))
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


def _compared(tree: Any, rows: sa.Subquery) -> tuple[sa.ColumnElement[Any], Path, bool] | None:
    """A text column of the other form, the path of the value that it must equal, and True; False where it must differ,
    which only an id, never empty, is compared so."""
    key = next(iter(tree)) if isinstance(tree, Mapping) else None
    sides = tree[key] if key in ("==", "!=") else None
    if not isinstance(sides, (list, tuple)) or len(sides) != 2:
        return None
    paths = [path_of(side) for side in sides]
    if paths[0] is None or paths[1] is None:
        return None
    row, own = (paths[0], paths[1]) if paths[0][0] == "row" else (paths[1], paths[0])
    if row[0] != "row" or own[0] != "this" or len(row) != 2:
        return None
    column = rows.c.get(row[1])
    if column is None or column_type(column.type) is not Type.TEXT or (key == "!=" and row[1] != "id"):
        return None
    return column, own, key == "=="


def path_of(tree: Any) -> Path | None:
    """The path of a plain name; None for anything else."""
    name = tree.get("var") if isinstance(tree, Mapping) else None
    name = name[0] if isinstance(name, Sequence) and not isinstance(name, str) and len(name) == 1 else name
    return tuple(name.split(".")) if isinstance(name, str) and name else None


def _same_for_all(tree: Any, rows: sa.Subquery, parameters: Mapping[str, Any], dialect: str) -> sa.ColumnElement[bool]:
    def resolve(path: Path) -> Any:
        if len(path) != 2:
            return None
        return rows.c.get(path[1]) if path[0] == "row" else parameters.get(path[1]) if path[0] == "param" else None

    return sql_expression(tree, resolve, dialect)
