"""Pages of one shape: statements kept with the plans, since lists are asked again and again with other values.

Two questions have the same shape when they differ only in the values of their filter, in the place where the page
begins and in its length. The statements of a shape are made by the same compiler as all others, with parameters in
the values' places; what the actor may read is part of them.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ...errors import InvalidValue
from ...fields import FieldType
from ...fields.operators import Operator
from ...storage.selected import Selected
from .catalogue import Named

_MOST = 200
_KEPT = ("one", "two", "nothing")


@dataclass(slots=True)
class Places:
    """The places in a filter where values stand, in the order in which it is read."""

    found: list[tuple[Named, Operator]] = field(default_factory=list)
    fit: bool = True

    def condition(self, named: Named, operator: Operator, _raw: Any) -> sa.ColumnElement[bool]:
        """The condition with parameters for its values."""
        number = len(self.found)
        self.found.append((named, operator))
        # What a type says in its own way may depend on the value.
        if operator.takes not in _KEPT or type(named.type).condition is not FieldType.condition:
            self.fit = False
            return sa.true()
        names = _names(number, operator)
        parameters: list[Any] = [sa.bindparam(name) for name in names]
        return operator.sql(named.column, parameters if operator.takes == "two" else next(iter(parameters), None))

    def values(self, raws: Sequence[tuple[Any, str]]) -> dict[str, Any]:
        """The parameters for the values of a filter of this shape. Raises InvalidValue as the filter would."""
        given: dict[str, Any] = {}
        for number, ((named, operator), (raw, pointer)) in enumerate(zip(self.found, raws, strict=True)):
            try:
                value = named.type.filter_value(operator, raw, named.settings)
            except InvalidValue as error:
                error.pointer = f"{pointer}/value"
                raise
            if operator.takes == "one":
                given[f"value_{number}"] = value
            elif operator.takes == "two":
                given |= zip(_names(number, operator), value, strict=True)
        return given


def _names(number: int, operator: Operator) -> list[str]:
    several = {"one": ("",), "two": ("_first", "_last"), "nothing": ()}[operator.takes]
    return [f"value_{number}{one}" for one in several]


@dataclass(frozen=True, slots=True)
class Kept:
    """The statements of a shape: a page is read from `halves` one after the other, its sort values stand in the rows
    at `sorted_by`; `count` where it is wanted."""

    places: Places
    halves: Sequence[Selected]
    sorted_by: Sequence[int]
    count: Selected | None


class Shapes:
    """The shapes that were asked under the same rights; None for those that are built anew each time."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Kept | None] = {}

    def once(self, shape: Hashable, build: Callable[[], Kept | None]) -> Kept | None:
        """What is kept for the shape, built at its first use."""
        try:
            return self._kept[shape]
        except KeyError:
            kept = build()
            # Clients choose shapes; who asks for ever new ones must not fill the memory.
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[shape] = kept
            return kept


def shape_of(tree: Any, raws: list[tuple[Any, str]], pointer: str = "/filter") -> Hashable | None:
    """The shape of a filter, whose values are added to `raws` with their places; None for one that has none."""
    if not isinstance(tree, dict):
        return None
    if len(tree) == 1:
        key, members = next(iter(tree.items()))
        if key not in ("all", "any") or not isinstance(members, list):
            return None
        below = [shape_of(member, raws, f"{pointer}/{key}/{index}") for index, member in enumerate(members)]
        return None if None in below else (key, *below)
    name, operator = tree.get("field"), tree.get("operator")
    if not (isinstance(name, str) and isinstance(operator, str)) or not tree.keys() <= {"field", "operator", "value"}:
        return None
    raws.append((tree.get("value"), pointer))
    return (name, operator)
