"""A database and its two kinds of transaction: reading, and the writing unit in which everything happens or nothing."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ..errors import DiskFull
from .failpoints import failpoint
from .gathering import Gathering
from .kept import KeptConnections, raised_as_by_sqlalchemy
from .transaction import Transaction
from .writer_queue import WriterQueue


class Database:
    """One workspace's database, or the directory. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.dialect: str = engine.dialect.name
        # How many writing units have begun: by it, those who work in the background see whether others write too.
        self.units_begun = 0
        # For single statements that need no transaction: see `glance.py`.
        self.kept = KeptConnections(engine)
        self._unit = _SqliteUnits(engine) if self.dialect == "sqlite" else _pooled_units(engine, self.kept)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection on one consistent state of the data."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    def look(self) -> AbstractContextManager[sa.Connection]:
        """A connection for reading on which every statement sees the newest state: for who asks one thing, fast."""
        return self.kept.look()

    @contextmanager
    def write(self, *, gathers: bool = False) -> Iterator[Transaction]:
        """A writing unit: committed at the end of the block, rolled back when it raises. Raises DiskFull.

        `gathers`: for units that mostly write by `Transaction.later`, which then go out together where that saves time.
        """
        self.units_begun += 1
        try:
            with self._unit(gathers) as transaction:
                yield transaction
        except (sa.exc.OperationalError, OSError) as error:
            if _is_disk_full(error):
                raise DiskFull from error
            raise
        transaction.committed()

    @property
    def keeps_waiting(self) -> bool:
        """Whether writers wait for the unit under way to end; only SQLite has one at a time."""
        return isinstance(self._unit, _SqliteUnits) and self._unit.queue.has_waiting

    def close(self) -> None:
        """Give all connections back to the system."""
        if isinstance(self._unit, _SqliteUnits):
            self._unit.close()
        self.kept.close()
        self.engine.dispose()


class _SqliteUnits:
    """Writing units on SQLite, which has one writer at a time: one connection kept for all of them, and a fair queue.

    The driver begins and commits; SQLAlchemy joins in when somebody executes one of its statements.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._dialect = engine.dialect
        self.queue = WriterQueue()
        self._kept: Transaction | None = None

    @contextmanager
    def __call__(self, gathers: bool) -> Iterator[Transaction]:
        """`gathers` saves nothing here: the database is in this process."""
        with self.queue:
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
        with self.queue:
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


def _pooled_units(engine: Engine, kept: KeptConnections) -> Callable[[bool], AbstractContextManager[Transaction]]:
    """Writing units on a database with many writers: a connection of the pool for each that needs one."""

    @contextmanager
    def unit(gathers: bool) -> Iterator[Transaction]:
        if gathers:
            with _gathering(Gathering(engine, kept)) as gathering:
                yield gathering
            return
        with engine.connect() as connection:
            with connection.begin():
                yield Transaction(connection)
                failpoint("before_commit")
            failpoint("after_commit")

    return unit


@contextmanager
def _gathering(unit: Gathering) -> Iterator[Transaction]:
    try:
        yield unit
        failpoint("before_commit")
        unit.commit()
    except BaseException:
        unit.roll_back()
        raise
    failpoint("after_commit")


def _is_disk_full(error: Exception) -> bool:
    cause = getattr(error, "orig", error)
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
    return getattr(cause, "sqlstate", None) == "53100" or getattr(cause, "errno", None) == errno.ENOSPC
