"""Which rows meet a condition, under the reader's rights."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.errors import LimitExceeded
from loomwork.runtime.records.errors import UnknownField
from loomwork.runtime.views import holding
from tests.company import CUSTOMER, DEAL, ROLES, Install

As = Callable[..., Context]


@pytest.fixture
def deals(context: Context, install: Install, person: As) -> tuple[Context, Context, list[str]]:
    """(a seller with two deals, an auditor who reads no amounts, ids); another seller has a third."""
    install([CUSTOMER, DEAL, *ROLES])
    seller, other, system = person("seller"), person("seller"), context.acting_as(SYSTEM)
    rows: list[dict[str, Any]] = [
        {"title": "a", "amount": "10.00", "due": "2026-01-05", "seller": seller.actor.person_id},
        {"title": "b", "amount": "25.01", "seller": seller.actor.person_id},
        {"title": "c", "seller": seller.actor.person_id, "status": "won", "amount": "1.00"},
        {"title": "d", "amount": "1000.00", "seller": other.actor.person_id},
    ]
    ids = [records.create(system, "crm", "deal", row).id for row in rows]
    return seller, person("auditor"), ids


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
