"""Writes worked out beforehand: a unit that reads, writes nothing, and keeps what it would have written just as the
driver takes it, to be sent in a short transaction later.

SQLite has one writer at a time: what is computed before the turn is asked for keeps nobody waiting.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import orjson
import sqlalchemy as sa

from .prepared import Prepared
from .transaction import Transaction, Write


class NotStaged(Exception):
    """The unit wants to write what cannot be kept: it must run in the transaction that writes."""


class Staging(Transaction):
    """Whatever waits for what a statement has done refuses, by itself or because the connection only reads."""

    __slots__ = ("_kept",)
    stages = True

    def __init__(self, connection: sa.Connection) -> None:
        super().__init__(connection)
        # Packed: the rows of a large import would not fit into memory as objects.
        self._kept: list[tuple[Prepared, bytes]] = []

    def later(self, statement: Write, values: Mapping[str, Any], otherwise: type[Exception] | None = None) -> None:
        if otherwise is not None:
            raise NotStaged
        if self._batched is not None:
            self._batched.append((statement, values))
        else:
            self._keep(statement, [values])

    def _send(self, statement: Write, rows: list[Mapping[str, Any]]) -> None:
        self._keep(statement, rows)

    def _keep(self, statement: Write, rows: list[Mapping[str, Any]]) -> None:
        if not isinstance(statement, Prepared):
            raise NotStaged
        try:
            packed = orjson.dumps(statement.given(self.dialect, rows))
        except TypeError as error:
            raise NotStaged from error
        self._kept.append((statement, zlib.compress(packed, 1)))

    def send(self, tx: Transaction, passing: Callable[[], None]) -> None:
        """Write what was kept, and do after the commit what was wished for then. `passing` is called in between.

        Raises sa.exc.DBAPIError.
        """
        for statement, packed in self._kept:
            statement.send(tx, orjson.loads(zlib.decompress(packed)))
            passing()
        for act in self._after_commit:
            tx.after_commit(act)


@contextmanager
def staging(connection: sa.Connection) -> Iterator[Staging]:
    """A unit over a connection of `Database.read` on SQLite. Raises NotStaged."""
    connection.exec_driver_sql("PRAGMA query_only = ON")
    try:
        yield Staging(connection)
    except sa.exc.OperationalError as error:
        raise NotStaged from error
    finally:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
