"""All records of a form that are read again and again, such as the candidates of a ranking.

In each transaction every row is looked at anew, so nothing is found that does not stand there. What is spared is the
work on rows that stand as they stood the last time: converting them, and what the reader makes of them. SQLite gives
whole rows at once, and they are compared; PostgreSQL is asked which version of the row (its place and the transaction
that wrote it) stands there, which costs less than sending and reading rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import sqlalchemy as sa

from ...storage.selected import Selected
from .compiler import Reading
from .question import Query

T = TypeVar("T")

# Of a larger form nothing is kept, so that memory stays bounded.
MOST_KEPT = 5_000
_PAGE = 200
_SYSTEM = ("id", "owner", "department")


class _Statements(NamedTuple):
    """`glance`: the rows, each with its id first, in a form that is another when the record is; `whole`: all columns,
    where the glance does not have them. `names` of the columns."""

    names: Sequence[str]
    glance: Selected
    whole: sa.Select[Any] | None


class Standing(Generic[T]):
    """For readers with the same rights, as long as the plans are the same. `make` is given a record's stored values
    with its id, owner and department; it must not depend on anything else, and nobody may change what it made.
    Thread-safe."""

    def __init__(self, make: Callable[[Mapping[str, Any]], T]) -> None:
        self._make = make
        self._statements: _Statements | None = None
        self._known: dict[Any, tuple[Sequence[Any], T]] = {}

    def all(self, reading: Reading) -> list[T]:
        """What is made of every record, oldest first."""
        statements = self._statements = self._statements or _statements(reading)
        if statements is None:
            return [self._make(values) for values in _paged(reading)]
        rows = statements.glance.raw_rows(reading.connection, {})
        known, none = self._known, (None, None)
        new = [row for row in rows if known.get(row[0], none)[0] != row]
        if new or len(known) > len(rows):
            made = zip(new, self._made(reading, statements, new), strict=True)
            known = known | {row[0]: (row, one) for row, one in made}
            known = {row[0]: known[row[0]] for row in rows}
            self._known = known if len(rows) <= MOST_KEPT else {}
        return [known[row[0]][1] for row in rows]

    def _made(self, reading: Reading, statements: _Statements, rows: Sequence[Sequence[Any]]) -> Iterator[T]:
        """What is made of these rows of the glance."""
        if statements.whole is None:
            loaded = statements.glance.loaded(rows)
        else:
            id = reading.plan.table.c.id
            loaded = []
            for first in range(0, len(rows), _PAGE):
                piece = [row[0] for row in rows[first : first + _PAGE]]
                loaded += reading.connection.execute(statements.whole.where(id.in_(piece))).all()
        for values in loaded:
            yield self._make(dict(zip(statements.names, values, strict=True)))


def _statements(reading: Reading) -> _Statements | None:
    statement = reading.standing(_SYSTEM)
    if statement is None:
        return None
    names, dialect = statement.selected_columns.keys(), reading.connection.dialect
    if dialect.name != "postgresql":
        return _Statements(names, Selected(dialect, statement), None)
    id = reading.plan.table.c.id
    versions = statement.with_only_columns(id, *(sa.column(name) for name in ("ctid", "xmin")))
    return _Statements(names, Selected(dialect, versions), statement)


def _paged(reading: Reading) -> Iterator[Mapping[str, Any]]:
    cursor = None
    while True:
        page = reading.page(Query(sort=("id",), limit=_PAGE, cursor=cursor))
        for record in page.items:
            yield {**record.values, "id": record.id, "owner": record.owner, "department": record.department}
        cursor = page.next_cursor
        if cursor is None:
            return
