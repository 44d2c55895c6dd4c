"""SQLite works expressions out with the same Python functions: one registered function, told which by its key."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from ..storage.engines import sqlite_connection_hooks
from ..storage.types import dump_moment, load_moment
from .evaluate import applied
from .operators import operators
from .sql_terms import SQLITE_FUNCTION
from .types import python_types
from .values import number_text, round_number


def register_sqlite_functions(connection: sqlite3.Connection) -> None:
    """Make a new SQLite connection able to run what sql_expression builds."""
    connection.create_function(SQLITE_FUNCTION, -1, _run, deterministic=True)


def _run(key: str, types: str, *arguments: Any) -> Any:
    own = _OWN.get(key)
    if own is not None:
        return own(*arguments)
    row = operators.get(key)
    kinds = types.split()
    context, stored = arguments[: len(arguments) - len(kinds)], arguments[len(arguments) - len(kinds) :]
    values = [_load(value, type_) for value, type_ in zip(stored, kinds, strict=True)]
    allowed = [python_types(kind) for kind in row.kinds(len(values))]
    return _dump(applied(row, allowed)(values, context))


def _load(stored: Any, type_: str) -> Any:
    """An SQLite value as the expression value of `type_`."""
    if stored is None:
        return None
    loader = _LOADERS.get(type_)
    return loader(stored) if loader else stored


def _dump(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, Decimal)):
        return number_text(value)
    if isinstance(value, datetime):
        return dump_moment(value)
    return value.isoformat() if isinstance(value, date) else value


def _number(stored: Any) -> int | Decimal:
    return Decimal(stored) if isinstance(stored, str) and "." in stored else int(stored)


_LOADERS: dict[str, Callable[[Any], Any]] = {
    "integer": _number,
    "decimal": _number,
    "date": date.fromisoformat,
    "datetime": load_moment,
    "boolean": bool,
}


def _from_scaled(stored: int | None, scale: int) -> str | None:
    """The number that a scaled integer stands for."""
    return None if stored is None else number_text(Decimal(stored).scaleb(-scale))


def _compare(left: Any, right: Any) -> int | None:
    """-1, 0 or 1."""
    if left is None or right is None:
        return None
    first, second = _number(left), _number(right)
    return (first > second) - (first < second)


def _local_day(stored: str | None, zone: str) -> str | None:
    """The day of a moment in a zone."""
    return None if stored is None else load_moment(stored).astimezone(ZoneInfo(zone)).date().isoformat()


def _to_scaled(stored: Any, places: int, scale: int, low: str, high: str) -> int | None:
    """A number rounded to `places`, as an integer scaled by 10**scale; None beyond `low` and `high`."""
    if stored is None:
        return None
    rounded = Decimal(round_number(_number(stored), places))
    return int(rounded.scaleb(scale)) if Decimal(low) <= rounded <= Decimal(high) else None


_OWN: dict[str, Callable[..., Any]] = {
    "from_scaled": _from_scaled,
    "compare": _compare,
    "local_day": _local_day,
    "to_scaled": _to_scaled,
}

sqlite_connection_hooks.append(register_sqlite_functions)
