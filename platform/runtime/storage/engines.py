"""Engines for both databases, set up so that a commit is durable and transactions begin as they are meant."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

_BUSY_TIMEOUT_S = 30
_POOL_SIZE = 24

# Upper rooms add what each new SQLite connection needs, such as the Decimal functions of expressions.
sqlite_connection_hooks: list[Callable[[sqlite3.Connection], None]] = []


def sqlite_engine(path: Path, *, durable: bool = True) -> Engine:
    """An engine on a SQLite file. `durable=False` skips fsync: for scratch workspaces only."""
    engine = sa.create_engine(
        f"sqlite:///{path}",
        pool_size=_POOL_SIZE,
        max_overflow=_POOL_SIZE,
        pool_reset_on_return=None,
        # A statement that fails must not carry people's data into a log.
        hide_parameters=True,
        connect_args={"timeout": _BUSY_TIMEOUT_S, "check_same_thread": False, "cached_statements": 512},
        query_cache_size=2000,
    )

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        # The driver must not begin transactions by itself: `begin` below says which kind is meant.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL" if durable else "PRAGMA synchronous=OFF",
            "PRAGMA foreign_keys=ON",
            "PRAGMA temp_store=MEMORY",
            "PRAGMA cache_size=-16000",
            "PRAGMA wal_autocheckpoint=2000",
        ):
            cursor.execute(pragma)
        cursor.close()
        for hook in sqlite_connection_hooks:
            hook(connection)

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") == "AUTOCOMMIT":
            return  # Every statement stands by itself: see `kept.py`.
        driver: Any = connection.connection.driver_connection
        if driver.in_transaction:
            return  # The writing unit has begun it already: see `database.py`.
        writes = options.get("loomwork_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def postgresql_engine(url: str, schema: str, *, pool_size: int = 8) -> Engine:
    """An engine whose connections live in one schema, so that nothing crosses from one workspace to another."""
    # Not at the top: who runs on SQLite need not load PostgreSQL's driver.
    from .pipelined import pipelined

    engine = sa.create_engine(
        url,
        pool_size=pool_size,
        max_overflow=_POOL_SIZE - pool_size,
        pool_recycle=1800,
        hide_parameters=True,
        # Statements of figures are long and their rows few: compiling one took ten times what running it takes.
        connect_args={"options": f"-csearch_path={schema} -cTimeZone=UTC -clock_timeout=30s -cjit=off"},
        query_cache_size=2000,
    )
    return pipelined(engine)
