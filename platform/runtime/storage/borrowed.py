"""A database on one connection that somebody else has opened and will close: what rehearsals and previews stand on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from .clock import Clock
from .compiled import Compiled
from .database import Database
from .kept import as_by_sqlalchemy
from .workspace import Workspace


class BorrowedDatabase(Database):
    """Stands for a database whose only connection is inside a transaction. For one thread. Subclasses say what a
    writing unit is."""

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

    @property
    def keeps_waiting(self) -> bool:
        """Nobody else is here."""
        return False

    def close(self) -> None:
        """Whoever opened the connection closes it."""


def like(workspace: Workspace, database: Database, clock: Clock) -> Workspace:
    """The same workspace on another database and clock, with nothing in memory."""
    return Workspace(
        workspace.id,
        workspace.title,
        "scratch",
        database=database,
        settings=workspace.settings,
        data_dir=workspace.data_dir,
        clock=clock,
    )


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
