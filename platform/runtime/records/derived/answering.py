"""The SQL of an answer: a sum, count, look-up over the rows of another form that may be counted, whoever chose them.

It stands inside another statement or alone; `outer` gives for each path of the asking row a column or a plain value.
"""

import itertools
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from ...expressions import Question, Type, references, sql_expression
from ...expressions.operators import operators
from ...expressions.sql_terms import Builder, Term, column_term, sql_type
from ...expressions.types import NUMBERS
from ...forms import FormPlan

Outer = Callable[[tuple[str, ...]], Any]
# The SQL of a field behind references of a row: its column, and the path from it on.
Behind = Callable[[sa.ColumnElement[Any], tuple[str, ...]], sa.ColumnElement[Any]]

# The answers where there is nothing to be seen.
NOTHING: dict[str, Any] = {"countifs": 0, "sumifs": 0, "exists": False}


def reads_of(question: Question) -> set[str]:
    """The columns of the other form that a question reads."""
    rows = {path[1] for path in references(question.tree) if len(path) > 1 and path[0] == "row"}
    return rows | ({question.field} if question.field else set())


def answered(
    question: Question,
    rows: sa.Subquery,
    outer: Outer,
    dialect: str,
    zone: str,
    asked: Callable[[Question], Any],
    behind: Behind,
) -> sa.ColumnElement[Any]:
    """The answer over `rows`, those of the other form that count. `asked` answers what its condition asks before,
    `behind` gives what references of a row lead to."""
    known = knowing(question, outer, asked)
    return answer_over(question, rows, fitting(question.tree, rows, known, dialect, behind), Builder(dialect, zone))


def knowing(question: Question, outer: Outer, asked: Callable[[Question], Any]) -> Outer:
    """What the condition of a question knows of what lies around it; what it asks before is answered by `asked`."""
    given = dict(question.given)

    def known(path: tuple[str, ...]) -> Any:
        before = given.get(("this", *path[1:]) if path[0] == "record" else path)
        return outer(path) if before is None else asked(before)

    return known


def fitting(
    tree: Any, rows: sa.Subquery, outer: Outer, dialect: str, behind: Behind | None = None
) -> sa.ColumnElement[bool]:
    """Which of `rows` a condition holds for."""

    def resolve(path: tuple[str, ...]) -> Any:
        if path[0] == "row":
            column = rows.c.get(path[1]) if len(path) > 1 else None
            return behind(column, path[1:]) if behind and column is not None and len(path) > 2 else column
        return outer(("record", *path[1:]) if path[0] == "this" else path)

    return sql_expression(tree, resolve, dialect)


def behind_rows(
    form: FormPlan,
    rows_of: Callable[[FormPlan, str], sa.Subquery | None],
    pointed: Callable[[tuple[str, str]], FormPlan],
) -> Behind:
    """`rows_of`: the rows of a form that show a field to who asks; None where none do."""

    def behind(column: sa.ColumnElement[Any], path: tuple[str, ...]) -> sa.ColumnElement[Any]:
        at, value = form, column
        for step, further in itertools.pairwise(path):
            at = pointed(at.fields[step].settings["target"])
            rows = rows_of(at, further)
            if rows is None:
                return sa.type_coerce(sa.null(), at.table.c[path[-1]].type if further == path[-1] else sa.Text())
            value = sa.select(rows.c[further]).where(rows.c.id == value).correlate_except(rows).scalar_subquery()
        return value

    return behind


def nothing_found(question: Question) -> sa.ColumnElement[Any]:
    """The answer where there is nothing to be seen."""
    nothing = NOTHING.get(question.operator.key)
    if isinstance(nothing, bool):
        return sa.literal(nothing)
    return sa.literal(nothing, sql_type(question.type)) if nothing is not None else sa.null()


def answer_over(
    question: Question, rows: sa.Subquery, where: sa.ColumnElement[bool], build: Builder
) -> sa.ColumnElement[Any]:
    """The answer over those of `rows` for which `where` holds."""
    key = question.operator.key
    if key == "exists":
        return sa.exists(_over(sa.literal(1), rows, where))
    if question.field is None:
        count = build.number(Term(Type.INTEGER, element=sa.func.count(), scale=0))
        return sa.type_coerce(_single(count, rows, where), sql_type(Type.INTEGER))
    term = column_term(rows.c[question.field], "sqlite" if build.sqlite else "postgresql")
    if key == "lookup":
        value = build.value(term)
        first = _over(value, rows, where).order_by(rows.c.id).limit(1)
        return sa.type_coerce(first.scalar_subquery(), sql_type(question.type))
    return sa.type_coerce(_single(_aggregate(key, term, build), rows, where), sql_type(question.type))


def _single(value: sa.ColumnElement[Any], rows: sa.Subquery, where: sa.ColumnElement[bool]) -> sa.ColumnElement[Any]:
    return _over(value, rows, where).scalar_subquery()


def _over(value: sa.ColumnElement[Any], rows: sa.Subquery, where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    # Left to itself SQLAlchemy finds the asking row only one level up, and a question may stand inside another.
    return sa.select(value).select_from(rows).where(where).correlate_except(rows)


def _aggregate(key: str, term: Term, build: Builder) -> sa.ColumnElement[Any]:
    """Sums of scaled integers on SQLite are exact, and become numbers only when they are complete."""
    assert term.element is not None
    if key in ("minifs", "maxifs"):
        pick = sa.func.min if key == "minifs" else sa.func.max
        if term.type not in NUMBERS:
            return pick(build.sortable(term))
        return build.number(Term(term.type, element=pick(_raw(term)), scale=term.scale))
    total = build.number(Term(term.type, element=sa.func.coalesce(sa.func.sum(_raw(term)), 0), scale=term.scale))
    if key == "sumifs":
        return total
    return _mean(total, sa.func.count(term.element), build)


def _raw(term: Term) -> sa.ColumnElement[Any]:
    assert term.element is not None
    return sa.type_coerce(term.element, sa.BigInteger) if term.scale is not None else term.element


def _mean(total: sa.ColumnElement[Any], count: sa.ColumnElement[Any], build: Builder) -> sa.ColumnElement[Any]:
    """Divided as `/` divides; empty when there is nothing to be counted."""
    if build.sqlite:
        return build.call("/", ["decimal", "integer"], total, sa.func.nullif(count, 0))
    divide = operators.get("/").sql
    assert divide is not None
    return divide(build, [Term(Type.DECIMAL, element=total), Term(Type.INTEGER, element=count)])
