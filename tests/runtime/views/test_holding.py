"""Which rows meet a condition, under the reader's rights."""

from collections.abc import Callable

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import LimitExceeded
from loomwork.runtime.records.errors import UnknownField
from loomwork.runtime.views import holding

As = Callable[..., Context]


def test_conditions_hold_for_rows_one_may_see(deals: tuple[Context, Context, list[str]]) -> None:
    seller, auditor, ids = deals
    large = {"field": "amount", "operator": "at_least", "value": "20"}
    dated = {"field": "due", "operator": "not_empty"}
    assert holding(seller, "crm", "deal", ids, [large, dated]) == {ids[0]: [1], ids[1]: [0], ids[2]: []}
    assert holding(seller, "crm", "deal", [], [large]) == {}
    with pytest.raises(UnknownField):
        holding(auditor, "crm", "deal", ids, [large])
    with pytest.raises(LimitExceeded):
        holding(seller, "crm", "deal", ["x"] * 201, [large])
    with pytest.raises(LimitExceeded):
        holding(seller, "crm", "deal", ids, [large] * 40)
