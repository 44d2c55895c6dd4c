"""Line: one line for each value, over periods."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.views.charts import draw

Told = Callable[..., dict[str, Any]]


def test_a_line_for_each_value_has_a_point_in_every_period(context: Context, deals: None, told: Told) -> None:
    drawn = draw(context, "crm", "line", {"metric": "count", "by": "source", "period": "year", "last": 2})

    year = context.now().year
    assert told(drawn) == {
        f"{year - 1} unknown": "0",
        f"{year - 1} web": "0",
        f"{year} unknown": "6",
        f"{year} web": "4",
    }
    assert [period["key"] for period in drawn.periods] == [str(year - 1), str(year)]


def test_a_rate_has_its_target_and_no_data_where_there_are_no_records(context: Context, deals: None) -> None:
    drawn = draw(context, "crm", "line", {"metric": "rate", "period": "year", "last": 2})
    before, now = drawn.cells
    assert (before.value, before.verdict, str(before.target)) == (None, "none", "0.5")
    assert (str(now.value), now.verdict) == ("0.4", "yellow")
    assert now.limit == {"of": [], "since": None, "until": None}


def test_a_form_is_drawn_over_the_moment_that_one_names(context: Context, deals: None) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        draw(context, "crm", "line", {"form": "deal", "moment": "source"})
    assert refused.value.pointer == "/moment"
    assert len(draw(context, "crm", "line", {"form": "deal", "moment": "due", "last": 3}).cells) == 3
