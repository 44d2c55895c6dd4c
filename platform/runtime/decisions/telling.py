"""A decision table as a browser works it out: the cells as they were read, numbers, days and moments as texts.

Only for tables that say "open": their rows may be seen by whoever fills a form that asks them.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..expressions.values import number_text
from .cells import Cell
from .plan import DecisionPlan


def told(plan: DecisionPlan) -> dict[str, Any]:
    """Rows in the order in which they are tried; frontend/src/expressions/decisions.ts reads it."""
    return {
        "hit": plan.hit,
        "collect": plan.collect,
        "inputs": [{"key": part.key, "type": part.type.value} for part in plan.inputs],
        "outputs": [
            {"key": part.key, "type": part.type.value, "gives": plan.given(part).value} for part in plan.outputs
        ],
        "otherwise": None if plan.otherwise is None else [_value(value) for value in plan.otherwise],
        "valid_by": plan.valid_by,
        "tier": plan.tier,
        "rows": [
            {
                "cells": [_cell(cell) for cell in row.cells],
                "valid": _cell(row.valid),
                "outputs": [_value(value) for value in row.outputs],
            }
            for row in plan.rows
        ],
    }


def _cell(cell: Cell) -> dict[str, Any] | None:
    """None for any value."""
    if cell.kind == "any":
        return None
    if cell.kind != "range":
        return {cell.kind: [_value(value) for value in cell.values]}
    ends = {"low": cell.low, "high": cell.high}
    bounds: dict[str, Any] = {name: _value(end) for name, end in ends.items() if end is not None}
    return bounds | {name: True for name, is_open in _OPEN if is_open(cell)}


_OPEN: tuple[tuple[str, Callable[[Cell], bool]], ...] = (
    ("low_open", lambda cell: cell.low_open),
    ("high_open", lambda cell: cell.high_open),
)


def _value(value: Any) -> Any:
    if type(value) in (int, Decimal):
        return number_text(value)
    return value.isoformat() if isinstance(value, (date, datetime)) else value
