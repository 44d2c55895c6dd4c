"""An expression against the same condition written as plain Python closures, by turns in one process."""

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from loomwork.runtime.expressions import Environment, Type, compile_tree
from tests.bench.measuring import Row

_TURNS = 9
_ROUNDS = 200
_TREE = {"and": [{">=": [{"var": "record.budget"}, 500000]}, {"==": [{"var": "record.urgency"}, "fire"]}]}
_TYPES: dict[tuple[str, ...], Type] = {("record", "budget"): Type.DECIMAL, ("record", "urgency"): Type.TEXT}
_ROWS = [
    {"record": {"budget": Decimal(budget), "urgency": urgency}}
    for budget in ("100.00", "499999.99", "500000.00", "2600000.00")
    for urgency in ("fire", "normal")
] * 50


def expressions() -> Iterator[Row]:
    """`budget >= 500000 and urgency == "fire"`, rows a second."""
    ours, theirs = compile_tree(_TREE, Environment(_TYPES)), _by_hand()
    assert [ours(row) for row in _ROWS] == [theirs(row) for row in _ROWS]
    rates = [(_rate(ours), _rate(theirs)) for _ in range(_TURNS)]
    ratio = median(mine / yard for mine, yard in rates)
    mine, yard = (median(side) for side in zip(*rates, strict=True))
    yield Row("expression against closures", mine, yard, "1/s", ">= 0.5 x yardstick", ratio >= 0.5, ratio)


def _by_hand() -> Callable[[Any], Any]:
    """Closures as a person would write them for just this condition."""
    limit = Decimal(500000)

    def enough(data: Any) -> bool:
        return bool(data["record"]["budget"] >= limit)

    def urgent(data: Any) -> bool:
        return bool(data["record"]["urgency"] == "fire")

    return lambda data: enough(data) and urgent(data)


def _rate(holds: Callable[[Any], Any]) -> float:
    begin = time.perf_counter()
    for _ in range(_ROUNDS):
        for row in _ROWS:
            holds(row)
    return _ROUNDS * len(_ROWS) / (time.perf_counter() - begin)
