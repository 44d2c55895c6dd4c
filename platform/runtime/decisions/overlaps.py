"""What a table's author should know before publishing: rows that can both match, and cases that no row covers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..expressions.types import Type
from ..expressions.values import number_text
from ..localized import text
from .cells import ORDERED, Cell
from .plan import DecisionPlan, Part, Row

# A table whose inputs multiply beyond this is not searched to the end.
_MOST_STEPS = 200_000


def first_meeting(plan: DecisionPlan) -> tuple[Row, Row] | None:
    """The first two rows that one case can meet."""
    return next(meetings(plan), None)


def meetings(plan: DecisionPlan) -> Iterator[tuple[Row, Row]]:
    """Each two rows that one case can meet; rows of different priority do not count as meeting."""
    for number, row in enumerate(plan.rows):
        for other in plan.rows[:number]:
            if plan.hit == "priority" and row.priority != other.priority:
                continue
            if row.valid.meets(other.valid) and all(map(Cell.meets, row.cells, other.cells)):
                yield other, row


@dataclass(frozen=True, slots=True)
class Gap:
    """A case that no row covers: per input the value (or a range of them) in which it lies."""

    inputs: tuple[Part, ...]
    region: tuple[Cell, ...]

    def words(self, locale: str) -> str:
        """The case as people read it."""
        said = [
            f"{text(part.title, locale)} {_said(cell)}"
            for part, cell in zip(self.inputs, self.region, strict=True)
            if cell.kind != "any"
        ]
        return ("，" if locale == "zh-CN" else ", ").join(said)


def gaps(plan: DecisionPlan, most: int = 20) -> list[Gap]:
    """Cases without a row, at most `most`. Texts count as far as rows name them, numbers and days between the least and
    the greatest that rows name. What the table says `otherwise` about is no gap."""
    if plan.otherwise is not None or plan.hit == "collect":
        return []
    found: list[Gap] = []
    for region in _uncovered(plan, list(plan.rows), 0, (), [_MOST_STEPS]):
        found.append(Gap(plan.inputs, region))
        if len(found) == most:
            break
    return found


def first_gap(plan: DecisionPlan) -> Gap | None:
    """The first of the gaps."""
    return next(iter(gaps(plan, 1)), None)


def _uncovered(
    plan: DecisionPlan, rows: list[Row], position: int, region: tuple[Cell, ...], steps: list[int]
) -> Iterator[tuple[Cell, ...]]:
    steps[0] -= 1
    if steps[0] < 0:
        return
    if not rows:
        yield region + (Cell("any"),) * (len(plan.inputs) - position)
        return
    if position == len(plan.inputs):
        return
    if any(all(cell.kind == "any" for cell in row.cells[position:]) and row.valid.kind == "any" for row in rows):
        return
    for part in _regions(plan, position):
        left = [row for row in rows if row.cells[position].meets(part) and _valid_in(plan, row, position, part)]
        yield from _uncovered(plan, left, position + 1, (*region, part), steps)


def _valid_in(plan: DecisionPlan, row: Row, position: int, part: Cell) -> bool:
    return position != plan.valid_by or row.valid.meets(part)


def _regions(plan: DecisionPlan, position: int) -> list[Cell]:
    """The values of an input cut where rows draw a line: inside one region all rows match or none."""
    cells = [row.cells[position] for row in plan.rows]
    if position == plan.valid_by:
        cells += [row.valid for row in plan.rows]
    type_ = plan.inputs[position].type
    if type_ is Type.BOOLEAN:
        return [Cell("values", frozenset({value})) for value in (True, False)]
    named = {value for cell in cells for value in cell.values if value is not None}
    if type_ not in ORDERED or all(cell.kind in ("any", "values") for cell in cells):
        return [Cell("values", frozenset({value})) for value in sorted(named, key=str)] or [Cell("any")]
    ends = {bound for cell in cells for bound in (cell.low, cell.high) if bound is not None}
    points = sorted(named | ends)
    return list(_cut(points, cells))


def _cut(points: Sequence[Any], cells: Sequence[Cell]) -> Iterator[Cell]:
    if any(cell.kind == "range" and cell.low is None for cell in cells):
        yield Cell("range", high=points[0], high_open=True)
    for index, point in enumerate(points):
        yield Cell("values", frozenset({point}))
        if index + 1 < len(points) and _has_between(point, points[index + 1]):
            yield Cell("range", low=point, high=points[index + 1], low_open=True, high_open=True)
    if any(cell.kind == "range" and cell.high is None for cell in cells):
        yield Cell("range", low=points[-1], low_open=True)


def _has_between(low: Any, high: Any) -> bool:
    """Neighbouring days have nothing between them; of whole numbers the cells have told already."""
    return not (hasattr(low, "toordinal") and not hasattr(low, "hour") and high.toordinal() - low.toordinal() == 1)


def _said(cell: Cell) -> str:
    if cell.kind == "values":
        return " / ".join(_shown(value) for value in cell.values)
    low = "" if cell.low is None else f"{'>' if cell.low_open else '≥'} {_shown(cell.low)}"
    high = "" if cell.high is None else f"{'<' if cell.high_open else '≤'} {_shown(cell.high)}"
    return " ".join(filter(None, (low, high)))


def _shown(value: Any) -> str:
    return number_text(value) if type(value) in (int, Decimal) else str(value)
