"""Region map: the shapes it stands on, told with what its reader needs to get them."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.views.charts import draw
from loomwork.runtime.views.charts.figures import Ground

Told = Callable[..., dict[str, Any]]


def test_values_have_their_figures_and_the_ground_is_named_in_full(context: Context, deals: None, told: Told) -> None:
    for source in ({"metric": "sum"}, {"form": "deal", "sum": "amount"}):
        drawn = draw(context, "crm", "region_map", {**source, "by": "source", "areas": "shapes"})
        assert told(drawn) == {"unknown": "100.00", "web": "30.00"}
        assert drawn.ground == Ground("crm", "deal", "crm.shapes")


def test_shapes_that_are_not_there_are_refused(context: Context, deals: None) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        draw(context, "crm", "region_map", {"form": "deal", "by": "source", "areas": "nowhere"})
    assert refused.value.pointer == "/areas"
