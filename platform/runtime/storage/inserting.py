"""INSERT … ON CONFLICT, which SQLAlchemy has once for each database."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def insert_on(dialect: str, table: sa.Table) -> Any:
    """An INSERT into `table` that can say what happens on a conflict; `dialect`: "sqlite" or "postgresql"."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
