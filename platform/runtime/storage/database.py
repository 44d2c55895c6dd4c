"""A database and its two kinds of transaction: reading, and the writing unit in which everything happens or nothing."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ..errors import DiskFull
from .kept import KeptConnections
from .postgresql_units import PostgresqlUnits
from .sqlite_units import SqliteUnits
from .transaction import Transaction


class Database:
    """One workspace's database, or the directory. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.dialect: str = engine.dialect.name
        # How many writing units have begun: by it, those who work in the background see whether others write too.
        self.units_begun = 0
        # For single statements that need no transaction: see `glance.py`.
        self.kept = KeptConnections(engine)
        self._unit = SqliteUnits(engine) if self.dialect == "sqlite" else PostgresqlUnits(engine, self.kept)

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

        `gathers`: for units that mostly write by `Transaction.later`. What they leave for later goes out together; on
        SQLite such a unit is alone with the data only from its first question on, as on PostgreSQL.
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
        return self._unit.keeps_waiting

    def close(self) -> None:
        """Give all connections back to the system."""
        self._unit.close()
        self.kept.close()
        self.engine.dispose()


def _is_disk_full(error: Exception) -> bool:
    cause = getattr(error, "orig", error)
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
    return getattr(cause, "sqlstate", None) == "53100" or getattr(cause, "errno", None) == errno.ENOSPC


def is_away(error: sa.exc.DBAPIError) -> bool:
    """Whether a database cannot be asked just now: it is down, begins to work, or has no room for one more."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    state = getattr(cause, "sqlstate", None)
    if state is None:
        # Nobody answered who could have said why.
        return error.connection_invalidated or isinstance(error, sa.exc.OperationalError)
    return str(state).startswith(("08", "57P", "533"))
