"""An answer to one question of a chart: its periods, the groups of each dimension, a value for every combination."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from .asking import PERIOD
from .figures import Axis, Cell, Drill, Figures, Measure


@dataclass(frozen=True, slots=True)
class Value:
    """One number: how many records count in it, its verdict and target, and what that holds for (`LimitWords`)."""

    value: Decimal | None
    records: int
    verdict: str = "none"
    target: Decimal | None = None
    limit: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """form: whose records count, (app, key). periods: as metrics describe them, one at least; None stands for how
    things stand now. groups: an axis for each dimension asked. values: by place of the period and of each group;
    `missing` gives what is not among them. lost: of an answer by stages, the records that came to the stage before that
    of a place and no further."""

    form: tuple[str, str]
    measure: Measure
    periods: Axis
    groups: tuple[Axis, ...]
    values: Mapping[tuple[int, ...], Value]
    missing: Callable[[tuple[int, ...]], Value]
    opens: Callable[[tuple[int, ...]], Drill | None]
    lost: Callable[[int], Drill | None] = lambda _: None

    def at(self, *place: int) -> Value:
        """The value of a period and a group of each dimension."""
        return self.values[place] if place in self.values else self.missing(place)

    def axis(self, key: str) -> Axis:
        """The axis of the periods or of a dimension."""
        return self.periods if key == PERIOD else next(axis for axis in self.groups if axis.key == key)

    def cell(self, at: tuple[int, ...], *place: int, measure: int = 0) -> Cell:
        """The value as a cell of a chart."""
        value = self.at(*place)
        drill = self.opens(place) if value.records else None
        return Cell(at, measure, value.value, value.records, value.verdict, value.target, drill, limit=value.limit)

    def figures(self, *keys: str | None) -> Figures:
        """A chart whose axes are these dimensions (or "period"), in this order; None is left out."""
        wanted = [key for key in keys if key is not None]
        axes = tuple(self.axis(key) for key in wanted)
        order = [PERIOD, *(axis.key for axis in self.groups)]
        cells = []
        for at in product(*(range(len(axis.items)) for axis in axes)):
            given = dict(zip(wanted, at, strict=True))
            cells.append(self.cell(at, *(given.get(key, 0) for key in order)))
        return Figures((self.measure,), axes, tuple(cells), periods=self.told)

    @property
    def told(self) -> tuple[Mapping[str, Any], ...]:
        """The periods it is about."""
        return tuple(item.period for item in self.periods.items if item.period is not None)
