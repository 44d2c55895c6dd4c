"""A database and its two kinds of transaction: reading, and the writing unit in which everything happens or nothing."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect, Engine

from ..errors import DiskFull
from .drivers import KeptDrivers, raised_as_by_sqlalchemy
from .failpoints import failpoint
from .writer_queue import WriterQueue


class Transaction:
    """One writing unit. Upper rooms may hang their state for the unit on `extras` (the change record does).

    A unit that `gathers` sends prepared statements which nobody waits for together (`later`), before anything else
    happens in it: on PostgreSQL each would cost a round trip of its own. No savepoint may begin between the two.
    """

    __slots__ = ("_after_commit", "_connection", "_driver", "_gathered", "extras", "gathers", "gathers_many")

    def __init__(self, connection: sa.Connection, driver: Any = None, *, gathers: bool = False) -> None:
        self._connection = connection
        self._driver: Any = driver or connection.connection.driver_connection
        self._gathered: list[tuple[str, Any, type[Exception] | None]] = []
        self.gathers = gathers
        self.gathers_many = False
        self.extras: dict[str, Any] = {}
        self._after_commit: list[Callable[[], None]] = []

    @property
    def connection(self) -> sa.Connection:
        """The unit's connection, with everything done that was left for later."""
        if self._gathered:
            self.send()
        return self._connection

    @property
    def driver(self) -> Any:
        """The driver's own connection, for statements that are prepared (`prepared.py`); likewise."""
        if self._gathered:
            self.send()
        return self._driver

    @property
    def dialect(self) -> Dialect:
        """The database's dialect."""
        return self._connection.dialect

    def later(self, text: str, parameters: Any, otherwise: type[Exception] | None) -> None:
        """Gather a driver's statement; raises `otherwise` when sent and it wrote nothing."""
        self._gathered.append((text, parameters, otherwise))

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Statements left for later are sent together, equal ones with all their rows at once: for many records."""
        before, self.gathers, self.gathers_many = self.gathers, True, True
        try:
            yield
            self.send()
        finally:
            self._gathered = []
            self.gathers, self.gathers_many = before, False

    def send(self) -> None:
        """Send what was gathered, in one round trip. Raises sa.exc.DBAPIError and what `later` was told to."""
        gathered, self._gathered = self._gathered, []
        if not gathered:
            return
        if all(otherwise is None for _, _, otherwise in gathered):
            self._send_many(gathered)
            return
        cursors: list[Any] = []
        try:
            with raised_as_by_sqlalchemy(self.dialect, "gathered statements"), self._driver.pipeline():
                cursors.extend(self._driver.execute(text, parameters) for text, parameters, _ in gathered)
        finally:
            # Also when a later one failed: a stale plan is the reason for that, then.
            for cursor, (_, _, otherwise) in zip(cursors, gathered, strict=False):
                if otherwise is not None and cursor.rowcount == 0:
                    raise otherwise

    def _send_many(self, gathered: list[tuple[str, Any, type[Exception] | None]]) -> None:
        """Each text once with all its rows. What was gathered are inserts that do not wait for one another."""
        rows: dict[str, list[Any]] = {}
        for text, parameters, _ in gathered:
            rows.setdefault(text, []).append(parameters)
        with raised_as_by_sqlalchemy(self.dialect, "gathered statements"):
            cursor = self._driver.cursor()
            for text, many in rows.items():
                cursor.executemany(text, many)
            cursor.close()

    def execute(self, statement: sa.Executable, parameters: Any = None) -> sa.CursorResult[Any]:
        """Run a statement in this unit."""
        return self.connection.execute(statement, parameters)

    def after_commit(self, act: Callable[[], None]) -> None:
        """Run `act` once the unit is durable; never when it fails. For wake-ups only: losing it must do no harm."""
        self._after_commit.append(act)

    def committed(self) -> None:
        """Called by the database after the commit."""
        for act in self._after_commit:
            act()


class Database:
    """One workspace's database, or the directory. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.dialect: str = engine.dialect.name
        # For single statements that need no transaction: see `glance.py`.
        self.drivers = KeptDrivers(engine)
        self._unit = _SqliteUnits(engine) if self.dialect == "sqlite" else _pooled_units(engine)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection on one consistent state of the data."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, *, gathers: bool = False) -> Iterator[Transaction]:
        """A writing unit: committed at the end of the block, rolled back when it raises. Raises DiskFull.

        `gathers`: statements that nobody waits for go out together, where that saves time.
        """
        try:
            with self._unit(gathers) as transaction:
                yield transaction
        except (sa.exc.OperationalError, OSError) as error:
            if _is_disk_full(error):
                raise DiskFull from error
            raise
        transaction.committed()

    def close(self) -> None:
        """Give all connections back to the system."""
        if isinstance(self._unit, _SqliteUnits):
            self._unit.close()
        self.drivers.close()
        self.engine.dispose()


class _SqliteUnits:
    """Writing units on SQLite, which has one writer at a time: one connection kept for all of them, and a fair queue.

    The driver begins and commits; SQLAlchemy joins in when somebody executes one of its statements.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._dialect = engine.dialect
        self._queue = WriterQueue()
        self._kept: Transaction | None = None

    @contextmanager
    def __call__(self, gathers: bool) -> Iterator[Transaction]:
        """`gathers` saves nothing here: the database is in this process."""
        with self._queue:
            kept, self._kept = self._kept or self._open(), None
            transaction = Transaction(kept.connection, kept.driver)
            try:
                with raised_as_by_sqlalchemy(self._dialect, "BEGIN IMMEDIATE"):
                    kept.driver.execute("BEGIN IMMEDIATE")
                yield transaction
                failpoint("before_commit")
                self._commit(transaction)
            except BaseException:
                self._roll_back(transaction)
                raise
            self._keep(transaction)
            failpoint("after_commit")

    def close(self) -> None:
        """Close the kept connection."""
        with self._queue:
            if self._kept is not None:
                self._kept.connection.close()
                self._kept = None

    def _open(self) -> Transaction:
        return Transaction(self._engine.execution_options(loomwork_writes=True).connect())

    def _commit(self, unit: Transaction) -> None:
        joined = unit.connection.get_transaction()
        if joined is not None:
            joined.commit()
        else:
            with raised_as_by_sqlalchemy(self._dialect, "COMMIT"):
                unit.driver.commit()

    def _roll_back(self, unit: Transaction) -> None:
        """Undo; a connection that cannot even do that is not used again."""
        try:
            joined = unit.connection.get_transaction()
            if joined is not None:
                joined.rollback()
            if unit.driver.in_transaction:
                unit.driver.rollback()
        except (sa.exc.SQLAlchemyError, sqlite3.Error):
            unit.connection.invalidate()
            unit.connection.close()
            return
        self._keep(unit)

    def _keep(self, unit: Transaction) -> None:
        if unit.connection.invalidated:
            unit.connection.close()
        else:
            self._kept = Transaction(unit.connection, unit.driver)


def _pooled_units(engine: Engine) -> Callable[[bool], AbstractContextManager[Transaction]]:
    """Writing units on a database with many writers: a connection of the pool for each."""
    writing = engine.execution_options(loomwork_writes=True)

    @contextmanager
    def unit(gathers: bool) -> Iterator[Transaction]:
        with writing.connect() as connection:
            with connection.begin():
                transaction = Transaction(connection, gathers=gathers)
                yield transaction
                transaction.send()
                failpoint("before_commit")
            failpoint("after_commit")

    return unit


def _is_disk_full(error: Exception) -> bool:
    cause = getattr(error, "orig", error)
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
    return getattr(cause, "sqlstate", None) == "53100" or getattr(cause, "errno", None) == errno.ENOSPC
