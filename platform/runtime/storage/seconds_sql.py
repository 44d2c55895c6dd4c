"""Moments and days as whole seconds since 1970, the same on both databases, so that spans can be summed up exactly."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class SecondsSinceEpoch(FunctionElement[int]):
    """Of a day its midnight's, UTC; parts of seconds are cut off."""

    type = sa.BigInteger()
    inherit_cache = True


def seconds_since_epoch(moment: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """The seconds; NULL for NULL."""
    return SecondsSinceEpoch(moment)


@compiles(SecondsSinceEpoch, "postgresql")
def _seconds(element: SecondsSinceEpoch, compiler: SQLCompiler, **options: Any) -> str:
    (moment,) = element.clauses
    return f"CAST(floor(extract(epoch FROM {compiler.process(moment, **options)})) AS BIGINT)"


@compiles(SecondsSinceEpoch, "sqlite")
def _seconds_on_sqlite(element: SecondsSinceEpoch, compiler: SQLCompiler, **options: Any) -> str:
    (moment,) = element.clauses
    return f"CAST(strftime('%s', {compiler.process(moment, **options)}) AS INTEGER)"
