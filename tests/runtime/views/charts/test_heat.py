"""Heat map: pairs of values, marked on the wrong side."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.views.charts import draw

Told = Callable[..., dict[str, Any]]


def test_cells_on_the_wrong_side_of_the_threshold_are_marked(context: Context, deals: None, told: Told) -> None:
    drawn = draw(context, "crm", "heat", {"metric": "rate", "by": "source", "across": "urgent", "threshold": "0.5"})
    assert told(drawn) == {"unknown no": "0.2", "unknown yes": "0", "web no": "0.666666666667", "web yes": "1"}
    assert [cell.marked for cell in drawn.cells] == [True, True, False, False]


def test_without_a_threshold_what_is_judged_bad_is_marked(context: Context, deals: None) -> None:
    drawn = draw(context, "crm", "heat", {"metric": "rate", "by": "source", "across": "status"})
    assert {cell.marked for cell in drawn.cells if cell.value == 0} == {True}
    with pytest.raises(InvalidDefinition):
        draw(context, "crm", "heat", {"metric": "rate", "by": "source", "threshold": "half"})
