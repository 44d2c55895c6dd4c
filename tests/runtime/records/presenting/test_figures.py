"""Figures of columns and of groups: they hold just what the reader sees, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import LimitExceeded, NotFound
from loomwork.runtime.records import Query, figures
from loomwork.runtime.records.errors import BadQuery, UnknownField

As = Callable[..., Context]
SUMS = ["amount:sum", "amount:mean", "amount:min", "amount:max", "amount:filled", "amount:empty", "status:distinct"]


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


def counted(context: Context, field: str, query: Query | None = None) -> dict[Any, int]:
    groups = figures(context, "crm", "deal", [], query or Query(), field)
    assert groups["total"] == sum(group["count"] for group in groups["items"]) + groups["rest"]
    return {group["value"]: group["count"] for group in groups["items"]}


def make(context: Context, count: int = 1, **values: Any) -> None:
    for _ in range(count):
        records.create(context, "crm", "deal", {"title": "T"} | values)


def test_records_are_counted_by_value_the_largest_group_first(context: Context, crm: None) -> None:
    make(context, 1, source="web", visits=1)
    make(context, 3)
    make(context, 2, source=None, title="Other")

    groups = figures(context, "crm", "deal", [], Query(), "source")

    assert [(group["value"], group["count"]) for group in groups["items"]] == [("unknown", 5), ("web", 1)]
    assert (groups["rest"], groups["total"]) == (0, 6)


def test_empty_is_a_group_of_its_own_and_nothing_gives_nothing(context: Context, crm: None) -> None:
    assert counted(context, "seller") == {}
    make(context, 2)
    assert counted(context, "seller") == {None: 2}
    assert counted(context, "band") == {"low": 2}
    assert counted(context, "created_by") == {context.actor.identity: 2}


def test_a_filter_and_a_search_narrow_what_is_counted(context: Context, crm: None) -> None:
    make(context, 2, amount="5000", title="Lamp")
    make(context, 1, amount="10")
    large = Query(filter={"field": "amount", "operator": "at_least", "value": "100"})

    assert counted(context, "band", query=large) == {"high": 2}
    assert counted(context, "band", query=Query(search="lamp")) == {"high": 2}
    records.delete(context, "crm", "deal", records.query(context, "crm", "deal", large).items[0].id, revision=1)
    assert counted(context, "band") == {"high": 1, "low": 1}


@pytest.mark.parametrize("field", ["amount", "reason", "due"])
def test_fields_without_values_to_choose_from_make_no_groups(field: str, context: Context, crm: None) -> None:
    with pytest.raises(BadQuery):
        counted(context, field)


def test_the_smallest_of_many_groups_are_counted_together(context: Context, crm: None) -> None:
    make(context, 2, title="Most")
    for number in range(101):
        make(context, title=f"Deal {number:03}")

    groups = figures(context, "crm", "deal", [], Query(), "title")

    assert len(groups["items"]) == 100
    assert groups["items"][0] == {"value": "Most", "label": "Most", "count": 2, "figures": {}}
    assert (groups["rest"], groups["total"]) == (2, 103)


def test_s23_rows_of_others_are_not_counted(context: Context, person: As) -> None:
    seller, other = person("seller"), person("seller")
    make(context, 2, seller=seller.actor.person_id)
    make(context, 5, seller=other.actor.person_id)
    make(context, 1)

    assert counted(seller, "status") == {"new": 2}
    assert counted(seller, "seller") == {seller.actor.person_id: 2}
    for nobody in (person(), person("clerk")):
        with pytest.raises(NotFound):
            counted(nobody, "status")


def test_s26_a_hidden_field_can_be_neither_counted_nor_told_from_one_that_is_not_there(person: As) -> None:
    auditor = person("auditor")
    said = []
    for name in ("source", "nothing"):
        with pytest.raises(UnknownField) as caught:
            counted(auditor, name)
        said.append(str(caught.value.problem("en")).replace(name, "?"))
        with pytest.raises(UnknownField):
            counted(auditor, "status", query=Query(filter={"field": name, "operator": "empty"}))
    assert said[0] == said[1]


def test_s28_a_record_counts_only_where_its_value_is_seen(context: Context, person: As) -> None:
    both = person("seller", "auditor")
    me = both.actor.person_id
    make(context, 1, amount="2000", seller=me, source="web")
    make(context, 3, amount="5000", source="web")  # read as auditor: title and status alone
    make(context, 4, amount="20", source="web")  # not read at all

    assert counted(both, "source") == {"web": 1}
    assert counted(both, "status") == {"new": 4}
    assert counted(both, "seller") == {me: 1}


def test_an_amount_is_summed_up_in_each_group_exactly(context: Context, crm: None) -> None:
    make(context, 3, amount="0.10", visits=2)
    make(context, 1, amount="999999999999.99", source="web")

    def sums(field: str) -> dict[Any, Any]:
        found = figures(context, "crm", "deal", [f"{field}:sum"], Query(), "source")
        assert found["total"] == 4
        return {one["value"]: (one["count"], one["figures"][f"{field}:sum"]) for one in found["items"]}

    assert sums("amount") == {"unknown": (3, "0.30"), "web": (1, "999999999999.99")}
    assert sums("visits") == {"unknown": (3, 6), "web": (1, None)}
    for wrong, error in (("title", BadQuery), ("nothing", UnknownField), ("created_at", BadQuery)):
        with pytest.raises(error):
            sums(wrong)


def test_what_one_may_not_read_is_not_summed_up(context: Context, crm: None, person: As) -> None:
    make(context, 2, amount="2000")
    auditor = person("auditor")

    assert figures(auditor, "crm", "deal", [], Query(), "status")["total"] == 2
    with pytest.raises(UnknownField):
        figures(auditor, "crm", "deal", ["amount:sum"], Query(), "status")
