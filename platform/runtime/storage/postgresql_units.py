"""Writing units on PostgreSQL, which has many writers: a connection of the pool for each that needs one.

What a unit gathered leaves as one statement that commits by itself: a single round trip instead of one for each, for
BEGIN and for COMMIT.
"""

import functools
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect, Engine

from .compiled import Compiled, compile_for
from .failpoints import failpoint
from .gathering import Gathered, gathering
from .kept import KeptConnections
from .transaction import Transaction, Write


class PostgresqlUnits:
    """Thread-safe; each unit has its connection."""

    # Nobody waits for the unit under way but who wants the same rows.
    keeps_waiting = False

    def __init__(self, engine: Engine, kept: KeptConnections) -> None:
        self._engine = engine
        self._kept = kept

    def __call__(self, gathers: bool) -> AbstractContextManager[Transaction]:
        return gathering(self._engine.dialect, self._unit, self._send) if gathers else self._unit()

    def close(self) -> None:
        """Nothing is kept here."""

    @contextmanager
    def _unit(self) -> Iterator[Transaction]:
        with self._engine.connect() as connection:
            with connection.begin():
                yield Transaction(connection)
                failpoint("before_commit")
            failpoint("after_commit")

    def _send(self, gathered: Gathered) -> None:
        """Raises sa.exc.DBAPIError, and what the first statement said."""
        failpoint("before_commit")
        joined = _joined(self._engine.dialect, tuple(statement for statement, _ in gathered.statements))
        values: dict[str, Any] = {}
        for position, (_, given) in enumerate(gathered.statements):
            values |= _numbered_all(given, position) if position else given
        ((written,),) = self._kept.fetch_once(joined, values)
        if not written:
            raise gathered.refusal
        failpoint("after_commit")


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


def _numbered_all(values: Mapping[str, Any], position: int) -> dict[str, Any]:
    return {_numbered(name, position): value for name, value in values.items()}


def _numbered(name: str, position: int) -> str:
    """Parameters of the first keep their names, which end in no number; so no two are ever the same."""
    return f"{name}_{position}"
