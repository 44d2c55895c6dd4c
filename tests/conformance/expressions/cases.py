"""The shared cases and what turns their JSON into values of each kind and back.

A case: name, tree, types (path: type), data, result, error (a code) and sql (false: not in lists). Values are JSON by
their declared type; a result that JSON cannot hold is {"decimal": …}, {"date": …} or {"datetime": …}.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from loomwork.runtime.expressions import Environment, Type
from loomwork.runtime.storage.types import ExactDecimal, Moment, long_text

FOLDER = Path(__file__).parent
SCALE = 6
SLOTS = 4

SQL_TYPES: dict[Type, Any] = {
    Type.BOOLEAN: sa.Boolean(),
    Type.INTEGER: sa.BigInteger(),
    Type.DECIMAL: ExactDecimal(SCALE),
    Type.TEXT: long_text(),
    Type.DATE: sa.Date(),
    Type.DATETIME: Moment(),
}


def load_cases() -> list[Any]:
    """Every case of every file, with "file" added."""
    return [
        case | {"file": path.stem}
        for path in sorted(FOLDER.glob("*.json"))
        for case in json.loads(path.read_text(), parse_float=Decimal)
    ]


def types_of(case: dict[str, Any]) -> dict[tuple[str, ...], Type]:
    return {tuple(path.split(".")): Type(type_) for path, type_ in case.get("types", {}).items()}


def environment_of(case: dict[str, Any]) -> Environment | None:
    return Environment(types_of(case)) if "types" in case else None


def value_of(raw: Any, type_: Type) -> Any:
    """The expression value of a JSON value of `type_`."""
    if raw is None:
        return None
    if type_ is Type.DECIMAL:
        return Decimal(raw)
    if type_ is Type.DATE:
        return date.fromisoformat(raw)
    if type_ is Type.DATETIME:
        return datetime.fromisoformat(raw).astimezone(UTC)
    return raw


def data_of(case: dict[str, Any]) -> Any:
    """The data with the declared values in place."""
    data = json.loads(json.dumps(case.get("data", {}), default=str)) if "types" in case else case.get("data")
    for path, type_ in types_of(case).items():
        level: Any = data
        for segment in path[:-1]:
            level = level.setdefault(segment, {})
        level[path[-1]] = value_of(level.get(path[-1]), type_)
    return data


def tagged(value: Any) -> Any:
    """A value in a form that compares alike wherever it came from: numbers as plain text with a tag."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, (int, float, Decimal)):
        return {"decimal": plain_number(Decimal(str(value)))}
    if isinstance(value, datetime):
        return {"datetime": value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, dict):
        return tagged(value_of(next(iter(value.values())), Type(next(iter(value)))))
    return [tagged(item) for item in value]


def plain_number(value: Decimal) -> str:
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def scratch_table() -> sa.Table:
    """A temporary table with some columns of each type."""
    columns = [sa.Column(f"{type_}_{slot}", kind) for type_, kind in SQL_TYPES.items() for slot in range(SLOTS)]
    return sa.Table("expression_values", sa.MetaData(), sa.Column("row", sa.Integer), *columns, prefixes=["TEMPORARY"])


def place(case: dict[str, Any], table: sa.Table) -> dict[tuple[str, ...], sa.Column[Any]]:
    """The column that holds each of the record's values."""
    used: dict[Type, int] = {}
    placed = {}
    for path, type_ in types_of(case).items():
        if path[0] == "record":
            placed[path] = table.c[f"{type_}_{used.setdefault(type_, 0)}"]
            used[type_] += 1
    return placed


def at(data: Any, path: tuple[str, ...]) -> Any:
    """The value at `path` in nested data; None when missing."""
    for segment in path:
        data = data.get(segment) if isinstance(data, dict) else None
    return data
