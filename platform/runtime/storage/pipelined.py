"""Statements nobody waits for, on PostgreSQL: they leave with the next one that somebody waits for, in one round trip.

A small transition made nineteen round trips, most of them for statements whose answer says nothing (SAVEPOINT, RELEASE,
an INSERT). The protocol's pipeline mode sends such a statement together with those behind it
(https://www.postgresql.org/docs/current/libpq-pipeline-mode.html).

What was left goes before anything else that uses the connection, whoever uses it, and before the commit. A statement
that fails is told where it was sent, not where it was left.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import RawCursor
from sqlalchemy.engine import Engine

from .kept import raised_as_by_sqlalchemy
from .left import Left


class PipelinedConnection(psycopg.Connection[Any]):
    """A connection with what was left on it, in order."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.left: list[Left] = []

    @property
    def left_writes(self) -> bool:
        """Whether something among what was left may fail."""
        return any(one.given is not None for one in self.left)

    def run(self, text: str, given: Sequence[Any] | None = None) -> RawCursor[Any]:
        """Run a statement behind what was left. Raises psycopg.Error, of the first that fails, and what was left to be
        raised."""
        cursor: RawCursor[Any] = RawCursor(self)
        if not self.left:
            return cursor.execute(text, given)
        with self._behind():
            cursor.execute(text, given)
        return cursor

    def run_many(self, text: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once with each of the rows, behind what was left. Raises likewise."""
        with self._behind(), RawCursor(self) as cursor:
            cursor.executemany(text, rows)

    def flush(self) -> None:
        """Run what was left. Raises likewise."""
        if self.left:
            with self._behind():
                pass

    @contextmanager
    def _behind(self) -> Iterator[None]:
        left, self.left = self.left, []
        watched: list[tuple[RawCursor[Any], type[Exception]]] = []
        with self.pipeline():
            for text, given, otherwise in left:
                cursor = RawCursor(self).execute(text, given)
                if otherwise is not None:
                    watched.append((cursor, otherwise))
            yield
        for cursor, otherwise in watched:
            if cursor.rowcount == 0:
                raise otherwise


def pipelined(engine: Engine) -> Engine:
    """Let the connections of an engine take what nobody waits for."""

    @sa.event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, given: list[Any], named: dict[str, Any]) -> PipelinedConnection:
        return PipelinedConnection.connect(*given, **named)

    @sa.event.listens_for(engine, "before_cursor_execute")
    def flush_first(connection: sa.Connection, *_: Any) -> None:
        _flush(connection)

    @sa.event.listens_for(engine, "commit")
    def flush_last(connection: sa.Connection) -> None:
        _flush(connection)

    @sa.event.listens_for(engine, "rollback")
    def forget(connection: sa.Connection) -> None:
        if not connection.invalidated:
            _driver(connection).left.clear()

    return engine


def _flush(connection: sa.Connection) -> None:
    driver = _driver(connection)
    if driver.left:
        with raised_as_by_sqlalchemy(connection.dialect, "statements left for later"):
            driver.flush()


def _driver(connection: sa.Connection) -> PipelinedConnection:
    driver: Any = connection.connection.dbapi_connection
    return driver
