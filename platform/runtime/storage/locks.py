"""Named locks: of two writing units that hold the same name, the second waits until the first has ended.

PostgreSQL's advisory locks, which need no row to exist. On SQLite a writing unit is alone anyway.
"""

import hashlib
from collections.abc import Iterable

import sqlalchemy as sa

from .database import Transaction

_HOLD = sa.text("SELECT pg_advisory_xact_lock(:key)")


def hold(tx: Transaction, names: Iterable[str]) -> None:
    """Hold all `names` until the unit ends; what is read afterwards is what their last holder left.

    Held in one order, so that two units never wait for each other over them.
    """
    if tx.dialect.name == "sqlite":
        return
    for key in sorted({_key(name) for name in names}):
        tx.execute(_HOLD, {"key": key})


def _key(name: str) -> int:
    """A signed number of 64 bits; two names that share one only wait for nothing now and then."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
