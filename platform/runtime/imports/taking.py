"""Take rows: cells become JSON values, names become ids, and the records go the way of all records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..errors import PlatformError, Problems
from ..fields.base import cell_text
from ..forms import FieldPlan, FormPlan
from ..records.drafting import draft_problems
from ..storage import Transaction
from .names import NAMED, Names
from .reading import value_of
from .sheets import Row, cell_at


@dataclass(slots=True)
class Taken:
    """A row read: the values for its record, or what is wrong with it. `cells` by field, as they stand in the file."""

    number: int
    cells: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[PlatformError] = field(default_factory=list)


class Taker:
    """Reads rows of one form by its columns: [{"field", "cleanings", "names"}], those without a field left out."""

    def __init__(
        self,
        context: Context,
        connection: sa.Connection,
        plans: Plans,
        plan: FormPlan,
        columns: Sequence[Mapping[str, Any]],
    ) -> None:
        self._context = context
        self._plans = plans
        self._plan = plan
        self._columns: list[tuple[int, FieldPlan, Mapping[str, Any]]] = [
            (index, plan.writable[column["field"]], column.get("cleanings") or {})
            for index, column in enumerate(columns)
            if column["field"] in plan.writable
        ]
        self._names = {
            known.key: Names(context, connection, plans, known, columns[index].get("names") or {})
            for index, known, _ in self._columns
            if known.type.links in NAMED
        }

    def names_of(self, key: str) -> Names:
        """What the names in the field's column stand for."""
        return self._names[key]

    def take(self, tx: Transaction | None, rows: Sequence[Row]) -> list[Taken]:
        """The rows' values; a row with problems has them all. Records to be created for names are, in `tx`."""
        self.look_up(rows)
        return [self._take(tx, number, cells) for number, cells in rows]

    def look_up(self, rows: Sequence[Row]) -> None:
        """Find all that the rows name at once."""
        for index, known, _ in self._columns:
            if known.key in self._names:
                self._names[known.key].look_up(cell_text(cell_at(cells, index)) for _, cells in rows)

    def problems_with(self, taken: Taken) -> list[PlatformError]:
        """What the row is refused for, also by the form's rules, as far as that shows without the database."""
        told = {error.pointer for error in taken.problems}
        others = draft_problems(self._context, self._plans, self._plan, taken.values)
        return [*taken.problems, *(error for error in others if error.pointer not in told)]

    def _take(self, tx: Transaction | None, number: int, cells: tuple[Any, ...]) -> Taken:
        taken = Taken(number, {known.key: cell_at(cells, index) for index, known, _ in self._columns})
        for index, known, chosen in self._columns:
            cell = cell_at(cells, index)
            if cell is None:
                continue
            try:
                value = self._value(tx, known, cell, chosen)
            except PlatformError as error:
                error.pointer = f"/values/{known.key}"
                taken.problems.append(error)
            else:
                if value is not None:
                    taken.values[known.key] = value
        return taken

    def _value(self, tx: Transaction | None, known: FieldPlan, cell: Any, chosen: Mapping[str, Any]) -> Any:
        if (names := self._names.get(known.key)) is None:
            return value_of(known, cell, chosen)
        text = cell_text(cell)
        return names.id_of(tx, text) if text else None


def refused(error: PlatformError) -> Iterable[PlatformError]:
    """The single problems of a refusal."""
    return error.errors if isinstance(error, Problems) else [error]
