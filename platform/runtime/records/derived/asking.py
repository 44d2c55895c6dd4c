"""What expressions ask of other forms, answered from the database: the one way an expression reaches beyond its record.

It reads through `Reading`, so a row counts only where its reader sees the row and every field of it that the question
reads: no sum, count or look-up tells of anything else. Stored values ask as the app, live ones as who reads them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa

from ...context import Actor, Context
from ...definitions import Plans
from ...errors import NotFound
from ...expressions import Question, Type
from ...expressions.values import find
from ...fields.items import MOST_ITEMS, Item, TooManyItems
from ...forms import form_plan
from ...forms.checklists import Listing
from ...forms.environment import parameter_values
from ...people import organisation_of, person_values
from ...storage import Transaction
from ..querying.compiler import Reading
from .answering import NOTHING, Behind, Outer, answered, behind_rows, fitting, knowing, nothing_found, reads_of
from .keeping import Kept, identity_of, keep


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
            kept = self._kept(question, connection) if self._for_app else None
            if kept is not None and (values := kept.values(lambda path: self._given(question, path, data))) is not None:
                value = kept.run(connection, values)
                return int(value) if question.type is Type.INTEGER and value is not None else value
            element = self._answer(question, lambda path: find(data, path), connection, lambda asked: self(asked, data))
            if element is None:
                return NOTHING.get(question.operator.key)
            value = connection.execute(sa.select(element)).scalar()
        return int(value) if question.type is Type.INTEGER and value is not None else value

    def element(self, question: Question, outer: Outer, connection: sa.Connection) -> sa.ColumnElement[Any]:
        """The answer as SQL. `outer` gives for each path of the asking row a column or a plain value."""
        found = self._answer(question, outer, connection, lambda asked: self.element(asked, outer, connection))
        return nothing_found(question) if found is None else found

    def found(
        self, question: Question, data: Mapping[str, Any], order: Sequence[str], limit: int, *, after: str = ""
    ) -> list[str]:
        """The ids of the rows that the condition of a question finds for a record in memory, `limit` of them at most.
        `order`: columns of theirs, "-" before one that falls; then the oldest first. `after`: only rows with ids behind
        it, for who goes through all of them."""
        names = [name.removeprefix("-") for name in order]
        with self._open() as connection:
            rows = self._rows(connection, question.form, reads_of(question) | set(names))
            if rows is None:
                return []
            known = knowing(question, lambda path: find(data, path), lambda asked: self(asked, data))
            fits = fitting(question.tree, rows, known, connection.dialect.name, self._behind(connection, question))
            columns = [rows.c[name] for name in names]
            sorts = [
                column.desc().nulls_last() if name.startswith("-") else column.nulls_last()
                for name, column in zip(order, columns, strict=True)
            ]
            statement = sa.select(rows.c.id).where(fits).order_by(*sorts, rows.c.id).limit(limit)
            if after:
                statement = statement.where(rows.c.id > after)
            return list(connection.execute(statement).scalars())

    def person(self, id: str) -> Mapping[str, Any]:
        """What conditions read of a person."""
        with self._open() as connection:
            organisation = organisation_of(self._context.workspace, connection)
        return person_values(organisation, id, self._context.now(), self._app)

    def items(self, listing: Listing, data: Mapping[str, Any]) -> list[Item]:
        """The items of a checklist for a record in memory, in their order. Raises TooManyItems."""
        with self._open() as connection:
            rows = self._rows(connection, listing.form, listing.names)
            if rows is None:
                return []
            statement = sa.select(rows.c.id, *(rows.c[name] for name in listing.item_names))
            if listing.where is not None:
                fits = fitting(listing.where, rows, lambda path: find(data, path), connection.dialect.name)
                statement = statement.where(fits)
            if listing.order is not None:
                statement = statement.order_by(rows.c[listing.order].nulls_last())
            found = connection.execute(statement.order_by(rows.c.id).limit(MOST_ITEMS + 1)).all()
        if len(found) > MOST_ITEMS:
            raise TooManyItems(limit=MOST_ITEMS)
        parameters = data.get("param") or {}
        return [
            listing.item(id, dict(zip(listing.item_names, values, strict=True)), parameters) for id, *values in found
        ]

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

    def _rows(self, connection: sa.Connection, form: str, names: Iterable[str]) -> sa.Subquery | None:
        """The rows of a form with the named fields; None when the actor sees nothing of that."""
        plan = form_plan(self._plans, self._app, form)
        with suppress(NotFound):
            return Reading(self._reader(), connection, self._plans, plan).rows_showing(names)
        return None

    def _given(self, question: Question, path: tuple[str, ...], data: Mapping[str, Any]) -> Any:
        """The value of a path "this.…" of the condition."""
        asked = dict(question.given).get(path)
        return self(asked, data) if asked is not None else find(data, ("record", *path[1:]))

    def _kept(self, question: Question, connection: sa.Connection) -> Kept | None:
        """The question as it is kept with the plans; None for one that has to be put together for each record."""
        dialect = connection.dialect.name

        def build() -> Kept | None:
            plan = form_plan(self._plans, self._app, question.form)
            with suppress(NotFound):
                reading = Reading(self._reader(), connection, self._plans, plan)
                parameters = parameter_values(self._plans, self._app)
                return keep(question, reading, parameters, dialect, self._context.workspace.zone)
            return None

        return self._plans.once(("kept question", self._app, dialect, identity_of(question)), build)

    def _answer(
        self, question: Question, outer: Outer, connection: sa.Connection, asked: Callable[[Question], Any]
    ) -> sa.ColumnElement[Any] | None:
        """None when the actor sees nothing that could answer."""
        rows = self._rows(connection, question.form, reads_of(question))
        if rows is None:
            return None
        behind = self._behind(connection, question)
        return answered(question, rows, outer, connection.dialect.name, self._context.workspace.zone, asked, behind)

    def _behind(self, connection: sa.Connection, question: Question) -> Behind:
        return behind_rows(
            form_plan(self._plans, self._app, question.form),
            lambda plan, name: self._rows(connection, plan.name, {name}),
            lambda target: form_plan(self._plans, *target),
        )
