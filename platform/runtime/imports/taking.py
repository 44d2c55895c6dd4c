"""Take rows: cells become JSON values, names become ids, and the records go the way of all records."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..errors import PlatformError, Problems
from ..fields.base import cell_text
from ..forms import FormPlan
from ..identifiers import new_id
from ..records.drafting import draft_problems
from ..storage import Transaction
from .names import NAMED, Names, Recall
from .reading import value_of
from .sheets import Row, cell_at
from .targets import Target, targets

_BETWEEN = " "


@dataclass(slots=True)
class Taken:
    """A row read: the values for its record, or what is wrong with it. `cells` by field, as they stand in the file."""

    number: int
    cells: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[PlatformError] = field(default_factory=list)


class Taker:
    """Reads rows of one form by its columns (see `targets.py`), those without a field left out."""

    def __init__(
        self,
        context: Context,
        connection: sa.Connection,
        plans: Plans,
        plan: FormPlan,
        columns: Sequence[Mapping[str, Any]],
        *,
        joined: Collection[str] = (),
        recall: Recall = lambda field, names: {},
    ) -> None:
        """`joined`: the fields in which the texts of several columns are put together; elsewhere the first counts."""
        self._context = context
        self._plans = plans
        self._plan = plan
        self._joined = frozenset(joined)
        self._filling: dict[str, list[Target]] = {}
        for target in targets(columns):
            if target.field in plan.writable:
                self._filling.setdefault(target.field, []).append(target)
        kept = {target.index for key, some in self._filling.items() if not self._names_one(key) for target in some}
        self._names = {
            key: Names(
                context,
                connection,
                plans,
                plan.writable[key],
                {name: meant for target in some for name, meant in target.names.items()},
                recall=recall,
                kept_elsewhere=all(target.index in kept for target in some),
            )
            for key, some in self._filling.items()
            if self._names_one(key)
        }
        # Nearly all fields have one column, and each cell of the file passes here.
        self._single = {key: some[0].index for key, some in self._filling.items() if len(some) == 1}
        self._chosen = {key: self.cleanings(key) for key in self._filling}
        called = dict.fromkeys((plan.title_field, *(field.key for field in plan.unique)))
        self._own = [key for key in self._names if plan.writable[key].settings.get("target") == (plan.app, plan.key)]
        # What rows below may call the record of a row by.
        self._called = [key for key in called if key in self._filling] if self._own else []
        self._above: set[str] = set()

    def _names_one(self, key: str) -> bool:
        return self._plan.writable[key].type.links in NAMED

    @property
    def names(self) -> Mapping[str, Names]:
        """For each field that is filled by names, what they stand for."""
        return self._names

    def waves(self, rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
        """The rows in parts, so that one which names a record of a row above comes after it has been made."""
        if not self._called:
            yield rows
            return
        begin, made = 0, set[str]()
        for at, (_, cells) in enumerate(rows):
            if any(self._text(key, cells) in made for key in self._own):
                yield rows[begin:at]
                begin = at
                for key in self._own:
                    self._names[key].forget(made)
                made = set()
            made.update(self._text(key, cells) for key in self._called)
        yield rows[begin:]

    def take(self, tx: Transaction | None, rows: Sequence[Row]) -> list[Taken]:
        """The rows' values; a row with problems has them all. Records to be created for names are, in `tx`."""
        self.look_up(rows)
        return [self._take(tx, number, cells) for number, cells in rows]

    def look_up(self, rows: Sequence[Row]) -> None:
        """Find all that the rows name at once."""
        for key, names in self._names.items():
            names.look_up(self._text(key, cells) for _, cells in rows)

    def cell(self, key: str, cells: tuple[Any, ...]) -> Any:
        """What a row holds for the field: the first cell that is filled, or all of them together."""
        if (index := self._single.get(key)) is not None:
            only = cell_at(cells, index)
            return None if only == "" else only
        filled = [
            cell for target in self._filling[key] if (cell := cell_at(cells, target.index)) is not None and cell != ""
        ]
        if len(filled) > 1 and key in self._joined:
            return _BETWEEN.join(text for text in map(cell_text, filled) if text)
        return filled[0] if filled else None

    def cleanings(self, key: str) -> dict[str, Any]:
        """What was chosen for the cells of the field."""
        return {kind: choice for target in self._filling[key] for kind, choice in target.cleanings.items()}

    def _text(self, key: str, cells: tuple[Any, ...]) -> str:
        return cell_text(self.cell(key, cells))

    def problems_with(self, taken: Taken) -> list[PlatformError]:
        """What the row is refused for, also by the form's rules, as far as that shows without the database."""
        told = {error.pointer for error in taken.problems}
        others = draft_problems(self._context, self._plans, self._plan, taken.values)
        return [*taken.problems, *(error for error in others if error.pointer not in told)]

    def _take(self, tx: Transaction | None, number: int, cells: tuple[Any, ...]) -> Taken:
        taken = Taken(number, {key: self.cell(key, cells) for key in self._filling})
        for key, cell in taken.cells.items():
            if cell is None:
                continue
            try:
                value = self._value(tx, key, cell)
            except PlatformError as error:
                error.pointer = f"/values/{key}"
                taken.problems.append(error)
            else:
                if value is not None:
                    taken.values[key] = value
        self._above.update(cell_text(taken.cells[key]) for key in self._called)
        return taken

    def _value(self, tx: Transaction | None, key: str, cell: Any) -> Any:
        if (names := self._names.get(key)) is None:
            return value_of(self._plan.writable[key], cell, self._chosen[key])
        text = cell_text(cell)
        if tx is None and key in self._own and text in self._above and names.match(text).id is None:
            return new_id()  # Nothing is written: the row above stands for its record.
        return names.value_of(tx, text) if text else None


def refused(error: PlatformError) -> Iterable[PlatformError]:
    """The single problems of a refusal."""
    return error.errors if isinstance(error, Problems) else [error]
