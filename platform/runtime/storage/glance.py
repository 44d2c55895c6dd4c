"""A glance: one small prepared SELECT without a transaction around it, for what every request asks.

Opening a transaction, and letting SQLAlchemy prepare a statement it has prepared ten thousand times before, costs
eight times what the statement itself costs. A glance is compiled once per dialect and sent to the driver as it is.
Values come as the driver gives them; `moment` reads a moment column of either engine.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from .compiled import Compiled, compile_for
from .database import Database
from .types import load_moment


class Glance:
    """A statement that is asked often. Parameters are `sa.bindparam`s given by name.

    Without a transaction it is committed by itself: a writing one (`RETURNING`) must bear being run twice, which
    happens where the connection was lost.
    """

    def __init__(self, statement: sa.Executable) -> None:
        self._statement = statement
        self._compiled: dict[str, Compiled] = {}

    def first(self, database: Database, **values: Any) -> Any | None:
        """The first row as a plain tuple, or None."""
        compiled = self._compiled.get(database.dialect) or self._compile(database)
        rows = database.kept.fetch(compiled, values)
        return rows[0] if rows else None

    def _compile(self, database: Database) -> Compiled:
        ready = self._compiled[database.dialect] = compile_for(database.engine.dialect, self._statement)
        return ready


def moment(stored: Any) -> datetime:
    """The moment a glance gave: text on SQLite, a datetime on PostgreSQL."""
    return load_moment(stored) if isinstance(stored, str) else stored.astimezone(UTC)
