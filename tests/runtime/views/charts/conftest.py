"""Some deals of the small company, with metrics over them, for tests of charts."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.views.charts import Figures
from tests.company import CUSTOMER, DEAL, ROLES, Install, crm, install, person
from tests.measured import metric
from tests.shapes import shapes

__all__ = ["crm", "install", "person"]

WON = {"type": "ratio", "part": {"field": "status", "operator": "equal", "value": "won"}}
DIMENSIONS = ["source", "urgent", "status", "title"]


@pytest.fixture
def deals(context: Context, install: Install) -> None:
    """Ten deals: from the web 4, of which 3 are won; of unknown source 6, of which 1 is won. Two are urgent."""
    install(
        [
            CUSTOMER,
            DEAL,
            *ROLES,
            shapes("web"),
            metric(
                "rate", aggregate=WON, good="high", dimensions=DIMENSIONS, bands=[{"green": "0.5", "yellow": "0.2"}]
            ),
            metric("count", dimensions=DIMENSIONS),
            metric("sum", aggregate={"type": "sum", "field": "amount"}, dimensions=DIMENSIONS),
        ]
    )
    for source, won, count in (("web", "won", 3), ("web", "lost", 1), ("unknown", "won", 1), ("unknown", "new", 5)):
        for number in range(count):
            urgent = {"urgent": "yes", "reason": "now"} if number == 2 else {}
            deal = {"title": f"D{number}", "source": source, "status": won, "amount": str(number * 10)}
            records.create(context, "crm", "deal", deal | urgent)


@pytest.fixture
def told() -> Callable[..., dict[str, Any]]:
    """The cells of figures by the labels of their places, the numbers as text."""

    def tell(figures: Figures, measure: int = 0) -> dict[str, Any]:
        def name(axis: int, at: int) -> str:
            item = figures.axes[axis].items[at]
            return str(item.key if item.key is not None else item.kind)

        return {
            " ".join(name(axis, at) for axis, at in enumerate(cell.at)): None if cell.value is None else str(cell.value)
            for cell in figures.cells
            if cell.measure == measure
        }

    return tell
