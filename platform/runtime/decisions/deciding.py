"""Run a decision table: the rows that the values meet, and what follows by the table's hit policy."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..expressions.faults import fault
from ..expressions.values import EXACT
from .plan import DecisionPlan, Row


def decide(plan: DecisionPlan, values: Sequence[Any]) -> tuple[Any, ...]:
    """A value for each output; `values` stand in the order of the inputs.

    No row, or several where only one may be: all outputs are empty (or what `otherwise` says of no row), and the fault
    not_unique is noted for several.
    """
    if plan.tier is not None:
        return _progressive(plan, values, plan.tier)
    rows = matching(plan, values)
    if plan.hit == "collect":
        return _collected(plan, list(rows))
    first = next(rows, None)
    if first is None:
        return plan.otherwise or (None,) * len(plan.outputs)
    if plan.hit == "unique" and next(rows, None) is not None:
        return (fault("not_unique"),) * len(plan.outputs)
    return first.outputs


def matching(plan: DecisionPlan, values: Sequence[Any], but: int | None = None) -> Iterator[Row]:
    """The rows that fit all inputs, or all but one, in order."""
    left = (1 << len(plan.rows)) - 1
    slow = []
    for position, index in enumerate(plan.index):
        if position == but:
            continue
        if index is None:
            slow.append(position)
        else:
            left &= index.rows.get(values[position], index.others)
            if not left:
                return
    day = _day(plan, values)
    while left:
        lowest = left & -left
        left ^= lowest
        row = plan.rows[lowest.bit_length() - 1]
        if row.valid.matches(day) and all(row.cells[position].matches(values[position]) for position in slow):
            yield row


def _day(plan: DecisionPlan, values: Sequence[Any]) -> Any:
    day = values[plan.valid_by] if plan.valid_by is not None else None
    return day.date() if isinstance(day, datetime) else day


def _collected(plan: DecisionPlan, rows: Sequence[Row]) -> tuple[Any, ...]:
    if plan.collect == "count":
        return (len(rows),) * len(plan.outputs)
    if not rows and plan.otherwise is not None:
        return plan.otherwise
    columns = [[row.outputs[i] for row in rows if row.outputs[i] is not None] for i in range(len(plan.outputs))]
    return tuple(_together(plan.collect, column) for column in columns)


def _together(collect: str, values: list[Any]) -> Any:
    if collect == "list":
        return values
    if collect == "sum":
        return sum(values, Decimal())
    if not values:
        return None
    return min(values) if collect == "min" else max(values)


def _progressive(plan: DecisionPlan, values: Sequence[Any], tier: int) -> tuple[Any, ...]:
    """Each slice of the number counts at the rate of the row whose range it lies in."""
    amount = values[tier]
    if amount is None:
        return (None,) * len(plan.outputs)
    totals = [Decimal()] * len(plan.outputs)
    met = False
    for row in matching(plan, values, tier):
        cell = row.cells[tier]
        low = Decimal() if cell.low is None else Decimal(cell.low)
        high = Decimal(amount) if cell.high is None else min(Decimal(amount), Decimal(cell.high))
        met = met or cell.matches(amount)
        if high > low:
            slice_ = EXACT.subtract(high, low)
            for place, rate in enumerate(row.outputs):
                totals[place] = EXACT.add(totals[place], EXACT.multiply(slice_, Decimal(rate or 0)))
    if not met:
        return plan.otherwise or (None,) * len(plan.outputs)
    return tuple(totals)
