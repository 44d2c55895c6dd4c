"""A small table of whole numbers inside a statement, all of it one parameter: thousands of rows cost one value to bind
and leave the statement's text as it is."""

from collections.abc import Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB


def number_rows(dialect: str, names: Sequence[str], rows: Sequence[Sequence[int]]) -> sa.Select[Any]:
    """The rows as a SELECT with a column for each name."""
    text = sa.literal(orjson.dumps(rows).decode(), sa.Text())
    row: sa.ColumnElement[Any]
    if dialect == "postgresql":
        row = sa.func.jsonb_array_elements(sa.cast(text, JSONB)).column_valued("row")
    else:
        row = sa.func.json_each(text).table_valued("value").c.value
    member = row.op("->>", return_type=sa.Text())
    columns: list[sa.ColumnElement[Any]] = [
        sa.cast(member(at), sa.BigInteger).label(name) for at, name in enumerate(names)
    ]
    return sa.select(*columns)
