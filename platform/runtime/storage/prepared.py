"""A prepared write: an INSERT or UPDATE that runs with every record, compiled once and sent to the driver as it is.

SQLAlchemy takes longer to prepare such a statement anew than SQLite takes to run it. Text and value conversions still
come from its constructs; a driver's error comes out as SQLAlchemy would raise it.
"""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import UpdateBase

from .database import Transaction

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
        connection = tx.connection
        dialect = connection.dialect
        text, converts, positional = self._compiled.get(dialect.name) or self._compile(dialect)
        given = [(name, values[name] if convert is None else convert(values[name])) for name, convert in converts]
        parameters = [value for _, value in given] if positional else dict(given)
        try:
            driver: Any = connection.connection.driver_connection
            cursor = driver.execute(text, parameters)
        except dialect.loaded_dbapi.Error as error:
            failed = sa.exc.DBAPIError.instance(text, None, error, dialect.loaded_dbapi.Error, dialect=dialect)
            raise failed from error
        count: int = cursor.rowcount
        return count

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
