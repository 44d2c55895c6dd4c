"""Writing units on SQLite, which has one writer at a time: one connection kept for all of them, and a fair queue."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from .failpoints import failpoint
from .gathering import Gathered, gathering
from .kept import raised_as_by_sqlalchemy
from .transaction import Transaction
from .writer_queue import WriterQueue


class SqliteUnits:
    """The driver begins and commits; SQLAlchemy joins in when somebody executes one of its statements.

    Units that gather come to the queue only when they end, with everything ready, and share commits with their like.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._dialect = engine.dialect
        self._queue: WriterQueue[Gathered] = WriterQueue()
        self._kept: Transaction | None = None

    def __call__(self, gathers: bool) -> AbstractContextManager[Transaction]:
        return gathering(self._dialect, self._unit, self._send) if gathers else self._unit()

    @property
    def keeps_waiting(self) -> bool:
        """Whether writers wait for the unit under way to end."""
        return self._queue.has_waiting

    def close(self) -> None:
        """Close the kept connection."""
        with self._queue:
            if self._kept is not None:
                self._kept.connection.close()
                self._kept = None

    @contextmanager
    def _unit(self) -> Iterator[Transaction]:
        with self._queue, self._begun() as transaction:
            yield transaction

    def _send(self, gathered: Gathered) -> None:
        self._queue.share(gathered, len(gathered.statements), self._write)

    def _write(self, group: list[Gathered]) -> None:
        with self._begun() as transaction:
            for gathered in group:
                gathered.run(transaction)

    @contextmanager
    def _begun(self) -> Iterator[Transaction]:
        """A transaction, for whoever has the turn."""
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
