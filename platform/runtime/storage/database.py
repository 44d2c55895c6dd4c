"""A database and its two kinds of transaction: reading, and the writing unit in which everything happens or nothing."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ..errors import DiskFull
from .failpoints import failpoint
from .writer_queue import WriterQueue


class Transaction:
    """One writing unit. Upper rooms may hang their state for the unit on `extras` (the change record does)."""

    __slots__ = ("_after_commit", "connection", "extras")

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.extras: dict[str, Any] = {}
        self._after_commit: list[Callable[[], None]] = []

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
        self._queue: AbstractContextManager[None] = WriterQueue() if self.dialect == "sqlite" else nullcontext()
        self._writing = engine.execution_options(loomwork_writes=True)
        # For single statements that need no transaction; on SQLite `glance.py` goes to the driver itself.
        self.glancing = engine if self.dialect == "sqlite" else engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection on one consistent state of the data."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A writing unit: committed at the end of the block, rolled back when it raises. Raises DiskFull."""
        try:
            with self._queue, self._writing.connect() as connection:
                with connection.begin():
                    transaction = Transaction(connection)
                    yield transaction
                    failpoint("before_commit")
                failpoint("after_commit")
        except (sa.exc.OperationalError, OSError) as error:
            if _is_disk_full(error):
                raise DiskFull from error
            raise
        transaction.committed()

    def close(self) -> None:
        """Give all connections back to the system."""
        self.engine.dispose()


def _is_disk_full(error: Exception) -> bool:
    cause = getattr(error, "orig", error)
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
    return getattr(cause, "sqlstate", None) == "53100" or getattr(cause, "errno", None) == errno.ENOSPC
