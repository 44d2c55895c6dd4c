"""Driver connections kept for single statements: taken and given back without the pool's bookkeeping, which costs more
than the statements themselves. On PostgreSQL they commit by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect, Engine


class KeptDrivers:
    """As many connections as were ever needed at once. Thread-safe: a list's pop and append are."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._free: list[Any] = []
        # SQLAlchemy closes a connection whose wrapper nobody holds.
        self._wrappers: dict[int, Any] = {}

    def fetch(self, text: str, parameters: Any) -> list[Any]:
        """The rows of one SELECT. A kept connection that the server closed meanwhile is replaced."""
        while True:
            driver, kept = self._take()
            try:
                rows: list[Any] = driver.execute(text, parameters).fetchall()
            except self._engine.dialect.loaded_dbapi.Error as error:
                self._drop(driver)
                if kept:
                    continue
                raise as_by_sqlalchemy(self._engine.dialect, text, error) from error
            self._free.append(driver)
            return rows

    def close(self) -> None:
        """Close all that are not in use."""
        while self._free:
            self._drop(self._free.pop())

    def _take(self) -> tuple[Any, bool]:
        try:
            return self._free.pop(), True
        except IndexError:
            return self._open(), False

    def _open(self) -> Any:
        wrapper = self._engine.raw_connection()
        driver: Any = wrapper.driver_connection
        wrapper.detach()
        if self._engine.dialect.name != "sqlite":
            driver.autocommit = True
        self._wrappers[id(driver)] = wrapper
        return driver

    def _drop(self, driver: Any) -> None:
        self._wrappers.pop(id(driver), None)
        driver.close()


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
