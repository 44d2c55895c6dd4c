"""Who wrote since I last looked? Answered alike for both databases, without a counter that every writer would wait for.

SQLite has one writer at a time, so a number that each write raises orders the commits. On PostgreSQL a transaction
writes its own number, and a reader remembers the oldest that was still open when he looked: everything that can have
come to light since has that number or a higher one. He may see a row twice and never misses one.
"""

from typing import Any

import sqlalchemy as sa

from .tables import directory_entry

_t = directory_entry


def next_seq(dialect: str, form: sa.ColumnElement[str]) -> sa.ColumnElement[int]:
    """The number a writer gives to the row of `form` that he writes, as SQL."""
    if dialect == "postgresql":
        return _number(sa.func.pg_current_xact_id())
    # An alias: within an UPDATE the table itself is the row that is written.
    others = _t.alias("others")
    highest = sa.select(sa.func.coalesce(sa.func.max(others.c.seq), 0) + 1).where(others.c.form == form)
    return highest.scalar_subquery()


def mark(connection: sa.Connection, form: str) -> int:
    """What a reader remembers, taken before he reads: the next time he reads the rows from there on."""
    if connection.dialect.name == "postgresql":
        oldest = _number(sa.func.pg_snapshot_xmin(sa.func.pg_current_snapshot()))
        return int(connection.execute(sa.select(oldest)).scalar_one())
    return _highest(connection, form) + 1


def written_since(connection: sa.Connection, form: str, since: int) -> frozenset[str]:
    """The records whose names were written since a reader took that mark."""
    wanted = sa.select(_t.c.record_id).where(_t.c.form == form, _t.c.seq >= since)
    return frozenset(connection.execute(wanted).scalars())


def _highest(connection: sa.Connection, form: str) -> int:
    return connection.execute(sa.select(sa.func.max(_t.c.seq)).where(_t.c.form == form)).scalar_one() or 0


def _number(expression: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.cast(sa.cast(expression, sa.Text), sa.BigInteger)
