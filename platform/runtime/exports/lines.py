"""A record's rows in a file: one, or one for each of its detail lines, so that an import reads them back.

lines: "cell" keeps all lines of a field in its cell; "repeated" gives each line a row that says the record's own fields
again, "first" one that leaves them empty below the first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..fields.columns import Column, titled
from ..forms import FieldPlan
from ..localized import text

LINES = ("cell", "repeated", "first")


@dataclass(frozen=True, slots=True)
class Place:
    """One column of the file: a field, or a column of its lines."""

    field: FieldPlan
    column: Column | None = None

    def head(self, locale: str) -> str:
        """What the column is called."""
        title = self.field.title if self.column is None else titled(self.field.title, self.column.title)
        return str(text(title, locale))


def places(fields: list[FieldPlan], readable: frozenset[str], lines: str) -> list[Place]:
    """The columns of the file, as far as its reader sees them."""
    found: list[Place] = []
    for field in fields:
        if lines == "cell" or field.type.side != "lines":
            found.append(Place(field))
        else:
            shown = [column for key, column in field.columns.items() if f"{field.key}.{key}" in readable]
            found += [Place(field, column) for column in shown]
    return found


def rows_of(places: list[Place], values: Mapping[str, Any], lines: str) -> Iterator[list[tuple[Place, Any, str]]]:
    """For each row of a record its cells: place, stored value, and the key of its label."""
    lined = {place.field.key: values.get(place.field.key) or [] for place in places if place.column is not None}
    for number in range(max(1, *map(len, lined.values())) if lined else 1):
        row: list[tuple[Place, Any, str]] = []
        for place in places:
            key = place.field.key
            if place.column is None:
                row.append((place, values.get(key) if not number or lines != "first" else None, key))
            elif number < len(lined[key]):
                line = lined[key][number]
                row.append((place, line.get(place.column.key), f"{key}/{line['id']}/{place.column.key}"))
            else:
                row.append((place, None, ""))
        yield row
