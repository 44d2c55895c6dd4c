"""A decision table made ready: typed cells, and an index over the inputs that are compared for equality."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..expressions.types import Type
from ..localized import Localized
from .cells import Cell


@dataclass(frozen=True, slots=True)
class Part:
    """An input or an output."""

    key: str
    title: Localized
    type: Type


@dataclass(frozen=True, slots=True)
class Row:
    """`cells`: one for each input; where the table has dates, the one of `valid_by` is joined by `valid`."""

    key: str
    cells: tuple[Cell, ...]
    valid: Cell
    outputs: tuple[Any, ...]
    priority: int


@dataclass(frozen=True, slots=True)
class Index:
    """Rows that want a value or any, as bits; `others` those that want any."""

    rows: Mapping[Any, int]
    others: int


@dataclass(frozen=True, slots=True, eq=False)
class DecisionPlan:
    """Immutable. `rows` stand in the order in which they are tried. `index`: per input, the rows (as bits of a number)
    that a value may meet; an input without one is compared row by row. `tier`, `valid_by`: positions of inputs.
    `open`: its rows may be seen by whoever fills a form that asks it."""

    app: str
    key: str
    title: Localized
    hit: str
    collect: str
    inputs: tuple[Part, ...]
    outputs: tuple[Part, ...]
    rows: tuple[Row, ...]
    otherwise: tuple[Any, ...] | None
    valid_by: int | None
    tier: int | None
    index: tuple[Index | None, ...]
    open: bool = False

    def given(self, part: Part) -> Type:
        """The type of what an output gives under the table's hit policy."""
        if self.hit == "collect" and self.collect in ("list", "count"):
            return Type.LIST if self.collect == "list" else Type.INTEGER
        return Type.DECIMAL if self.tier is not None else part.type
