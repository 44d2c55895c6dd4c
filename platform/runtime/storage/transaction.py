"""One writing unit: in it everything happens or nothing."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import UpdateBase

from .kept import raised_as_by_sqlalchemy


class Write(Protocol):
    """A write that runs again and again: see `prepared.py`. `names`: the columns of an INSERT."""

    statement: UpdateBase
    names: list[str] | None

    def run(self, tx: "Transaction", values: Mapping[str, Any]) -> int: ...

    def leave(self, tx: "Transaction", values: Mapping[str, Any], otherwise: type[Exception] | None = None) -> None: ...

    def run_many(self, tx: "Transaction", rows: list[Mapping[str, Any]]) -> None: ...


class Transaction:
    """Upper rooms may hang their state for the unit on `extras` (the change record does)."""

    __slots__ = ("_after_commit", "_batched", "_connection", "_driver", "extras")
    # Whether it writes nothing and keeps its statements: see `staging.py`.
    stages = False

    def __init__(self, connection: sa.Connection, driver: Any = None) -> None:
        self._connection = connection
        self._driver: Any = driver or connection.connection.driver_connection
        self._batched: list[tuple[Write, Mapping[str, Any]]] | None = None
        self.extras: dict[str, Any] = {}
        self._after_commit: list[Callable[[], None]] = []

    @property
    def connection(self) -> sa.Connection:
        """The unit's connection, with everything done that was left for later."""
        self._send_batch()
        return self._connection

    @property
    def driver(self) -> Any:
        """The driver's own connection, for statements that are prepared (`prepared.py`); likewise."""
        self._send_batch()
        return self._driver

    @property
    def dialect(self) -> Dialect:
        """The database's dialect."""
        return self._connection.dialect

    def execute(self, statement: sa.Executable, parameters: Any = None) -> sa.CursorResult[Any]:
        """Run a statement in this unit."""
        return self.connection.execute(statement, parameters)

    def later(self, statement: Write, values: Mapping[str, Any], otherwise: type[Exception] | None = None) -> None:
        """Run a prepared statement that nobody waits for: at the latest before anything else happens in the unit.

        `otherwise` is raised, then, when no row was written.
        """
        if self._batched is not None and otherwise is None:
            self._batched.append((statement, values))
        else:
            statement.leave(self, values, otherwise)

    def settle(self) -> None:
        """Run now what was left for later. Raises what that raises."""
        driver = self.driver
        if not isinstance(driver, sqlite3.Connection) and driver.left:
            with raised_as_by_sqlalchemy(self.dialect, "statements left for later"):
                driver.flush()

    @property
    def is_batched(self) -> bool:
        """True within `batch`."""
        return self._batched is not None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Statements left for later are sent together, equal ones with all their rows at once: for many records."""
        self._batched = []
        try:
            yield
            self._send_batch()
        finally:
            self._batched = None

    def _send_batch(self) -> None:
        """What was left are inserts that do not wait for one another."""
        if not self._batched:
            return
        batched, self._batched = self._batched, []
        rows: dict[Write, list[Mapping[str, Any]]] = {}
        for statement, values in batched:
            rows.setdefault(statement, []).append(values)
        for statement, many in rows.items():
            self._send(statement, many)

    def _send(self, statement: Write, rows: list[Mapping[str, Any]]) -> None:
        statement.run_many(self, rows)

    def after_commit(self, act: Callable[[], None]) -> None:
        """Run `act` once the unit is durable; never when it fails. For wake-ups only: losing it must do no harm."""
        self._after_commit.append(act)

    def committed(self) -> None:
        """Called by the database after the commit."""
        for act in self._after_commit:
            act()
