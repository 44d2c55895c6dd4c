"""Rehearsals: a workspace in which everything can be done and nothing remains.

All that is read and written goes through one connection and one transaction, which is rolled back at the end; units
are savepoints in it. On PostgreSQL that is a transaction of the workspace's own database. SQLite has one writer at a
time, whom a rehearsal must not keep: there it works on a copy of the file, made from one consistent state without
stopping anybody, and dropped afterwards.
"""

import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from ..errors import Unavailable
from .borrowed import BorrowedDatabase, like
from .clock import FakeClock
from .database import Database
from .engines import sqlite_engine
from .transaction import Transaction
from .workspace import Workspace

# At once in a process: each takes a copy of the file, or holds rows that others may want.
_AT_ONCE = threading.BoundedSemaphore(2)
_WAIT_S = 10
# Nobody waits longer for a rehearsal's rows, and no rehearsal longer for theirs.
_LONGEST_STATEMENT = "SET LOCAL statement_timeout = '5s'"
_LONGEST_WAIT = "SET LOCAL lock_timeout = '2s'"


@contextmanager
def rehearsed(workspace: Workspace, begin: datetime) -> Iterator[Workspace]:
    """The workspace as it is now, on a clock that stands at `begin` until it is moved. Whatever is done there is gone
    at the end of the block. For one thread. Raises Unavailable when too many rehearse."""
    if not _AT_ONCE.acquire(timeout=_WAIT_S):
        raise Unavailable
    try:
        with _connected(workspace) as connection:
            yield like(workspace, _RehearsedDatabase(connection), FakeClock(begin))
    finally:
        _AT_ONCE.release()


@contextmanager
def apart(workspace: Workspace, begin: datetime) -> Iterator[Workspace]:
    """Within a rehearsal: as it stands, on a clock of its own, with nothing kept in memory. What is done there is gone
    at the end of the block."""
    with workspace.database.read() as connection:
        nested = connection.begin_nested()
        try:
            yield like(workspace, workspace.database, FakeClock(begin))
        finally:
            nested.rollback()


@contextmanager
def _connected(workspace: Workspace) -> Iterator[sa.Connection]:
    """A connection in a transaction that ends in nothing."""
    database = workspace.database
    if database.dialect == "sqlite":
        with _copied(database) as path:
            engine = sqlite_engine(path, durable=False)
            try:
                with engine.connect() as connection:
                    transaction = connection.begin()
                    try:
                        yield connection
                    finally:
                        transaction.rollback()
            finally:
                engine.dispose()
        return
    with database.engine.connect() as connection:
        transaction = connection.begin()
        try:
            connection.exec_driver_sql(_LONGEST_STATEMENT)
            connection.exec_driver_sql(_LONGEST_WAIT)
            yield connection
        finally:
            transaction.rollback()


@contextmanager
def _copied(database: Database) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="loomwork-rehearsal-") as folder:
        path = Path(folder) / "workspace.sqlite"
        with database.read() as source:
            target = sqlite3.connect(path)
            try:
                target.execute("PRAGMA synchronous=OFF")
                source.connection.driver_connection.backup(target)  # type: ignore[union-attr]  # it is connected
            finally:
                target.close()
        yield path


class _RehearsedDatabase(BorrowedDatabase):
    """Units are savepoints in the transaction that ends in nothing."""

    @contextmanager
    def write(self, *, gathers: bool = False) -> Iterator[Transaction]:
        self.units_begun += 1
        with self._connection.begin_nested():
            transaction = Transaction(self._connection)
            yield transaction
        transaction.committed()
