"""Previews: a workspace that is read as if other definitions held, and in which nothing can be written.

Everything goes through one connection and one transaction, which is rolled back at the end. Tables that lack something
are stood in for by temporary views of the same name: both engines look among what is temporary first, and what is made
there touches neither the data nor anybody else.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa

from ..errors import ReadOnly
from .borrowed import BorrowedDatabase, like
from .transaction import Transaction
from .workspace import Workspace


@contextmanager
def previewed(workspace: Workspace, stand_ins: Sequence[str]) -> Iterator[Workspace]:
    """The workspace for reading, its tables stood in for by what the statements of `stand_ins` create. For one thread;
    whoever writes there gets ReadOnly."""
    with workspace.database.engine.connect() as connection:
        transaction = connection.begin()
        try:
            for statement in stand_ins:
                connection.exec_driver_sql(statement)
            with _reading(connection):
                yield like(workspace, _PreviewedDatabase(connection), workspace.clock)
        finally:
            transaction.rollback()


def stand_in(connection: sa.Connection, table: sa.Table, there: frozenset[str] | None) -> str:
    """The statement that creates the view for a table of which the columns `there` exist; None: it does not exist."""
    dialect = connection.dialect
    schema = "main" if dialect.name == "sqlite" else connection.execute(sa.select(sa.func.current_schema())).scalar()
    columns = [
        sa.column(one.name) if one.name in (there or ()) else sa.cast(sa.null(), one.type).label(one.name)
        for one in table.c
    ]
    rows = sa.select(*columns)
    rows = rows.where(sa.false()) if there is None else rows.select_from(sa.table(table.name, schema=schema))
    name = dialect.identifier_preparer.quote(table.name)
    body = rows.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return f"CREATE TEMPORARY VIEW {name} AS {body}"


@contextmanager
def _reading(connection: sa.Connection) -> Iterator[None]:
    """The database itself refuses what would write."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        yield
        return
    connection.exec_driver_sql("PRAGMA query_only=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA query_only=OFF")


class _PreviewedDatabase(BorrowedDatabase):
    """Is read only."""

    @contextmanager
    def write(self, *, gathers: bool = False) -> Iterator[Transaction]:
        yield from _refused()


def _refused() -> Iterator[Transaction]:
    raise ReadOnly
