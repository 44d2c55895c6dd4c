"""Cells of a decision table: what a row wants of one input.

null or "-"            any value, an empty one too
["A", "B"], "A"        one of these; null among them stands for an empty value
["=", "A"], ["!=", "A"], ["not in", "A", "B"]
[">=", "0.9", "<", "1"], ["between", "1", "5"]   comparisons that all hold; between takes both ends in
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from ..expressions.types import Type
from ..expressions.values import parse

_COMPARISONS = ("<", "<=", ">", ">=")
_SPECIAL = ("=", "!=", "in", "not in", "between", *_COMPARISONS)
ORDERED = frozenset({Type.INTEGER, Type.DECIMAL, Type.DATE, Type.DATETIME})


@dataclass(frozen=True, slots=True)
class Cell:
    """`values` are those wanted ("values") or not wanted ("except"); a "range" has bounds, None for none."""

    kind: Literal["any", "values", "except", "range"]
    values: frozenset[Any] = frozenset()
    low: Any = None
    high: Any = None
    low_open: bool = False
    high_open: bool = False

    def matches(self, value: Any) -> bool:
        """Whether an input of this value is one that the row wants."""
        if self.kind == "any":
            return True
        if self.kind == "values":
            return value in self.values
        if value is None:
            return False
        if self.kind == "except":
            return value not in self.values
        return self._above(value) and self._below(value)

    def _above(self, value: Any) -> bool:
        return self.low is None or (value > self.low if self.low_open else value >= self.low)

    def _below(self, value: Any) -> bool:
        return self.high is None or (value < self.high if self.high_open else value <= self.high)

    def meets(self, other: "Cell") -> bool:
        """Whether some value fits both."""
        if "any" in (self.kind, other.kind):
            return True
        if self.kind == "values":
            return any(other.matches(value) for value in self.values)
        if other.kind == "values":
            return other.meets(self)
        if self.kind == other.kind == "except":
            return True
        if self.kind == "except":
            return other.meets(self)
        if other.kind == "except":
            return self.low is None or self.low != self.high or self.low not in other.values
        return _before(self, other) and _before(other, self)


ANY = Cell("any")


def _before(left: Cell, right: Cell) -> bool:
    """Whether `left` begins before `right` ends."""
    if left.low is None or right.high is None:
        return True
    both_closed = not left.low_open and not right.high_open
    return bool(left.low <= right.high if both_closed else left.low < right.high)


def read_cell(raw: Any, type_: Type) -> Cell:
    """The cell for its JSON. Raises ValueError for what cannot stand there."""
    if raw is None or raw in ("-", []):
        return ANY
    parts = raw if isinstance(raw, list) else [raw]
    if isinstance(raw, list) and len(parts) > 1 and isinstance(parts[0], str) and parts[0] in _SPECIAL:
        return _settled(_special(parts, type_), type_)
    return Cell("values", frozenset(_wanted(part, type_) for part in parts))


def _special(parts: Sequence[Any], type_: Type) -> Cell:
    operator, *rest = parts
    if operator in ("=", "in"):
        return Cell("values", frozenset(_wanted(part, type_) for part in rest))
    if operator in ("!=", "not in"):
        return Cell("except", frozenset(_value(part, type_) for part in rest))
    if type_ not in ORDERED:
        raise ValueError
    if operator == "between":
        low, high = (_value(part, type_) for part in rest)
        return Cell("range", low=low, high=high)
    return _range(parts, type_)


def _range(parts: Sequence[Any], type_: Type) -> Cell:
    if len(parts) % 2:
        raise ValueError
    bounds: dict[str, Any] = {}
    for operator, raw in zip(parts[::2], parts[1::2], strict=True):
        if operator not in _COMPARISONS:
            raise ValueError
        side = "low" if operator[0] == ">" else "high"
        if side in bounds:
            raise ValueError
        bounds |= {side: _value(raw, type_), f"{side}_open": len(operator) == 1}
    return Cell("range", **bounds)


def _settled(cell: Cell, type_: Type) -> Cell:
    """Whole numbers and days have a next one: their bounds are taken in. Yes-or-no has two values only."""
    if type_ is Type.BOOLEAN and cell.kind == "except":
        return Cell("values", frozenset({True, False} - cell.values))
    if cell.kind != "range":
        return cell
    step: Any = {Type.INTEGER: 1, Type.DATE: timedelta(days=1)}.get(type_)
    low, high = cell.low, cell.high
    if step is not None:
        try:
            low = low + step if cell.low_open else low
            high = high - step if cell.high_open else high
        except OverflowError:
            # Beyond the last day there is, or before the first.
            raise ValueError from None
        cell = Cell("range", low=low, high=high)
    empty = low is not None and high is not None and (low > high or (low == high and (cell.low_open or cell.high_open)))
    if empty:
        raise ValueError
    return cell


def _wanted(raw: Any, type_: Type) -> Any:
    return None if raw is None else _value(raw, type_)


def _value(raw: Any, type_: Type) -> Any:
    """The JSON value as a value of `type_`. Raises ValueError."""
    value = _READ[type_](raw)
    if value is None:
        raise ValueError
    return value


def _number(raw: Any) -> int | Decimal | None:
    if isinstance(raw, bool) or not isinstance(raw, (int, str, float)):
        return None
    found = parse(repr(raw) if isinstance(raw, float) else str(raw), Type.DECIMAL)
    return found if isinstance(found, (int, Decimal)) else None


def _whole(value: int | Decimal | None) -> int | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else None
    return value


_READ: dict[Type, Callable[[Any], Any]] = {
    Type.TEXT: lambda raw: raw if isinstance(raw, str) else None,
    Type.BOOLEAN: lambda raw: raw if isinstance(raw, bool) else None,
    Type.DATE: lambda raw: parse(raw, Type.DATE) if isinstance(raw, str) else None,
    Type.DATETIME: lambda raw: parse(raw, Type.DATETIME) if isinstance(raw, str) else None,
    Type.DECIMAL: _number,
    Type.INTEGER: lambda raw: _whole(_number(raw)),
}


def read_value(raw: Any, type_: Type) -> Any:
    """A value of an output; None stays empty. Raises ValueError."""
    return _wanted(raw, type_)


def validity(begin: str | None, end: str | None) -> Cell:
    """The days from `begin` until `end`, both taken in. Raises ValueError for a day that does not exist."""
    if begin is None and end is None:
        return ANY
    low = None if begin is None else date.fromisoformat(begin)
    high = None if end is None else date.fromisoformat(end)
    if low is not None and high is not None and low > high:
        raise ValueError
    return Cell("range", low=low, high=high)
