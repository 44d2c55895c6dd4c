"""What expressions ask of other forms, answered from the database: the one way an expression reaches beyond its record.

It reads through `Reading`, so a row counts only where its reader sees the row and every field of it that the question
reads: no sum, count or look-up tells of anything else. Stored values ask as the app, live ones as who reads them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa

from ..context import Actor, Context
from ..definitions import Plans
from ..errors import NotFound
from ..expressions import Question, Type
from ..expressions.values import find
from ..forms import form_plan
from ..storage import Transaction
from .answering import NOTHING, Outer, answered, nothing_found, reads_of
from .query import Reading


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
                return NOTHING.get(question.operator.key)
            value = connection.execute(sa.select(element)).scalar()
        return int(value) if question.type is Type.INTEGER and value is not None else value

    def element(self, question: Question, outer: Outer, connection: sa.Connection) -> sa.ColumnElement[Any]:
        """The answer as SQL. `outer` gives for each path of the asking row a column or a plain value."""
        found = self._answer(question, outer, connection)
        return nothing_found(question) if found is None else found

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
        rows = reading.rows_showing(reads_of(question)) if reading is not None else None
        if rows is None:
            return None
        return answered(question, rows, outer, connection.dialect.name, self._context.workspace.zone)
