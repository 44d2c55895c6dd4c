"""A writing unit on PostgreSQL that keeps back the statements nobody waits for.

If nothing else happens in it, they leave as one statement that commits by itself: a single round trip instead of one
for each, for BEGIN and for COMMIT. As soon as anybody asks for the connection it is a transaction like any other, and
what was kept back goes first.
"""

import functools
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect, Engine

from .compiled import Compiled, compile_for
from .kept import KeptConnections
from .transaction import Transaction, Write


class Gathering(Transaction):
    """The first statement kept back is a condition on the whole unit, such as that its plan is still the published
    one: it says what to raise when it writes no row, and then none of the others is written either."""

    __slots__ = ("_connections", "_engine", "_kept", "_opened", "_refusal")

    def __init__(self, engine: Engine, connections: KeptConnections) -> None:
        self._engine = engine
        self._connections = connections
        self._kept: list[tuple[Write, Mapping[str, Any]]] = []
        self._refusal: type[Exception] | None = None
        self._opened: sa.Connection | None = None
        self._batched = None
        self.extras = {}
        self._after_commit = []

    @property
    def connection(self) -> sa.Connection:
        self._send_batch()
        return self._opened or self._open()

    @property
    def driver(self) -> Any:
        return self.connection.connection.driver_connection

    @property
    def dialect(self) -> Dialect:
        return self._engine.dialect

    def later(self, statement: Write, values: Mapping[str, Any], otherwise: type[Exception] | None = None) -> None:
        begins = not self._kept and otherwise is not None
        follows = bool(self._kept) and otherwise is None and statement.names is not None
        if self._opened is None and not self.is_batched and (begins or follows):
            self._kept.append((statement, values))
            self._refusal = self._refusal or otherwise
        else:
            super().later(statement, values, otherwise)

    def commit(self) -> None:
        """Make it durable. Raises sa.exc.DBAPIError, and what the first statement said."""
        if self._opened is not None:
            with self._opened:
                self._opened.commit()
        elif self._kept:
            self._send_joined()

    def roll_back(self) -> None:
        """Leave nothing behind."""
        if self._opened is not None:
            self._opened.close()

    def _open(self) -> sa.Connection:
        connection = self._opened = self._engine.connect()
        connection.begin()
        for position, (statement, values) in enumerate(self._kept):
            super().later(statement, values, None if position else self._refusal)
        return connection

    def _send_joined(self) -> None:
        joined = _joined(self.dialect, tuple(statement for statement, _ in self._kept))
        values = dict(self._kept[0][1])
        for position, (_, further) in enumerate(self._kept[1:], 1):
            values |= {_numbered(name, position): value for name, value in further.items()}
        ((written,),) = self._connections.fetch_once(joined, values)
        if not written and self._refusal is not None:
            raise self._refusal


# As many as there are forms in use and numbers of workflows that start with their records.
@functools.lru_cache(maxsize=500)
def _joined(dialect: Dialect, statements: tuple[Write, ...]) -> Compiled:
    """One statement that writes what these would, and gives how many rows the first wrote."""
    first: Any = statements[0].statement
    condition = first.returning(sa.literal_column("1").label("written")).cte("first")
    parts = [_part(prepared, position, condition) for position, prepared in enumerate(statements[1:], 1)]
    return compile_for(dialect, sa.select(sa.func.count()).select_from(condition).add_cte(*parts))


def _part(prepared: Write, position: int, condition: sa.CTE) -> sa.CTE:
    insert: Any = prepared.statement
    names = prepared.names or []
    given = [sa.bindparam(_numbered(name, position), type_=insert.table.c[name].type) for name in names]
    part: sa.CTE = insert.from_select(names, sa.select(*given).select_from(condition)).cte(f"part_{position}")
    return part


def _numbered(name: str, position: int) -> str:
    """Parameters of the first keep their names, which end in no number; so no two are ever the same."""
    return f"{name}_{position}"
