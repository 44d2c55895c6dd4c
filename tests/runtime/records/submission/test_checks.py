"""Checks that ask other records, warnings, phrase guards, several unique fields: on both databases, also at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from loomwork.builder.kinds import definition_kinds
from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.errors import InvalidDefinition, Problems
from loomwork.runtime.records import Query
from tests.company import CUSTOMER, DEAL, ROLES, Install
from tests.shop import ORDER, STOCK, THIS_PRODUCT, VISIT, order, visit


def told(caught: pytest.ExceptionInfo[Problems]) -> dict[str | None, str]:
    return {error.pointer: error.code for error in caught.value.errors}


def words(caught: pytest.ExceptionInfo[Problems], locale: str = "zh-CN") -> list[str]:
    return [error.sentence(locale) for error in caught.value.errors]


def test_a_balance_counts_what_others_have_taken_and_not_the_record_itself(shop: None, context: Context) -> None:
    first = order(context, quantity=8)

    with pytest.raises(Problems) as caught:
        order(context, quantity=3)
    assert told(caught) == {"/values/quantity": "value.check"}
    assert words(caught) == ["库存不足"]
    assert caught.value.problem("en")["errors"][0]["check"] == "in_stock"

    records.change(context, "crm", "order", first.id, {"quantity": 10}, revision=1)
    with pytest.raises(Problems):
        records.change(context, "crm", "order", first.id, {"quantity": 11}, revision=2)
    assert order(context, product="A", quantity=0).id


def test_of_two_orders_of_eight_at_once_one_passes(shop: None, context: Context) -> None:
    def attempt(_: int) -> bool:
        try:
            order(context, quantity=8)
        except Problems:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, range(8))) == [False] * 7 + [True]
    assert records.count(context, "crm", "order") == (1, True)


def test_many_small_orders_at_once_never_overdraw(shop: None, context: Context) -> None:
    records.create(context, "crm", "stock", {"product": "B", "quantity": 7})

    def attempt(number: int) -> int:
        product = "AB"[number % 2]
        try:
            order(context, product=product, quantity=3)
        except Problems:
            return 0
        return 3

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(16))) == 9 + 6


def test_a_deleted_order_comes_back_only_while_there_is_stock(shop: None, context: Context) -> None:
    gone = order(context, quantity=8)
    records.delete(context, "crm", "order", gone.id, revision=1)
    order(context, quantity=8)

    with pytest.raises(Problems):
        records.restore(context, "crm", "order", gone.id)


def test_what_a_check_does_not_read_can_be_changed_though_it_fails_by_now(shop: None, context: Context) -> None:
    taken = order(context, quantity=8)
    [stock] = records.query(context, "crm", "stock", Query()).items
    records.change(context, "crm", "stock", stock.id, {"quantity": 5}, revision=1)

    records.change(context, "crm", "order", taken.id, {"note": "later"}, revision=1)
    with pytest.raises(Problems):
        records.change(context, "crm", "order", taken.id, {"quantity": 7}, revision=2)


def test_money_is_added_up_exactly(install: Install, context: Context) -> None:
    total = {"sumifs": ["order", "value", THIS_PRODUCT]}
    exact = {**ORDER, "checks": [{"key": "sum", "assert": {"!=": [total, "0.30"]}, "message": "exactly 0.30"}]}
    install([STOCK, exact])
    for _ in range(3):
        order(context, quantity=1, value="0.10")

    with pytest.raises(Problems, match=r"exactly 0\.30|request"):
        order(context, quantity=1)


@pytest.mark.parametrize(("kind", "values", "result"), [
    ("averageifs", ("1", "3"), "2"), ("minifs", ("3", "1"), "1"), ("maxifs", ("1", "3"), "3")])  # fmt: skip
def test_other_figures_over_records(
    kind: str, values: tuple[str, str], result: str, install: Install, context: Context
) -> None:
    figure = {kind: ["order", "value", THIS_PRODUCT]}
    checks = [{"key": "f", "assert": {"!=": [figure, result]}, "message": "found"}]
    install([STOCK, {**ORDER, "checks": checks}])
    for value in values:
        order(context, quantity=1, value=value)

    with pytest.raises(Problems):
        order(context, quantity=1)
    assert order(context, product="other", quantity=1).id


def test_a_check_holds_whatever_its_writer_may_see_and_names_only_what_it_reveals(
    shop: None, context: Context, install: Install, person: Any
) -> None:
    own = {"read": {"==": [{"var": "record.seller"}, {"var": "actor.person_id"}]}}
    planner = {
        "kind": "role",
        "key": "planner",
        "title": "P",
        "forms": {"visit": {"verbs": ["create", "read"], "rows": own}},
    }
    install([STOCK, ORDER, VISIT, CUSTOMER, DEAL, *ROLES, planner])
    holder, other = person("planner"), person("planner")
    visit(holder, "09:00", "10:00", seller=holder.actor.person_id, secret="hush")

    with pytest.raises(Problems) as caught:
        visit(other, "09:30", "10:30", seller=other.actor.person_id)

    assert words(caught) == [f"{holder.actor.name} 这段时间已在该区域 {{secret}}"]
    assert visit(other, "10:00", "10:30", seller=other.actor.person_id).id
    assert visit(other, "09:30", "10:30", seller=other.actor.person_id, region="华南").id


def test_of_overlapping_visits_at_once_one_passes(shop: None, context: Context) -> None:
    def attempt(number: int) -> bool:
        try:
            visit(context, f"09:0{number}", "10:00")
        except Problems:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(6))) == 1


def test_a_warning_waits_for_a_person_and_is_kept_where_nobody_can_be_asked(shop: None, context: Context) -> None:
    records.create(context, "crm", "stock", {"product": "C", "quantity": 5000})
    values = {"product": "C", "quantity": 101}

    with pytest.raises(Problems) as caught:
        records.create(context, "crm", "order", values, confirmed=())
    assert caught.value.code == "checks.unconfirmed"
    assert caught.value.problem("en")["errors"] == [
        {"pointer": "/values/quantity", "code": "value.warning", "detail": "That is a lot", "check": "large"}
    ]

    seen = records.create(context, "crm", "order", values, confirmed=["large"])
    unseen = records.create(context, "crm", "order", values)
    calm = records.create(context, "crm", "order", {"product": "C", "quantity": 1}, confirmed=())
    assert [entry["warned"] for entry in records.history(context, "crm", "order", seen.id)] == [
        [{"check": "large", "words": "数量很大", "seen": True}]
    ]
    assert records.history(context, "crm", "order", unseen.id)[0]["warned"][0]["seen"] is False
    assert records.history(context, "crm", "order", calm.id)[0]["warned"] == []


def test_who_changes_something_else_is_not_warned_again(shop: None, context: Context) -> None:
    records.create(context, "crm", "stock", {"product": "C", "quantity": 5000})
    made = records.create(context, "crm", "order", {"product": "C", "quantity": 101})

    records.change(context, "crm", "order", made.id, {"note": "x"}, revision=1, confirmed=())
    with pytest.raises(Problems):
        records.change(context, "crm", "order", made.id, {"quantity": 102}, revision=2, confirmed=())


def test_errors_come_before_warnings(shop: None, context: Context) -> None:
    with pytest.raises(Problems) as caught:
        records.create(context, "crm", "order", {"product": "A", "quantity": 500}, confirmed=())

    assert [error.code for error in caught.value.errors] == ["value.check"]


def test_vague_words_need_evidence(shop: None, context: Context) -> None:
    with pytest.raises(Problems) as caught:
        visit(context, "09:00", "10:00", summary="客户感觉不错，还可以")
    assert words(caught) == ["「不错」说得太笼统，写明具体的对象、时间或数字"]
    assert told(caught) == {"/values/summary": "value.check"}

    visit(context, "09:00", "10:00", summary="客户感觉不错，订了 3 台")
    visit(context, "10:00", "11:00", summary="还可以", place="宁波", seller=None)
    visit(context, "11:00", "12:00", summary="sooner than planned")


def test_several_fields_are_unique_together(shop: None, context: Context, person: Any) -> None:
    seller = person().actor.person_id
    made = visit(context, "09:00", "10:00", seller=seller)
    with pytest.raises(Problems) as caught:
        records.create(context, "crm", "visit", {"region": "华东", "seller": seller, "day": "2026-01-05"})
    assert told(caught) == {"/values/day": "value.check"}
    assert words(caught, "en") == ["Another record has the same Region, Seller, Day"]

    records.create(context, "crm", "visit", {"region": "华东", "seller": seller})
    records.create(context, "crm", "visit", {"region": "华东", "seller": seller})
    records.delete(context, "crm", "visit", made.id, revision=1)
    assert visit(context, "09:00", "10:00", seller=seller).id


def _with(check: dict[str, Any]) -> dict[str, Any]:
    return {**ORDER, "checks": [{"key": "c", "message": "m", **check}]}


@pytest.mark.parametrize(
    ("form", "pointer"),
    [
        (_with({"assert": {"exists": ["nothing", True]}}), "/checks/0/assert/exists/0"),
        (_with({"assert": {"exists": ["stock"]}}), "/checks/0/assert/exists"),
        (_with({"assert": {"exists": ["stock", {"==": [{"var": "row.x"}, 1]}]}}), "/checks/0/assert/exists/1/==/0/var"),
        (_with({"assert": {">": [{"sumifs": ["stock", "product", True]}, 1]}}), "/checks/0/assert/>/0/sumifs/1"),
        (_with({"assert": {"exists": ["far.form", {"==": [{"var": "row.a"}, 1]}]}}), "/checks/0/assert"),
        (_with({"assert": True, "lock": ["nothing"]}), "/checks/0/lock/0"),
        (_with({"assert": True, "reveals": ["product"]}), "/checks/0/reveals"),
        (_with({"assert": {"exists": ["stock", True]}, "reveals": ["x"]}), "/checks/0/reveals/0/lookup/1"),
        (_with({"guard": {"field": "x", "phrases": ["a"]}}), "/checks/0/guard/field"),
        (_with({"guard": {"field": "note", "phrases": {"options": "x"}}}), "/checks/0/guard/phrases/options"),
        (_with({"unique": ["product", "x"]}), "/checks/0/unique/1"),
    ],
)  # fmt: skip
def test_a_wrong_check_is_told_by_its_place(
    form: dict[str, Any], pointer: str, install: Install, context: Context
) -> None:
    install(
        [{"kind": "form", "key": "form", "title": "F", "fields": [{"key": "a", "type": "integer", "title": "A"}]}],
        "far",
    )

    def unit(tx: Any) -> None:
        put_app(tx, context, "crm", "1.0.0", {"package": "crm"}, [])
        publish(tx, context, "crm", [STOCK, form])
        plans = plans_in(context.workspace, tx)
        definition_kinds.get("form").check(plans, plans.get("form", "crm", "order"))

    with pytest.raises(InvalidDefinition) as caught:
        changes.run(context, unit)
    assert caught.value.pointer == pointer
