"""Rehearsals: a workspace in which everything can be done and nothing remains.

All that is read and written goes through one connection and one transaction, which is rolled back at the end; units
are savepoints in it. On PostgreSQL that is a transaction of the workspace's own database. SQLite has one writer at a
time, whom a rehearsal must not keep: there it works on a copy of the file, made from one consistent state without
stopping anybody, and dropped afterwards.
"""

import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..errors import Unavailable
from .clock import FakeClock
from .compiled import Compiled
from .database import Database
from .engines import sqlite_engine
from .kept import as_by_sqlalchemy
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
            yield _like(workspace, _RehearsedDatabase(connection), begin)
    finally:
        _AT_ONCE.release()


@contextmanager
def apart(workspace: Workspace, begin: datetime) -> Iterator[Workspace]:
    """Within a rehearsal: as it stands, on a clock of its own, with nothing kept in memory. What is done there is gone
    at the end of the block."""
    with workspace.database.read() as connection:
        nested = connection.begin_nested()
        try:
            yield _like(workspace, workspace.database, begin)
        finally:
            nested.rollback()


def _like(workspace: Workspace, database: Database, begin: datetime) -> Workspace:
    return Workspace(
        workspace.id,
        workspace.title,
        "scratch",
        database=database,
        settings=workspace.settings,
        data_dir=workspace.data_dir,
        clock=FakeClock(begin),
    )


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


class _RehearsedDatabase(Database):
    """Stands for a database whose only connection is inside a transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self.engine = connection.engine
        self.dialect = connection.dialect.name
        self.units_begun = 0
        self.kept = _Kept(connection)  # type: ignore[assignment]  # asked for single statements alone
        self._connection = connection

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        yield self._connection

    @contextmanager
    def look(self) -> Iterator[sa.Connection]:
        yield self._connection

    @contextmanager
    def write(self, *, gathers: bool = False) -> Iterator[Transaction]:
        self.units_begun += 1
        with self._connection.begin_nested():
            transaction = Transaction(self._connection)
            yield transaction
        transaction.committed()

    @property
    def keeps_waiting(self) -> bool:
        """Nobody else is here."""
        return False

    def close(self) -> None:
        """Whoever opened the connection closes it."""


class _Kept:
    """Single statements, which elsewhere have connections of their own."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def fetch(self, statement: Compiled, values: Mapping[str, Any]) -> list[Any]:
        dialect = self._connection.dialect
        driver = self._connection.connection.driver_connection
        try:
            rows: list[Any] = statement.run(driver, values).fetchall()
        except dialect.loaded_dbapi.Error as error:
            raise as_by_sqlalchemy(dialect, statement.text, error) from error
        return rows

    fetch_once = fetch
