"""Figures of a table: totals of columns and of groups, and which rows meet a condition, under the reader's rights."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.errors import LimitExceeded
from loomwork.runtime.records import Query
from loomwork.runtime.records.errors import BadQuery, UnknownField
from loomwork.runtime.views import figures, holding
from tests.company import CUSTOMER, DEAL, ROLES, Install

As = Callable[..., Context]
SUMS = ["amount:sum", "amount:mean", "amount:min", "amount:max", "amount:filled", "amount:empty", "status:distinct"]


@pytest.fixture
def deals(context: Context, install: Install, person: As) -> tuple[Context, Context, list[str]]:
    """(a seller with three deals, an auditor who reads no amounts, ids); another seller has a fourth deal."""
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


def test_totals_are_exact_and_of_what_one_may_see(deals: tuple[Context, Context, list[str]]) -> None:
    seller, auditor, _ = deals
    assert figures(seller, "crm", "deal", SUMS, Query())["figures"] == {
        "amount:sum": "36.01",
        "amount:mean": "12.00",
        "amount:min": "1.00",
        "amount:max": "25.01",
        "amount:filled": 3,
        "amount:empty": 0,
        "status:distinct": 2,
    }
    assert (
        figures(seller, "crm", "deal", ["due:min", "due:empty"], Query(search="a"))["figures"]["due:min"]
        == "2026-01-05"
    )
    nobody = Query(filter={"field": "title", "operator": "equal", "value": "zzz"})
    assert figures(seller, "crm", "deal", ["amount:sum", "amount:mean"], nobody)["figures"] == {
        "amount:sum": None,
        "amount:mean": None,
    }
    assert figures(auditor, "crm", "deal", [], Query())["figures"] == {}
    with pytest.raises(UnknownField):
        figures(auditor, "crm", "deal", ["amount:sum"], Query())


def test_groups_have_their_figures_and_names(deals: tuple[Context, Context, list[str]]) -> None:
    seller, _, _ = deals
    found = figures(seller, "crm", "deal", ["amount:sum"], Query(), field="status")
    assert [(one["value"], one["label"], one["count"], one["figures"]) for one in found["items"]] == [
        ("new", "new", 2, {"amount:sum": "35.01"}),
        ("won", "won", 1, {"amount:sum": "1.00"}),
    ]
    assert (found["rest"], found["total"]) == (0, 3)
    by_person = figures(seller, "crm", "deal", [], Query(), field="seller")["items"]
    assert [(one["value"], one["count"]) for one in by_person] == [(seller.actor.person_id, 3)]


def test_what_cannot_be_worked_out_is_refused(deals: tuple[Context, Context, list[str]]) -> None:
    seller, _, _ = deals
    for wrong in ("title:sum", "title:mean", "status:max", "amount:median", "amount", "created_at:min"):
        with pytest.raises(BadQuery):
            figures(seller, "crm", "deal", [wrong], Query())
    with pytest.raises(BadQuery):
        figures(seller, "crm", "deal", [], Query(), field="reason")
    with pytest.raises(LimitExceeded):
        figures(seller, "crm", "deal", ["amount:sum"] * 30, Query())


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
