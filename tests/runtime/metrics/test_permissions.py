"""A figure is made of what its reader sees, or there is none: never another one, never a hint."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import NotFound
from loomwork.runtime.metrics import answer, difference, figure_query, lineage, listed, readable_metric
from loomwork.runtime.metrics.asking import asked
from loomwork.runtime.metrics.differing import figure_side
from loomwork.runtime.metrics.errors import MetricNotPermitted
from loomwork.runtime.people import add_department, place_person
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.measured import metric, plan, publish

As = Callable[..., Context]


def values(context: Context, key: str = "m", **more: Any) -> list[Any]:
    asking = plan(context, key)
    return [(one["label"], one["value"]) for one in answer(context, asking, asked(context, asking, **more))["figures"]]


def deal(context: Context, **more: Any) -> str:
    return records.create(context, "crm", "deal", {"title": "Lamp"} | more).id


def test_rows_of_others_are_in_no_figure(context: Context, install: Install, person_of: As) -> None:
    publish(context, install, metric(dimensions=["seller"], aggregate={"type": "sum", "field": "amount"}))
    seller, other = person_of("seller"), person_of("seller")
    deal(context, amount="5", seller=seller.actor.person_id)
    deal(context, amount="7", seller=other.actor.person_id)

    assert values(context) == [(None, "12")]
    assert values(seller) == [(None, "5")]
    assert values(seller, by="seller") == [("Person P001", "5")]


@pytest.mark.parametrize(
    "more",
    [
        {"aggregate": {"type": "sum", "field": "amount"}},
        {"where": {"field": "amount", "operator": "at_least", "value": "1"}},
        {"where": {"formula": {">": [{"var": "record.amount"}, 1]}}},
        {"moment": "due"},
        {"aggregate": {"type": "ratio", "part": {"field": "visits", "operator": "equal", "value": 1}}},
    ],
)
def test_who_may_not_see_a_field_gets_no_figure_at_all(
    more: dict[str, Any], context: Context, install: Install, person_of: As
) -> None:
    asking = publish(context, install, metric(**more), metric("plain", dimensions=["status", "source"]))
    auditor = person_of("auditor")
    deal(context, amount="2000")

    for act in (
        lambda: answer(auditor, asking, asked(auditor, asking)),
        lambda: lineage(auditor, asking, None),
        lambda: difference(auditor, figure_side(asking, None), figure_side(asking, None)),
    ):
        with pytest.raises(MetricNotPermitted):
            act()
    assert {one["key"]: one["permitted"] for one in listed(auditor, "crm")} == {"m": False, "plain": True}
    assert values(auditor, "plain") == [(None, "1")]
    with pytest.raises(MetricNotPermitted):
        values(auditor, "plain", by="source")


def test_who_reads_nothing_of_the_form_finds_no_metric(context: Context, install: Install, person_of: As) -> None:
    publish(context, install, metric())
    nobody = person_of()

    assert listed(nobody, "crm") == []
    with pytest.raises(NotFound):
        readable_metric(nobody, "crm", "m")


def test_a_value_through_a_reference_shows_only_where_the_other_record_does(
    context: Context, install: Install, person_of: As
) -> None:
    publish(context, install, metric(dimensions=["customer.level"]))
    seller, auditor = person_of("seller"), person_of("auditor")
    for level in ("A", "B"):
        customer = records.create(context, "crm", "customer", {"name": level, "level": level}).id
        deal(context, customer=customer, seller=seller.actor.person_id, amount="5000")

    assert values(context, by="customer.level") == [("A", "1"), ("B", "1")]
    assert values(seller, by="customer.level") == [("A", "1"), ("未填写", "1")]
    with pytest.raises(MetricNotPermitted):
        values(auditor, by="customer.level")


@pytest.mark.parametrize("moment", ["created_at", "due"])
def test_who_changed_departments_counts_for_each_up_to_that_day(
    moment: str, context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    asking = publish(context, install, metric(dimensions=["seller.department"], moment=moment))
    seller = person_of("seller").actor.person_id
    assert seller is not None

    def department(name: str) -> str:
        return changes.run(context, lambda tx: add_department(tx, context, name))

    east, west = department("East"), department("West")

    def work(id: str, count: int) -> None:
        changes.run(context, lambda tx: place_person(tx, context, seller, id, ""))
        for _ in range(count):
            deal(context, seller=seller, due=clock.now().date().isoformat())

    clock.advance(timedelta(days=1))
    work(east, 2)
    clock.advance(timedelta(days=10))
    work(west, 3)
    deal(context)  # Of nobody, so of no department.

    found = dict(values(context, by="seller.department"))
    assert found == {"West": "3", "East": "2"} | ({} if moment == "due" else {"未填写": "1"})
    period = asked(context, asking).periods[0]
    for id, count in ((east, 2), (west, 3)):
        query = figure_query(context, asking, period, "seller.department", id)
        assert len(records.query(context, "crm", "deal", query).items) == count
