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
        self._compiled: dict[str, tuple[str, list[str]]] = {}

    def first(self, database: Database, **values: Any) -> Any | None:
        """The first row as a plain tuple, or None."""
        text, names = self._text(database)
        if database.dialect == "sqlite":
            raw = database.engine.raw_connection()
            try:
                found = raw.cursor().execute(text, [values[name] for name in names])
                return found.fetchone()
            finally:
                raw.close()
        with database.glancing.connect() as connection:
            return connection.exec_driver_sql(text, values).fetchone()

    def _text(self, database: Database) -> tuple[str, list[str]]:
        if (ready := self._compiled.get(database.dialect)) is None:
            compiled = self._statement.compile(dialect=database.engine.dialect)
            ready = self._compiled[database.dialect] = (compiled.string, list(compiled.positiontup or ()))
        return ready


def moment(stored: Any) -> datetime:
    """The moment a glance gave: text on SQLite, a datetime on PostgreSQL."""
    return load_moment(stored) if isinstance(stored, str) else stored.astimezone(UTC)
