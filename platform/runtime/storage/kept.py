"""Connections kept for single statements: taken and given back without the pool's bookkeeping, which costs more than
the statements themselves. Each statement commits by itself."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Dialect, Engine

from .compiled import Compiled


class _Kept(NamedTuple):
    connection: sa.Connection
    driver: Any


class KeptConnections:
    """As many as were ever needed at once. Thread-safe: a list's pop and append are."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._free: list[_Kept] = []

    @contextmanager
    def look(self) -> Iterator[sa.Connection]:
        """A connection on which every statement stands by itself; one that failed is not used again."""
        kept, _ = self._take()
        try:
            yield kept.connection
        except sa.exc.SQLAlchemyError as error:
            kept.connection.close()
            if getattr(error, "connection_invalidated", False):
                # The server went away, and with it all the others.
                self.close()
            raise
        except BaseException:
            self._free.append(kept)
            raise
        self._free.append(kept)

    def fetch(self, statement: Compiled, values: Mapping[str, Any]) -> list[Any]:
        """The rows of one statement that does no harm when it is run twice: a kept connection that the server closed
        meanwhile is replaced."""
        while True:
            kept, used_before = self._take()
            try:
                rows: list[Any] = statement.run(kept.driver, values).fetchall()
            except self._engine.dialect.loaded_dbapi.Error as error:
                kept.connection.close()
                if used_before:
                    continue
                raise as_by_sqlalchemy(self._engine.dialect, statement.text, error) from error
            self._free.append(kept)
            return rows

    def fetch_once(self, statement: Compiled, values: Mapping[str, Any]) -> list[Any]:
        """The rows of a statement that must not be run twice. Raises sa.exc.DBAPIError."""
        kept, _ = self._take()
        try:
            rows: list[Any] = statement.run(kept.driver, values).fetchall()
        except self._engine.dialect.loaded_dbapi.Error as error:
            lost = getattr(kept.driver, "closed", False)
            kept.connection.close()
            if lost:
                # Likewise.
                self.close()
            raise as_by_sqlalchemy(self._engine.dialect, statement.text, error) from error
        self._free.append(kept)
        return rows

    def close(self) -> None:
        """Close all that are not in use."""
        while self._free:
            self._free.pop().connection.close()

    def _take(self) -> tuple[_Kept, bool]:
        try:
            return self._free.pop(), True
        except IndexError:
            return self._open(), False

    def _open(self) -> _Kept:
        connection = self._engine.connect()
        driver = connection.connection.driver_connection
        # Kept for good, it must not use up a place in the pool.
        connection.detach()
        return _Kept(connection, driver)


def as_by_sqlalchemy(dialect: Dialect, text: str, error: Exception) -> Exception:
    """A driver's error as SQLAlchemy would raise it."""
    return sa.exc.DBAPIError.instance(text, None, error, dialect.loaded_dbapi.Error, dialect=dialect)


@contextmanager
def raised_as_by_sqlalchemy(dialect: Dialect, text: str) -> Iterator[None]:
    """Turn a driver's error into SQLAlchemy's."""
    try:
        yield
    except dialect.loaded_dbapi.Error as error:
        raise as_by_sqlalchemy(dialect, text, error) from error
