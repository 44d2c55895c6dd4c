"""Which columns fill which fields: a column may fill several fields, and several columns may fill one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """One column on its way into one field."""

    index: int
    column: str
    field: str
    cleanings: Mapping[str, Any]
    names: Mapping[str, str | None]


def targets(columns: Sequence[Mapping[str, Any]]) -> Iterator[Target]:
    """Each column with each field that it fills, in the order of the file."""
    for index, column in enumerate(columns):
        for part in parts(column):
            if part["field"]:
                cleanings, names = part.get("cleanings") or {}, part.get("names") or {}
                yield Target(index, column["name"], part["field"], cleanings, names)


def parts(column: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What is said of a column's first field, and of the others."""
    return [column, *(column.get("also") or ())]


def fields_of(column: Mapping[str, Any]) -> list[str]:
    """The fields that the column fills."""
    return [part["field"] for part in parts(column) if part["field"]]


def columns_by_field(columns: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Field → the column, or columns, that people find it under."""
    named: dict[str, str] = {}
    for target in targets(columns):
        before = named.get(target.field)
        named[target.field] = target.column if before is None else f"{before} + {target.column}"
    return named
