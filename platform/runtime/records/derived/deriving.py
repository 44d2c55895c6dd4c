"""The SQL of lookups, rollups and formulas that are worked out when read, correlated to the row that shows them: it is
selected, filtered and sorted by.

What it reads of the other form it reads through a `Reading`: the app's own, or for a lookup that says so the reader's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol

import sqlalchemy as sa

from ...context import Actor, Context
from ...definitions import Plans
from ...expressions import Question, references, sql_expression
from ...fields.fitting import Fit
from ...forms import FieldPlan, FormPlan, form_plan
from ...people import actor_values
from ...storage.types import ExactDecimal
from ..surroundings import surrounding
from .answering import answered, behind_rows, nothing_found, reads_of
from .fitting import fitted
from .rollups import is_built, pending, scale_of

_MEAN_SCALE = 6


class Shown(Protocol):
    """What is needed of a reading of the other form."""

    def rows_showing(self, names: Iterable[str]) -> sa.Subquery | None: ...


Read = Callable[[Context, FormPlan], Shown | None]


class Elements(Mapping[str, sa.ColumnElement[Any]]):
    """Field key → its SQL, made when it is first asked for: a page that shows three of ten pays for three."""

    def __init__(self, deriving: "Deriving", fields: Iterable[FieldPlan]) -> None:
        self._deriving = deriving
        self._fields = {field.key: field for field in fields}
        self._made: dict[str, sa.ColumnElement[Any]] = {}

    def __getitem__(self, key: str) -> sa.ColumnElement[Any]:
        if key not in self._made:
            self._made[key] = self._deriving.element(self._fields[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        # Mapping's own would make it.
        return key in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


class Deriving:
    """Makes the elements of one form's fields for one reading."""

    def __init__(self, context: Context, connection: sa.Connection, plans: Plans, plan: FormPlan, read: Read) -> None:
        self._reader = context
        self._app = context.acting_as(Actor(kind="app", app=plan.app, name=plan.app))
        self._connection = connection
        self._dialect = connection.dialect.name
        self._plans = plans
        self._plan = plan
        self._read = read

    def element(self, field: FieldPlan) -> sa.ColumnElement[Any]:
        """The value of the field as SQL; NULL where its source is not to be read."""
        if field.derived == "formula":
            return self._formula(field)
        found = self._lookup(field) if field.derived == "lookup" else self._rollup(field)
        return sa.type_coerce(sa.null() if found is None else found, field.type.column(field.settings))

    def _formula(self, field: FieldPlan) -> sa.ColumnElement[Any]:
        """Worked out with the app's rights, as what is stored is; the field has rights of its own."""
        plan = self._plan
        plain = {"param": plan.parameters, "actor": actor_values(self._reader, self._connection)}

        def resolve(path: tuple[str, ...]) -> Any:
            if len(path) == 2 and path[0] == "record":
                other = plan.fields.get(path[1])
                return self.element(other) if other is not None and other.derived else plan.table.c.get(path[1])
            if len(path) == 2 and path[0] in plain:
                return plain[path[0]].get(path[1])
            return surrounding(self._reader, plan.calendar, path[0]) if len(path) == 1 else None

        def ask(question: Question) -> sa.ColumnElement[Any]:
            reading = self._read(self._app, form_plan(self._plans, plan.app, question.form))
            rows = reading.rows_showing(reads_of(question)) if reading is not None else None
            if rows is None:
                return nothing_found(question)
            behind = behind_rows(
                form_plan(self._plans, plan.app, question.form),
                self._rows_of_app,
                lambda target: form_plan(self._plans, *target),
            )
            return answered(question, rows, resolve, self._dialect, self._reader.workspace.zone, ask, behind)

        found = sql_expression(
            field.settings["expression"], resolve, self._dialect, ask=ask, environment=plan.environment
        )
        fit: Fit = field.settings["fit"]
        return fitted(found, fit, field.type.column(field.settings), self._dialect)

    def _rows_of_app(self, form: FormPlan, name: str) -> sa.Subquery | None:
        reading = self._read(self._app, form)
        return reading.rows_showing({name}) if reading is not None else None

    def _lookup(self, field: FieldPlan) -> sa.ColumnElement[Any] | None:
        settings, mine = field.settings, self._plan.table
        rows = self._rows(self._reader if settings["rights"] == "reader" else self._app, field, {settings["field"]})
        if rows is None:
            return None
        found = sa.select(rows.c[settings["field"]]).where(rows.c.id == mine.c[settings["through"]])
        return found.correlate(mine).scalar_subquery()

    def _rollup(self, field: FieldPlan) -> sa.ColumnElement[Any] | None:
        settings = field.settings
        if settings["kept"] and is_built(self._connection, self._plans, self._plan, field):
            return self._finished(field, *pending(self._plan, field))
        names = {settings["by"], *filter(None, [settings["field"]]), *_read_of_rows(settings["where"])}
        rows = self._rows(self._app, field, names)
        return None if rows is None else self._over(field, rows)

    def _over(self, field: FieldPlan, rows: sa.Subquery) -> sa.ColumnElement[Any]:
        """Worked out from the records themselves."""
        settings, mine = field.settings, self._plan.table
        conditions = [rows.c[settings["by"]] == mine.c.id]
        if settings["where"] is not None:
            conditions.append(self._where(settings["where"], rows))

        def over(value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
            return sa.select(value).where(*conditions).select_from(rows).correlate(mine).scalar_subquery()

        if settings["function"] == "count":
            return self._finished(field, over(sa.func.count()), sa.literal(0))
        column = rows.c[settings["field"]]
        if settings["function"] in ("min", "max"):
            return over(getattr(sa.func, settings["function"])(column))
        amount = sa.func.coalesce(sa.func.sum(self._units(column)), 0)
        return self._finished(field, over(sa.func.count(column)), over(amount))

    def _where(self, tree: Any, rows: sa.Subquery) -> sa.ColumnElement[bool]:
        def resolve(path: tuple[str, ...]) -> Any:
            if len(path) == 2 and path[0] == "row":
                return rows.c.get(path[1])
            if len(path) == 2 and path[0] == "record":
                return self._plan.table.c.get(path[1])
            if len(path) == 2 and path[0] == "param":
                return self._plan.parameters.get(path[1])
            return surrounding(self._reader, self._plan.calendar, path[0]) if len(path) == 1 else None

        return sql_expression(tree, resolve, self._dialect)

    def _rows(self, context: Context, field: FieldPlan, names: set[str]) -> sa.Subquery | None:
        reading = self._read(context, form_plan(self._plans, *field.settings["target"]))
        return reading.rows_showing(names) if reading is not None else None

    def _units(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """A number in units of its last place."""
        scale = scale_of(column.type)
        if scale == 0:
            return column
        if self._dialect == "sqlite":
            return sa.type_coerce(column, sa.BigInteger())
        return sa.cast(sa.type_coerce(column, sa.Numeric()) * 10**scale, sa.BigInteger())

    def _finished(
        self, field: FieldPlan, count: sa.ColumnElement[Any], amount: sa.ColumnElement[Any]
    ) -> sa.ColumnElement[Any]:
        """The result from how many there are and their sum in units of the last place."""
        function = field.settings["function"]
        if function == "count":
            return sa.cast(count, sa.BigInteger())
        other = form_plan(self._plans, *field.settings["target"])
        scale = scale_of(other.table.c[field.settings["field"]].type)
        return self._exact(amount, scale) if function == "sum" else self._mean(count, amount, scale)

    def _mean(self, count: sa.ColumnElement[Any], amount: sa.ColumnElement[Any], scale: int) -> sa.ColumnElement[Any]:
        """To six places, half away from zero, in whole numbers: the same on both databases."""
        whole: Any = sa.BigInteger() if self._dialect == "sqlite" else sa.Numeric()
        units = sa.cast(amount, whole) * 10 ** (_MEAN_SCALE - scale)
        doubled, twice = sa.cast(sa.func.abs(units) * 2 + count, whole), sa.cast(count * 2, whole)
        # SQLAlchemy would make the division one of floats.
        quotient = doubled.op("/")(twice) if self._dialect == "sqlite" else sa.func.div(doubled, twice)
        rounded = sa.case((amount < 0, -sa.type_coerce(quotient, whole)), else_=sa.type_coerce(quotient, whole))
        return sa.case((count > 0, self._exact(rounded, _MEAN_SCALE)), else_=sa.null())

    def _exact(self, units: sa.ColumnElement[Any], scale: int) -> sa.ColumnElement[Any]:
        if scale == 0:
            return sa.cast(units, sa.BigInteger())
        if self._dialect == "sqlite":
            return sa.type_coerce(units, ExactDecimal(scale))
        return sa.cast(units, sa.Numeric()) * sa.literal(Decimal(1).scaleb(-scale), sa.Numeric(38, scale))


def _read_of_rows(tree: Any) -> set[str]:
    return {path[1] for path in references(tree) if path[0] == "row"} if tree is not None else set()
