"""Pivot: rows within rows, columns, totals over records."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.views.charts import draw

Told = Callable[..., dict[str, Any]]


def test_totals_are_worked_out_over_records_and_not_over_figures(context: Context, deals: None, told: Told) -> None:
    drawn = draw(
        context, "crm", "pivot", {"metrics": ["rate", "count"], "rows": ["source", "status"], "columns": "urgent"}
    )

    rows = [(item.key or item.kind, item.level, item.parent) for item in drawn.axes[0].items]
    assert rows == [
        ("unknown", 0, None),
        ("new", 1, 0),
        ("won", 1, 0),
        ("web", 0, None),
        ("won", 1, 3),
        ("lost", 1, 3),
        ("total", 0, None),
    ]
    totals = [str(cell.value) for cell in drawn.cells if cell.at == (6, 2)]
    assert totals == ["0.4", "10"]


def test_of_very_many_values_the_heaviest_stand_alone(context: Context, deals: None, told: Told) -> None:
    drawn = draw(context, "crm", "pivot", {"form": "deal", "rows": ["title"], "most": 2})
    assert told(drawn) == {"D0 total": "4", "D1 total": "2", "rest total": "4", "total total": "10"}


def test_a_dimension_stands_in_one_place_only(context: Context, deals: None) -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {"rows": ["source", "source"]},
        {"rows": ["source"], "columns": "source"},
        {"rows": []},
    )
    for more in wrong:
        with pytest.raises(InvalidDefinition):
            draw(context, "crm", "pivot", {"form": "deal"} | more)
