"""Named locks: of two writing units that hold the same name, the second waits until the first has ended.

PostgreSQL's advisory locks, which need no row to exist. On SQLite a writing unit is alone once it has its connection.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ClauseElement, Executable

from .transaction import Transaction

_HOLD = sa.text("SELECT pg_advisory_xact_lock(:key)")


def hold(tx: Transaction, names: Iterable[str]) -> None:
    """Hold all `names` until the unit ends; what is read afterwards is what their last holder left.

    Held in one order, so that two units never wait for each other over them.
    """
    connection = tx.connection
    if tx.dialect.name == "sqlite":
        return
    for key in sorted({_key(name) for name in names}):
        connection.execute(_HOLD, {"key": key})


class _LockTable(Executable, ClauseElement):
    """LOCK TABLE … IN SHARE MODE: readers go on, writers wait."""

    inherit_cache = False

    def __init__(self, table: sa.Table) -> None:
        self.table = table


@compiles(_LockTable)
def _lock_table(element: _LockTable, compiler: Any, **_: Any) -> str:
    return f"LOCK TABLE {compiler.preparer.format_table(element.table)} IN SHARE MODE"


def hold_writers(tx: Transaction, table: sa.Table) -> None:
    """Wait until all who write to the table have ended, and keep others from writing until this unit ends."""
    connection = tx.connection
    if tx.dialect.name != "sqlite":
        connection.execute(_LockTable(table))


def _key(name: str) -> int:
    """A signed number of 64 bits; two names that share one only wait for nothing now and then."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
