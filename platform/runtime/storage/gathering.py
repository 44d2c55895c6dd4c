"""A writing unit that keeps back the statements nobody waits for.

If nothing else happens in it, they leave together when it ends, in the way that is fastest on its database. As soon as
anybody asks for the connection it is a transaction like any other, and what was kept back goes first.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from .transaction import Transaction, Write


class Gathered(NamedTuple):
    """What a unit kept back, in order. The first is a condition on the whole unit, such as that its plan is still the
    published one: when it writes no row, `refusal` is raised, and none of the others is written either."""

    statements: list[tuple[Write, Mapping[str, Any]]]
    refusal: type[Exception]

    def run(self, tx: Transaction) -> None:
        """Write it in a transaction that is rolled back when this raises."""
        for position, (statement, values) in enumerate(self.statements):
            tx.later(statement, values, None if position else self.refusal)


@contextmanager
def gathering(
    dialect: Dialect,
    begin: Callable[[], AbstractContextManager[Transaction]],
    send: Callable[[Gathered], None],
) -> Iterator[Transaction]:
    """A unit that becomes one of `begin`'s when it must, and otherwise has `send` write what it kept back."""
    with ExitStack() as ending:
        unit = _Gathering(dialect, lambda: ending.enter_context(begin()))
        yield unit
        if unit.gathered is not None:
            send(unit.gathered)


class _Gathering(Transaction):
    __slots__ = ("_begin", "_begun", "_dialect", "gathered")

    def __init__(self, dialect: Dialect, begin: Callable[[], Transaction]) -> None:
        self._dialect = dialect
        self._begin = begin
        self._begun: Transaction | None = None
        self.gathered: Gathered | None = None
        self._batched = None
        self.extras = {}
        self._after_commit = []

    @property
    def connection(self) -> sa.Connection:
        return self._open().connection

    @property
    def driver(self) -> Any:
        return self._open().driver

    @property
    def dialect(self) -> Dialect:
        return self._dialect

    def later(self, statement: Write, values: Mapping[str, Any], otherwise: type[Exception] | None = None) -> None:
        if self._begun is not None or self.is_batched:
            super().later(statement, values, otherwise)
        elif self.gathered is None and otherwise is not None:
            self.gathered = Gathered([(statement, values)], otherwise)
        elif self.gathered is not None and otherwise is None and statement.names is not None:
            self.gathered.statements.append((statement, values))
        else:
            super().later(statement, values, otherwise)

    def _open(self) -> Transaction:
        if self._begun is None:
            self._begun = self._begin()
            gathered, self.gathered = self.gathered, None
            if gathered is not None:
                gathered.run(self._begun)
        self._send_batch()
        return self._begun
