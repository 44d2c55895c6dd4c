"""Rate tree: share, gap and effect of each part."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.views.charts import draw

Told = Callable[..., dict[str, Any]]


def test_effects_of_the_parts_add_up_to_nothing_and_show_where_it_is_lost(
    context: Context, deals: None, told: Told
) -> None:
    drawn = draw(context, "crm", "rate_tree", {"metric": "rate", "by": ["source", "urgent"]})

    items = [(item.key or item.kind, item.level, item.parent) for item in drawn.axes[0].items]
    assert items == [
        ("all", 0, None),
        ("unknown", 1, 0),
        ("no", 2, 1),
        ("yes", 2, 1),
        ("web", 1, 0),
        ("no", 2, 4),
        ("yes", 2, 4),
    ]
    effects = {cell.at[0]: cell.value for cell in drawn.cells if cell.measure == 3}
    assert [round(effects[at] or Decimal(), 4) for at in (1, 4)] == [Decimal("-0.14"), Decimal("0.14")]
    assert told(drawn, 1)["web"] == "0.4"


def test_a_form_has_no_rate(context: Context, deals: None) -> None:
    with pytest.raises(InvalidDefinition):
        draw(context, "crm", "rate_tree", {"form": "deal", "by": ["source"]})
