"""Radar: profiles over metrics, or over the values of one dimension."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.views.charts import draw

Told = Callable[..., dict[str, Any]]


def test_each_metric_is_a_spoke_and_each_value_a_profile(context: Context, deals: None, told: Told) -> None:
    drawn = draw(context, "crm", "radar", {"metrics": ["rate", "count"], "by": "source"})
    assert told(drawn, 0) == {"rate unknown": "0.166666666667", "rate web": "0.75"}
    assert told(drawn, 1) == {"count unknown": "6", "count web": "4"}


def test_one_figure_has_the_values_of_a_dimension_as_spokes(context: Context, deals: None, told: Told) -> None:
    drawn = draw(context, "crm", "radar", {"form": "deal", "by": "status", "split": "urgent"})
    assert told(drawn)["new no"] == "4"
    with pytest.raises(InvalidDefinition):
        draw(context, "crm", "radar", {"form": "deal", "metrics": ["rate"], "by": "status"})
