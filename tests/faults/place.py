"""Where a workspace's data lie, read with plain SQL: for the judge, which shares no code with the product."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql as psql
from psycopg.rows import dict_row

Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a workspace's data lie: a SQLite file, or a PostgreSQL address and schema."""

    file: Path | None = None
    url: str = ""
    schema: str = ""

    def tables(self, names: Iterable[str]) -> dict[str, list[Row]]:
        """All rows of some tables, as of one moment."""
        with self._connected() as run:
            return {name: run("SELECT * FROM {}", name) for name in names}

    def select(self, table: str, column: str, *values: str) -> list[Row]:
        """The rows of a table with one of the values in one column."""
        marks = ", ".join("?" for _ in values)
        with self._connected() as run:
            return run(f"SELECT * FROM {{}} WHERE {{}} IN ({marks})", table, column, values=values)

    def count(self, table: str, column: str, value: str) -> int:
        """How many rows of a table have a value in one column."""
        with self._connected() as run:
            return int(run("SELECT count(*) AS rows FROM {} WHERE {} = ?", table, column, values=(value,))[0]["rows"])

    def set_clock(self, offset_s: int) -> None:
        """Move the sandbox's clock to an absolute offset, so that moving it twice does no harm."""
        with self._connected() as run:
            run("UPDATE {} SET clock_offset_s = ?", "workspace_state", values=(offset_s,))

    @contextmanager
    def _connected(self) -> Iterator[Callable[..., list[Row]]]:
        if self.file is not None:
            yield from self._on_sqlite(self.file)
        else:
            yield from self._on_postgresql()

    def _on_sqlite(self, file: Path) -> Iterator[Callable[..., list[Row]]]:
        with closing(sqlite3.connect(file, timeout=60, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row

            def run(text: str, *names: str, values: tuple[Any, ...] = ()) -> list[Row]:
                statement = text.format(*(f'"{name}"' for name in names))
                return [dict(row) for row in connection.execute(statement, values)]

            connection.execute("BEGIN")
            yield run
            connection.execute("COMMIT")

    def _on_postgresql(self) -> Iterator[Callable[..., list[Row]]]:
        plain = self.url.replace("postgresql+psycopg://", "postgresql://")
        with psycopg.connect(plain, row_factory=dict_row) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.execute(psql.SQL("SET search_path TO {}").format(psql.Identifier(self.schema)))

            def run(text: str, *names: str, values: tuple[Any, ...] = ()) -> list[Row]:
                statement = psql.SQL(text.replace("?", "%s")).format(*map(psql.Identifier, names))
                cursor = connection.execute(statement, values)
                return cursor.fetchall() if cursor.description else []

            yield run
