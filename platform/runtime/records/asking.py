"""What expressions ask of other forms, answered from the database: the one way an expression reaches beyond its record.

It reads through `Reading`, so a row counts only where its reader sees the row and every field of it that the question
reads: no sum, count or look-up tells of anything else. Stored values ask as the app, live ones as who reads them.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa

from ..context import Actor, Context
from ..definitions import Plans
from ..errors import NotFound
from ..expressions import Question, Type, references, sql_expression
from ..expressions.operators import operators
from ..expressions.sql_terms import Builder, Term, column_term, sql_type
from ..expressions.types import NUMBERS
from ..expressions.values import find
from ..forms import form_plan
from ..storage import Transaction
from .query import Reading

Outer = Callable[[tuple[str, ...]], Any]

# The answers where there is nothing to be seen.
_NOTHING: dict[str, Any] = {"countifs": 0, "sumifs": 0, "exists": False}


class Asking:
    """Answers questions from inside `app` under the rights of the context's actor.

    Called as data["forms"] with a question and the data; `element` makes the SQL that stands inside another statement.
    """

    def __init__(
        self,
        context: Context,
        plans: Plans,
        app: str,
        source: Transaction | sa.Connection | None = None,
        *,
        for_app: bool = False,
    ) -> None:
        """`source`: where to read; None for a connection of its own."""
        self._context = context
        self._for_app = for_app
        self._plans = plans
        self._app = app
        self._source = source

    @classmethod
    def as_app(
        cls, context: Context, plans: Plans, app: str, source: Transaction | sa.Connection | None = None
    ) -> "Asking":
        """With the app's own rights: for what is stored, whoever writes."""
        return cls(context, plans, app, source, for_app=True)

    def __call__(self, question: Question, data: Mapping[str, Any]) -> Any:
        """The answer for a record in memory."""
        with self._open() as connection:
            element = self._answer(question, lambda path: find(data, path), connection)
            if element is None:
                return _NOTHING.get(question.operator.key)
            value = connection.execute(sa.select(element)).scalar()
        return int(value) if question.type is Type.INTEGER and value is not None else value

    def element(self, question: Question, outer: Outer, connection: sa.Connection) -> sa.ColumnElement[Any]:
        """The answer as SQL. `outer` gives for each path of the asking row a column or a plain value."""
        found = self._answer(question, outer, connection)
        if found is not None:
            return found
        nothing = _NOTHING.get(question.operator.key)
        if isinstance(nothing, bool):
            return sa.literal(nothing)
        return sa.literal(nothing, sql_type(question.type)) if nothing is not None else sa.null()

    def _reader(self) -> Context:
        """Who reads. Only made when something is asked: every write has an Asking, few ask."""
        if not self._for_app:
            return self._context
        return self._context.acting_as(Actor(kind="app", app=self._app, name=self._app))

    @contextmanager
    def _open(self) -> Iterator[sa.Connection]:
        if self._source is None:
            with self._context.workspace.database.read() as own:
                yield own
        else:
            # Only now: a unit that gathers statements sends them when its connection is asked for.
            yield self._source.connection if isinstance(self._source, Transaction) else self._source

    def _answer(self, question: Question, outer: Outer, connection: sa.Connection) -> sa.ColumnElement[Any] | None:
        """None when the actor sees nothing that could answer."""
        plan = form_plan(self._plans, self._app, question.form)
        reading = None
        with suppress(NotFound):
            reading = Reading(self._reader(), connection, self._plans, plan)
        reads = {path[1] for path in _rows_read(question)} | ({question.field} if question.field else set())
        rows = reading.rows_showing(reads) if reading is not None else None
        if rows is None:
            return None

        def resolve(path: tuple[str, ...]) -> Any:
            if path[0] == "row":
                return rows.c.get(path[1]) if len(path) == 2 else None
            return outer(("record", *path[1:]) if path[0] == "this" else path)

        where = sql_expression(question.tree, resolve, connection.dialect.name)
        builder = Builder(connection.dialect.name, self._context.workspace.zone)
        return _selected(question, rows, where, builder)


def _rows_read(question: Question) -> list[tuple[str, ...]]:
    return [path for path in references(question.tree) if len(path) > 1 and path[0] == "row"]


def _selected(
    question: Question, rows: sa.Subquery, where: sa.ColumnElement[bool], build: Builder
) -> sa.ColumnElement[Any]:
    key = question.operator.key
    if key == "exists":
        return sa.exists(sa.select(sa.literal(1)).select_from(rows).where(where))
    if question.field is None:
        count = build.number(Term(Type.INTEGER, element=sa.func.count(), scale=0))
        return sa.type_coerce(_single(count, rows, where), sql_type(Type.INTEGER))
    term = column_term(rows.c[question.field], "sqlite" if build.sqlite else "postgresql")
    if key == "lookup":
        value = build.value(term)
        first = sa.select(value).select_from(rows).where(where).order_by(rows.c.id).limit(1)
        return sa.type_coerce(first.scalar_subquery(), sql_type(question.type))
    return sa.type_coerce(_single(_aggregate(key, term, build), rows, where), sql_type(question.type))


def _single(value: sa.ColumnElement[Any], rows: sa.Subquery, where: sa.ColumnElement[bool]) -> sa.ColumnElement[Any]:
    return sa.select(value).select_from(rows).where(where).scalar_subquery()


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
