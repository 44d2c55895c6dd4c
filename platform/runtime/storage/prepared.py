"""A prepared write: an INSERT or UPDATE that runs with every record, compiled once and sent to the driver as it is.

Text and value conversions still come from SQLAlchemy's constructs; a driver's error comes out as SQLAlchemy would
raise it.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import UpdateBase

from .compiled import Compiled, compile_for
from .kept import as_by_sqlalchemy
from .left import Left
from .transaction import Transaction


class Prepared:
    """A statement whose parameters are named columns or `sa.bindparam`s, all given at every run."""

    def __init__(self, statement: UpdateBase, names: list[str] | None = None) -> None:
        """`names`: the columns of an INSERT; an UPDATE names its own."""
        self.statement = statement
        self.names = names
        self._compiled: dict[str, Compiled] = {}

    def run(self, tx: Transaction, values: Mapping[str, Any]) -> int:
        """Run with these values; returns how many rows were written. Raises sa.exc.DBAPIError."""
        if tx.stages:
            tx.later(self, values)
            return 1
        driver, dialect = tx.driver, tx.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        try:
            count: int = compiled.run(driver, values).rowcount
        except dialect.loaded_dbapi.Error as error:
            raise as_by_sqlalchemy(dialect, compiled.text, error) from error
        return count

    def leave(self, tx: Transaction, values: Mapping[str, Any], otherwise: type[Exception] | None = None) -> None:
        """Run with these values, at the latest before anything else happens in the unit; then it raises
        sa.exc.DBAPIError, and `otherwise` when no row was written."""
        driver, dialect = tx.driver, tx.dialect
        if isinstance(driver, sqlite3.Connection):
            if self.run(tx, values) == 0 and otherwise is not None:
                raise otherwise
            return
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        driver.left.append(Left(compiled.text, compiled.given(values), otherwise))

    def run_many(self, tx: Transaction, rows: list[Mapping[str, Any]]) -> None:
        """Run with each of these values. Raises sa.exc.DBAPIError."""
        driver, dialect = tx.driver, tx.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        try:
            compiled.run_many(driver, rows)
        except dialect.loaded_dbapi.Error as error:
            raise as_by_sqlalchemy(dialect, compiled.text, error) from error

    def given(self, dialect: Dialect, rows: list[Mapping[str, Any]]) -> list[list[Any]]:
        """The values as the driver takes them, for `send`."""
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        return [compiled.given(values) for values in rows]

    def send(self, tx: Transaction, given: list[list[Any]]) -> None:
        """Run with each of the values of `given`. Raises sa.exc.DBAPIError."""
        driver, dialect = tx.driver, tx.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        try:
            compiled.send(driver, given)
        except dialect.loaded_dbapi.Error as error:
            raise as_by_sqlalchemy(dialect, compiled.text, error) from error

    def _compile(self, dialect: Dialect) -> Compiled:
        ready = self._compiled[dialect.name] = compile_for(dialect, self.statement, self.names)
        return ready
