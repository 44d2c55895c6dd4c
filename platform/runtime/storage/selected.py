"""A SELECT that is asked often, compiled once: rows as SQLAlchemy would give them, without its work for each time."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from .compiled import compile_for
from .kept import as_by_sqlalchemy

_Load = Callable[[Any], Any]


class Selected:
    """A statement whose parameters are `sa.bindparam`s, for one kind of database. Thread-safe."""

    def __init__(self, dialect: Dialect, statement: sa.Select[Any]) -> None:
        self._dialect = dialect
        self._compiled = compile_for(dialect, statement)
        self._types = [column.type for column in statement.selected_columns]
        self._loads: list[tuple[int, _Load, _Load]] | None = None

    def rows(self, connection: sa.Connection, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """The rows for these values. Raises sa.exc.DBAPIError."""
        return self.loaded(self.raw_rows(connection, values))

    def raw_rows(self, connection: sa.Connection, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """The rows as the driver gives them, for `loaded`. Raises sa.exc.DBAPIError."""
        try:
            cursor = self._compiled.run(connection.connection.dbapi_connection, values)
            rows: list[Sequence[Any]] = cursor.fetchall()
        except self._dialect.loaded_dbapi.Error as error:
            raise as_by_sqlalchemy(self._dialect, self._compiled.text, error) from error
        if self._loads is None:
            self._loads = self._found_loads(cursor.description)
        cursor.close()
        return rows

    def loaded(self, rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """Rows of this statement as SQLAlchemy would give them."""
        if not self._loads or not rows:
            return rows
        # Column by column: most need no conversion, and those that do are converted in one go. Empty stays empty.
        converted: dict[int, list[Any]] = {}
        for index, load, load_filled in self._loads:
            column = [row[index] for row in rows]
            if None not in column:
                converted[index] = list(map(load_filled, column))
            elif column.count(None) < len(column):
                converted[index] = list(map(load, column))
        if not converted:
            return rows
        columns = zip(*rows, strict=True)
        return list(zip(*(converted.get(index, column) for index, column in enumerate(columns)), strict=True))

    def _found_loads(self, description: Sequence[Any]) -> list[tuple[int, _Load, _Load]]:
        """The conversions of the columns that have one, the second for values that are there; they may depend on the
        driver's own type of the column."""
        found: list[tuple[int, _Load, _Load]] = []
        for index, (type_, described) in enumerate(zip(self._types, description, strict=True)):
            load = type_.dialect_impl(self._dialect).result_processor(self._dialect, described[1])
            if load is not None:
                load_filled = type_.filled_processor(self._dialect) if hasattr(type_, "filled_processor") else load
                found.append((index, load, load_filled))
        return found


class PreparedSelect:
    """A statement that is asked of either database: a `Selected` for each, and rows whose values have `names`."""

    def __init__(self, statement: sa.Select[Any]) -> None:
        self.names: list[str] = statement.selected_columns.keys()
        self._statement = statement
        self._selected: dict[str, Selected] = {}
        self._row = _row_of(self.names)

    def rows(self, connection: sa.Connection, values: Mapping[str, Any]) -> list[Any]:
        """The rows for these values. Raises sa.exc.DBAPIError."""
        dialect = connection.dialect
        selected = self._selected.get(dialect.name)
        if selected is None:
            selected = self._selected[dialect.name] = Selected(dialect, self._statement)
        return list(map(self._row._make, selected.rows(connection, values)))


def _row_of(names: Sequence[str]) -> Any:
    # Names that Python would not take are reached by their place.
    return namedtuple("Row", names, rename=True)
