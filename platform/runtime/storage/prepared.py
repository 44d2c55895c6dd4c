"""A prepared write: an INSERT or UPDATE that runs with every record, compiled once and sent to the driver as it is.

SQLAlchemy takes longer to prepare such a statement anew than SQLite takes to run it. Text and value conversions still
come from its constructs; a driver's error comes out as SQLAlchemy would raise it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import UpdateBase

from .database import Transaction
from .drivers import as_by_sqlalchemy

_Convert = Callable[[Any], Any] | None


class Prepared:
    """A statement whose parameters are named columns or `sa.bindparam`s, all given at every run."""

    def __init__(self, statement: UpdateBase, names: list[str] | None = None) -> None:
        """`names`: the columns of an INSERT; an UPDATE names its own."""
        self._statement = statement
        self._names = names
        self._compiled: dict[str, tuple[str, list[tuple[str, _Convert]], bool]] = {}

    def run(self, tx: Transaction, values: Mapping[str, Any]) -> int:
        """Run with these values; returns how many rows were written. Raises sa.exc.DBAPIError."""
        driver, dialect = tx.driver, tx.dialect
        text, parameters = self._ready(dialect, values)
        try:
            count: int = driver.execute(text, parameters).rowcount
        except dialect.loaded_dbapi.Error as error:
            raise as_by_sqlalchemy(dialect, text, error) from error
        return count

    def later(self, tx: Transaction, values: Mapping[str, Any], otherwise: type[Exception] | None = None) -> None:
        """Run with these values at the latest when the unit does anything else; `otherwise` is raised, then, when
        no row was written. Units that do not gather run it at once."""
        if tx.gathers:
            tx.later(*self._ready(tx.dialect, values), otherwise)
        elif self.run(tx, values) == 0 and otherwise is not None:
            raise otherwise

    def _ready(self, dialect: Dialect, values: Mapping[str, Any]) -> tuple[str, Any]:
        """The text and parameters as the driver takes them."""
        text, converts, positional = self._compiled.get(dialect.name) or self._compile(dialect)
        given = [values[name] if convert is None else convert(values[name]) for name, convert in converts]
        return text, given if positional else {name: one for (name, _), one in zip(converts, given, strict=True)}

    def _compile(self, dialect: Dialect) -> tuple[str, list[tuple[str, _Convert]], bool]:
        compiled = self._statement.compile(dialect=dialect, column_keys=self._names)
        order = compiled.positiontup or list(compiled.binds)
        converts = [(name, _converter(compiled.binds[name].type, dialect)) for name in order]
        ready = (str(compiled), converts, bool(compiled.positiontup))
        self._compiled[dialect.name] = ready
        return ready


def _converter(type_: Any, dialect: Dialect) -> _Convert:
    convert: _Convert = type_.dialect_impl(dialect).bind_processor(dialect)
    return convert
