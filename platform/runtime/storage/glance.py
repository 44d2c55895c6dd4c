"""A glance: one small prepared SELECT without a transaction around it, for what every request asks.

Opening a transaction, and letting SQLAlchemy prepare a statement it has prepared ten thousand times before, costs
eight times what the statement itself costs. A glance is compiled once per dialect and sent to the driver as it is.
Values come as the driver gives them; `moment` reads a moment column of either engine.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from .database import Database
from .types import load_moment


class Glance:
    """A SELECT that is asked often. Parameters are `sa.bindparam`s given by name."""

    def __init__(self, statement: sa.Select[Any]) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, list[str] | None]] = {}

    def first(self, database: Database, **values: Any) -> Any | None:
        """The first row as a plain tuple, or None."""
        text, names = self._compiled.get(database.dialect) or self._compile(database)
        rows = database.drivers.fetch(text, values if names is None else [values[name] for name in names])
        return rows[0] if rows else None

    def _compile(self, database: Database) -> tuple[str, list[str] | None]:
        compiled = self._statement.compile(dialect=database.engine.dialect)
        names = list(compiled.positiontup or ()) if compiled.positional else None
        ready = self._compiled[database.dialect] = (compiled.string, names)
        return ready


def moment(stored: Any) -> datetime:
    """The moment a glance gave: text on SQLite, a datetime on PostgreSQL."""
    return load_moment(stored) if isinstance(stored, str) else stored.astimezone(UTC)
