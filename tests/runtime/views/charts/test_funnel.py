"""Funnel: who came to each stage or beyond, and who was lost."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.records import Query
from loomwork.runtime.views.charts import draw

UNKNOWN = {"field": "source", "operator": "equal", "value": "unknown"}
Told = Callable[..., dict[str, Any]]


def test_stages_count_who_came_there_or_beyond_without_the_way_out(context: Context, deals: None, told: Told) -> None:
    drawn = draw(context, "crm", "funnel", {"form": "deal", "by": "status"})
    assert told(drawn) == {"new": "9", "won": "4"}
    assert told(drawn, 1) == {"new": "1", "won": "0.444444444444"}
    assert told(drawn, 3) == {"won": "5"}
    assert [cell.drill is not None for cell in drawn.cells if cell.measure == 0] == [True, True]


def test_the_records_that_were_lost_open_as_a_plain_list(context: Context, deals: None) -> None:
    drawn = draw(context, "crm", "funnel", {"form": "deal", "by": "status", "filter": UNKNOWN})
    (lost,) = [cell for cell in drawn.cells if cell.measure == 3]
    assert lost.records == lost.value == 5
    assert lost.drill is not None
    assert [one["operator"] for one in lost.drill.filter["all"]] == ["equal", "reached", "not_reached"]
    assert records.count(context, "crm", "deal", Query(filter=lost.drill.filter)) == (5, True)


def test_metrics_are_steps_too_and_may_grow(context: Context, deals: None, told: Told) -> None:
    drawn = draw(context, "crm", "funnel", {"metrics": ["count", "sum"]})
    assert told(drawn, 3) == {"sum": "-120.00"}


def test_of_nothing_there_is_no_share(context: Context, deals: None, told: Told) -> None:
    drawn = draw(context, "crm", "funnel", {"metrics": ["count", "sum"], "period": "2020"})
    assert (told(drawn, 0), told(drawn, 2)) == ({"count": "0", "sum": None}, {"sum": None})


def test_only_a_stage_makes_a_funnel(context: Context, deals: None) -> None:
    for settings in ({"form": "deal", "by": "source"}, {"form": "deal"}, {"metric": "rate", "by": "status"}):
        with pytest.raises(InvalidDefinition):
            draw(context, "crm", "funnel", settings)
