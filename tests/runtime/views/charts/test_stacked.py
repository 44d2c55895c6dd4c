"""Stacked: the parts of each bar."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.views.charts import draw

Told = Callable[..., dict[str, Any]]


def test_bars_are_made_of_parts_and_those_without_records_are_nought(context: Context, deals: None, told: Told) -> None:
    drawn = draw(context, "crm", "stacked", {"metric": "count", "by": "source", "parts": "status"})
    assert told(drawn) == {
        "unknown new": "5",
        "unknown won": "1",
        "unknown lost": "0",
        "web new": "0",
        "web won": "3",
        "web lost": "1",
    }


def test_bars_may_be_periods_but_not_their_own_parts(context: Context, deals: None) -> None:
    drawn = draw(context, "crm", "stacked", {"form": "deal", "by": "period", "parts": "source", "last": 2})
    assert [len(axis.items) for axis in drawn.axes] == [2, 2]
    with pytest.raises(InvalidDefinition) as refused:
        draw(context, "crm", "stacked", {"form": "deal", "by": "source", "parts": "source"})
    assert refused.value.pointer == "/parts"
