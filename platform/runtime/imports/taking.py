"""Take rows: cells become JSON values, names become ids, and the records go the way of all records."""

from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..errors import PlatformError, Problems
from ..fields.base import cell_text
from ..fields.reference import typed_name
from ..forms import FormPlan
from ..forms.names import split_names
from ..identifiers import new_id
from ..records.submission.drafting import draft_problems
from ..storage import Transaction
from .errors import RowsDiffer, SeveralNames
from .fillable import fillable, line_of
from .grouping import Grouping
from .names import NAMED, Names, Recall
from .reading import value_of
from .sheets import Row, cell_at
from .targets import Target, targets

_BETWEEN = " "

# Names that rows above have given to the records they make → the record's id, None where two are called so.
Above = MutableMapping[str, str | None]


@dataclass(slots=True)
class Taken:
    """Rows read that make one record, mostly a single one: the values, or what is wrong with them.

    `cells` by what they fill, as they stand in the file; those of detail lines are in `rows`, where there are several.
    `lines`: field → number of the row that each of its lines stands in.
    """

    number: int
    cells: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[PlatformError] = field(default_factory=list)
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    lines: dict[str, list[int]] = field(default_factory=dict)

    @property
    def numbers(self) -> list[int]:
        """Its rows, as the spreadsheet numbers them."""
        return [number for number, _ in self.rows] or [self.number]

    def cells_of(self, key: str) -> list[tuple[int, Any]]:
        """(row, cell) of all that the record has for `key`."""
        if line_of(key) is None:
            return [(self.number, self.cells[key])]
        return [(number, cells[key]) for number, cells in self.rows]


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
        grouping: Grouping | None = None,
        above: Above | None = None,
        once: str = "",
    ) -> None:
        """`joined`: the fields in which the texts of several columns are put together; elsewhere the first counts.
        `above`: what was read before is called, for rows that refer to it.
        `once`: what names the import where unknown names are counted beforehand (see `uses`)."""
        self._once = once
        self._context = context
        self._plans = plans
        self._plan = plan
        self._joined = frozenset(joined)
        self._grouping = grouping
        self._fields = fillable(plan)
        self._filling: dict[str, list[Target]] = {}
        for target in targets(columns):
            if target.field in self._fields:
                self._filling.setdefault(target.field, []).append(target)
        # Nearly all fields have one column, and each cell of the file passes here.
        self._single = {key: some[0].index for key, some in self._filling.items() if len(some) == 1}
        self._chosen = {key: self.cleanings(key) for key in self._filling}
        self._heads = [key for key in self._filling if line_of(key) is None]
        self._lined: dict[str, dict[str, str]] = {}
        for key in self._filling:
            if (line := line_of(key)) is not None:
                self._lined.setdefault(line[0], {})[line[1]] = key
        named = [key for key in self._filling if self._fields[key].type.links in NAMED]
        self._own = [key for key in named if self._fields[key].settings.get("target") == (plan.app, plan.key)]
        kept = {target.index for key, some in self._filling.items() if key not in named for target in some}
        self._names = {
            key: Names(
                context,
                connection,
                plans,
                self._fields[key],
                {name: meant for target in self._filling[key] for name, meant in target.names.items()},
                recall=_still_known(recall) if key in self._own else recall,
                kept_elsewhere=all(target.index in kept for target in self._filling[key]),
            )
            for key in named
        }
        # What rows below may call the record of a row by.
        self._listing = {key for _, key in plan.names.fields} if plan.names is not None else set[str]()
        called = dict.fromkeys((plan.title_field, *(field.key for field in plan.unique), *sorted(self._listing)))
        self._called = [key for key in called if key in self._filling] if self._own else []
        self._above: Above = {} if above is None else above

    @property
    def names(self) -> Mapping[str, Names]:
        """For each field that is filled by names, what they stand for."""
        return self._names

    @property
    def names_above(self) -> bool:
        """Whether a row may name a record that a row above it makes."""
        return bool(self._called)

    def waves(self, rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
        """The rows in parts, so that one which names a record of a row above comes after it has been made."""
        if not self._called:
            yield rows
            return
        wave: list[Row] = []
        made = set[str]()
        for group in self._groups(rows):
            if any(self._text(key, cells) in made for key in self._own for _, cells in group):
                yield wave
                wave = []
                for key in self._own:
                    self._names[key].forget(made)
                made = set()
            made.update(self._called_by(group[0][1]))
            wave.extend(group)
        yield wave

    def take(self, tx: Transaction | None, rows: Sequence[Row]) -> list[Taken]:
        """The values of the rows' records; one with problems has them all. Records to be created for names are, in
        `tx`; without it nothing is written, and a row above stands for the record it would make."""
        self.look_up(rows)
        if self._grouping is None:
            return [self._take(tx, number, cells) for number, cells in rows]
        return [self._take_group(tx, group) for group in self._grouping.groups(rows)]

    def look_up(self, rows: Sequence[Row]) -> None:
        """Find all that the rows name at once."""
        for key, names in self._names.items():
            look_up = names.look_up if line_of(key) is None else names.look_up_lists
            look_up(self._text(key, cells) for _, cells in rows)

    def uses(self, rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
        """(field, name, once) of the names that nobody knows, each record's; for `directory.count_names`."""
        counting = [key for key in self._heads if key not in self._own and self._counts(key)]
        for group in self._groups(rows) if counting else ():
            for key in counting:
                text = next((text for _, cells in group if (text := self._text(key, cells))), "")
                if text and self._names[key].is_counted(text):
                    yield key, text, self._noted(group[0][0], key)

    def note_made(self, taken: Taken, id: str) -> None:
        """Rows below may name the record that was made of `taken`, by any name that it bears."""
        for key in self._called:
            for name in self._names_in(key, taken.cells.get(key)):
                self._above[name] = id if self._above.get(name, id) == id else None

    def names_in(self, key: str, cell: Any) -> list[str]:
        """The names in a cell of a field that is filled by names."""
        name = cell_text(cell)
        if not name:
            return []
        return [name] if line_of(key) is None else self._names[key].parts(name)

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

    def problems_with(self, taken: Taken) -> list[PlatformError]:
        """What the row is refused for, also by the form's rules, as far as that shows without the database."""
        told = {error.pointer for error in taken.problems}
        others = draft_problems(self._context, self._plans, self._plan, taken.values)
        return [*taken.problems, *(error for error in others if error.pointer not in told)]

    def _counts(self, key: str) -> bool:
        return key in self._names and self._names[key].counts

    def _noted(self, number: int, key: str) -> str:
        return f"{self._once}/{number}/{key}"[:80]

    def _groups(self, rows: Sequence[Row]) -> Iterable[Sequence[Row]]:
        return [[row] for row in rows] if self._grouping is None else self._grouping.groups(rows)

    def _text(self, key: str, cells: tuple[Any, ...]) -> str:
        return cell_text(self.cell(key, cells))

    def _called_by(self, cells: tuple[Any, ...]) -> Iterator[str]:
        for key in self._called:
            yield from self._names_in(key, self.cell(key, cells))

    def _names_in(self, key: str, cell: Any) -> set[str]:
        """What a cell calls the row's own record; a directory's field may hold several names."""
        name = cell_text(cell)
        return {name, *(split_names(name) if key in self._listing else ())} - {""}

    def _take(self, tx: Transaction | None, number: int, cells: tuple[Any, ...]) -> Taken:
        taken = Taken(number, {key: self.cell(key, cells) for key in self._heads})
        self._read_head(tx, taken)
        return taken

    def _take_group(self, tx: Transaction | None, group: Sequence[Row]) -> Taken:
        """Several rows as one record: its own fields are said once, or alike; each row adds its lines."""
        rows = [(number, {key: self.cell(key, cells) for key in self._filling}) for number, cells in group]
        taken = Taken(rows[0][0], {}, rows=rows)
        for key in self._heads:
            self._gather(taken, key)
        self._read_head(tx, taken)
        for field_key, columns in self._lined.items():
            lines: list[dict[str, Any]] = []
            taken.lines[field_key] = []
            for number, cells in rows:
                found = self._lines(tx, taken, cells, columns, f"/values/{field_key}", len(lines))
                taken.lines[field_key] += [number] * len(found)
                lines += found
            if lines:
                taken.values[field_key] = lines
        return taken

    def _gather(self, taken: Taken, key: str) -> None:
        """The first cell of the rows that is filled; any other that is must say the same."""
        said: int | None = None
        taken.cells[key] = None
        for number, cells in taken.rows:
            cell = cells[key]
            if cell is None or not cell_text(cell):
                continue
            if said is None:
                said, taken.cells[key] = number, cell
            elif not self._alike(key, cell, taken.cells[key]):
                differs = RowsDiffer(title=self._fields[key].title, row=said)
                differs.pointer = f"/rows/{number}/{key}"
                taken.problems.append(differs)

    def _alike(self, key: str, one: Any, other: Any) -> bool:
        """Whether two cells say the same, though they may be written otherwise."""
        if cell_text(one) == cell_text(other):
            return True
        try:
            if (names := self._names.get(key)) is not None:
                meant = names.match(cell_text(one)).id
                return meant is not None and meant == names.match(cell_text(other)).id
            read = [
                self._fields[key].load(value_of(self._fields[key], cell, self._chosen[key])) for cell in (one, other)
            ]
        except PlatformError:
            return False
        return bool(read[0] == read[1])

    def _read_head(self, tx: Transaction | None, taken: Taken) -> None:
        taken.values |= self._read(tx, taken, taken.cells, {key: key for key in taken.cells}, "/values")
        if tx is None and self._called:
            self.note_made(taken, new_id())

    def _lines(
        self,
        tx: Transaction | None,
        taken: Taken,
        cells: Mapping[str, Any],
        columns: Mapping[str, str],
        pointer: str,
        at: int,
    ) -> list[dict[str, Any]]:
        """The line that a row adds, or one for each name where a cell holds several; none where it fills none of the
        columns. `at`: how many lines there are before."""
        filled = {column: key for column, key in columns.items() if cells[key] is not None}
        if not filled:
            return []
        several = [key for key in filled.values() if key in self._names and len(self.names_in(key, cells[key])) > 1]
        parts: list[dict[str, Any]] = [
            {column: cells[key] for column, key in filled.items() if key not in several or len(filled) == 1}
        ]
        if several and len(filled) > 1:
            error = SeveralNames(title=self._fields[several[0]].title)
            error.pointer = f"{pointer}/{at}/{next(column for column, key in filled.items() if key == several[0])}"
            taken.problems.append(error)
        elif several:
            (column, key), *_ = filled.items()
            parts = [{column: name} for name in self.names_in(key, cells[key])]
        return [self._read(tx, taken, part, filled, f"{pointer}/{at + index}") for index, part in enumerate(parts)]

    def _read(
        self,
        tx: Transaction | None,
        taken: Taken,
        cells: Mapping[str, Any],
        keys: Mapping[str, str],
        pointer: str,
    ) -> dict[str, Any]:
        """The values of the cells that are filled; `keys`: the field behind each, or the column of lines."""
        values: dict[str, Any] = {}
        for name, cell in cells.items():
            if cell is None:
                continue
            try:
                value = self._value(tx, keys[name], cell)
            except PlatformError as error:
                error.pointer = f"{pointer}/{name}"
                taken.problems.append(error)
            else:
                if self._once and keys[name] not in self._own and typed_name(value) is not None:
                    value["noted"] = self._noted(taken.number, keys[name])
                if value is not None:
                    values[name] = value
        return values

    def _value(self, tx: Transaction | None, key: str, cell: Any) -> Any:
        if (names := self._names.get(key)) is None:
            return value_of(self._fields[key], cell, self._chosen[key])
        text = cell_text(cell)
        if key in self._own and self._above.get(text) is not None and names.match(text).id is None:
            return self._above[text]
        return names.value_of(tx, text) if text else None


def _still_known(recall: Recall) -> Recall:
    """Without what nobody answered to: rows above may have made records of such names."""
    return lambda field, names: {name: match for name, match in recall(field, names).items() if match.id is not None}


def source_of(run: Mapping[str, Any], taken: Taken) -> dict[str, Any]:
    """Where a record's values came from, as its entry in the change record tells."""
    return {"import": run["id"], "file": run["file_name"], "row": taken.number} | run["options"].get("source", {})


def refused(error: PlatformError) -> Iterable[PlatformError]:
    """The single problems of a refusal."""
    return error.errors if isinstance(error, Problems) else [error]


def placed(taken: Taken, errors: Iterable[PlatformError]) -> Iterator[tuple[int, str, PlatformError]]:
    """Each error with the row it belongs to, and what it is about there."""
    for error in errors:
        parts = (error.pointer or "").split("/")[1:]
        number, key = taken.number, ""
        match parts:
            case ["rows", row, key]:
                number = int(row)
            case ["values", side, index, *column] if side in taken.lines and index.isdigit():
                rows = taken.lines[side]
                number = rows[int(index)] if int(index) < len(rows) else taken.number
                key = ".".join([side, *column[:1]])
            case ["values", key, *_]:
                pass
        yield number, key, error
