"""Formulas that are worked out when read: as true as what they read, in pages, filters and sorting."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition, PlatformError
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.people import access_to
from loomwork.runtime.records import Query
from tests.company import Install


def live(key: str, result: str, tree: Any, **more: Any) -> dict[str, Any]:
    settings = {"result": result, "expression": tree, "refresh": "on_read", **more}
    return {"key": key, "type": "formula", "title": key, "settings": settings}


def read(name: str) -> dict[str, str]:
    return {"var": f"record.{name}"}


def read_this(name: str) -> dict[str, str]:
    return {"var": f"this.{name}"}


SAME = {"==": [{"var": "row.account"}, {"var": "this.id"}]}
TOTAL = {"sumifs": ["payment", "amount", SAME]}
ACCOUNT: dict[str, Any] = {
    "kind": "form",
    "key": "account",
    "title": {"zh-CN": "账户", "en": "Account"},
    "fields": [
        {"key": "name", "type": "text", "title": "Name"},
        {"key": "limit", "type": "currency", "title": "Limit"},
        {"key": "secret", "type": "currency", "title": "Secret"},
        {
            "key": "kept",
            "type": "rollup",
            "title": "Kept",
            "settings": {"form": "payment", "by": "account", "function": "sum", "field": "amount"},
        },
        live("paid", "currency", TOTAL),
        live("left", "currency", {"-": [read("limit"), read("paid")]}),
        live("left_again", "currency", {"-": [read("limit"), read("kept")]}),
        live("third", "decimal", {"/": [read("limit"), 3]}, result_settings={"places": 2}),
        live("share", "percent", {"/": [read("paid"), read("limit")]}, result_settings={"maximum": "1"}),
        live("payments", "integer", {"countifs": ["payment", SAME]}),
        live("state", "single_choice", {"if": [{">": [read("left"), 0]}, "open", "shut"]},
             result_settings={"options": [{"key": "open", "title": "Open"}]}),
        live("over", "yes_no", {"<": [read("left"), 0]}),
        live("hint", "text", {"cat": [read("name"), "!"]}, result_settings={"max_length": 4}),
        live("hidden", "currency", read("secret")),
    ],
}  # fmt: skip
PAYMENT: dict[str, Any] = {
    "kind": "form",
    "key": "payment",
    "title": {"zh-CN": "付款", "en": "Payment"},
    "fields": [
        {"key": "account", "type": "reference", "title": "Account", "settings": {"form": "account"}},
        {"key": "amount", "type": "currency", "title": "Amount"},
        live("rest", "currency", {"var": "record.account.left"}),
    ],
}
TELLER = {
    "kind": "role",
    "key": "teller",
    "title": "Teller",
    "forms": {"account": {"verbs": ["read"], "fields": {"*": "read", "left": "hidden", "secret": "hidden"}}},
}


@pytest.fixture
def bank(install: Install) -> None:
    install([ACCOUNT, PAYMENT, TELLER])


def account(context: Context, name: str, limit: str | None, *amounts: str) -> str:
    id = records.create(context, "crm", "account", {"name": name, "limit": limit, "secret": "9.00"}).id
    for amount in amounts:
        records.create(context, "crm", "payment", {"account": id, "amount": amount})
    return id


def shown(context: Context, id: str, form: str = "account") -> dict[str, Any]:
    return records.get(context, "crm", form, id).values


def found(context: Context, **query: Any) -> list[str]:
    return [record.values["name"] for record in records.query(context, "crm", "account", Query(**query)).items]


def test_it_follows_what_it_reads(context: Context, bank: None) -> None:
    one = account(context, "A", "100.00", "0.10", "0.20")
    assert [shown(context, one)[key] for key in ("paid", "left", "left_again", "payments")] == [
        Decimal("0.30"), Decimal("99.70"), Decimal("99.70"), 2,
    ]  # fmt: skip

    records.create(context, "crm", "payment", {"account": one, "amount": "99.70"})

    after = shown(context, one)
    assert [after[key] for key in ("paid", "left", "state", "over")] == [Decimal(100), Decimal(0), None, False]


def test_a_result_is_what_the_type_would_have_stored(context: Context, bank: None) -> None:
    one = shown(context, account(context, "ABC", "100.00", "150.00"))
    assert (one["third"], one["share"], one["hint"], one["over"]) == (Decimal("33.33"), None, "ABC!", True)
    other = shown(context, account(context, "ABCD", None))
    assert (other["third"], other["left"], other["hint"], other["paid"]) == (None, None, None, Decimal(0))
    negative = shown(context, account(context, "N", "-0.50"))
    assert negative["third"] == Decimal("-0.17")


def test_a_list_is_filtered_and_sorted_by_it(context: Context, bank: None) -> None:
    for name, limit, amount in (("A", "10.00", "9.00"), ("B", "10.00", "2.00"), ("C", "5.00", "50.00")):
        account(context, name, limit, amount)
    account(context, "D", None)

    assert found(context, sort=("left",))[:3] == ["C", "A", "B"]
    assert found(context, sort=("-left",), limit=2)[:1] == ["B"]
    assert sorted(found(context, filter={"field": "left", "operator": "less", "value": "5.00"})) == ["A", "C"]
    assert found(context, filter={"field": "over", "operator": "equal", "value": True}) == ["C"]
    assert found(context, filter={"field": "state", "operator": "equal", "value": "open"}, sort=("name",)) == ["A", "B"]
    first = records.query(context, "crm", "account", Query(sort=("left",), limit=2))
    second = records.query(context, "crm", "account", Query(sort=("left",), limit=2, cursor=first.next_cursor))
    assert [r.values["name"] for r in (*first.items, *second.items)] == ["C", "A", "B", "D"]


def test_another_form_reads_it_through_a_reference(context: Context, bank: None) -> None:
    one = account(context, "A", "10.00")
    payment = records.create(context, "crm", "payment", {"account": one, "amount": "4.00"})

    assert shown(context, payment.id, "payment")["rest"] == Decimal(6)


def test_s06_it_is_the_apps_value_and_has_rights_of_its_own(
    context: Context, bank: None, person: Callable[..., Context]
) -> None:
    one = account(context, "A", "10.00", "4.00")
    seen = shown(person("teller"), one)

    assert "left" not in seen
    assert (seen["paid"], seen["left_again"], seen["hidden"]) == (Decimal(4), Decimal(6), Decimal(9))


def refused(install: Install, *documents: dict[str, Any]) -> InvalidDefinition:
    with pytest.raises(InvalidDefinition) as caught:
        install([*documents])
    return caught.value


def with_fields(form: dict[str, Any], *fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**form, "fields": [*form["fields"], *fields], **more}


def stored(key: str, tree: Any) -> dict[str, Any]:
    return {"key": key, "type": "formula", "title": key, "settings": {"result": "currency", "expression": tree}}


@pytest.mark.parametrize("name", ["kept", "paid"])
def test_nothing_stored_reads_it(install: Install, name: str) -> None:
    error = refused(install, with_fields(ACCOUNT, stored("sum", {"+": [read(name), 1]})), PAYMENT)
    assert error.pointer == "/fields/14/settings/expression"
    assert "on_read" in error.sentence("zh-CN")
    assert "on_read" in error.sentence("en")


def test_no_check_and_no_rule_reads_it(install: Install) -> None:
    check = {"key": "c", "assert": {">": [read("left"), 0]}, "message": "x"}
    assert refused(install, {**ACCOUNT, "checks": [check]}, PAYMENT).pointer == "/checks/0/assert"
    rule = {"key": "r", "when": {">": [read("left"), 0]}, "then": [{"require": "name"}]}
    assert refused(install, {**ACCOUNT, "rules": [rule]}, PAYMENT).pointer == "/rules/0/when"


def test_what_a_database_cannot_work_out_is_refused_with_a_remedy(install: Install) -> None:
    error = refused(install, with_fields(ACCOUNT, live("words", "text", {"text": [read("limit"), "0.0"]})), PAYMENT)
    assert error.pointer == "/fields/14/settings/expression"
    assert "on_write" in error.sentence("zh-CN")


def test_it_is_neither_indexed_nor_part_of_lines(install: Install) -> None:
    indexed = {**live("n", "integer", 1), "indexed": True}
    assert refused(install, with_fields(ACCOUNT, indexed), PAYMENT).pointer == "/fields/14/indexed"
    lines = {"key": "lines", "type": "detail_lines", "title": "L", "settings": {"columns": [live("n", "integer", 1)]}}
    pointer = refused(install, with_fields(ACCOUNT, lines), PAYMENT).pointer
    assert pointer == "/fields/14/settings/columns/0/settings/refresh"


@pytest.mark.parametrize("make", [live, lambda key, result, tree: stored(key, tree)], ids=["on read", "stored"])
def test_a_circle_over_two_forms_is_refused_and_named(install: Install, make: Any) -> None:
    back = live("back", "currency", {"var": "record.account.around"})
    around = make("around", "currency", {"sumifs": ["payment", "back", SAME]})
    error = refused(install, with_fields(ACCOUNT, around), with_fields(PAYMENT, back))
    assert "付款.back" in error.sentence("zh-CN")
    assert "Account.around" in error.sentence("en")


def test_a_circle_over_a_lookup_and_within_one_form_is_refused(install: Install) -> None:
    around = stored("around", {"sumifs": ["payment", "seen", SAME]})
    seen = {
        "key": "seen", "type": "lookup", "title": "seen",
        "settings": {"form": "account", "through": "account", "field": "around"},
    }  # fmt: skip
    assert "around" in refused(install, with_fields(ACCOUNT, around), with_fields(PAYMENT, seen)).sentence("en")
    own = [live("x", "currency", {"+": [read("y"), 1]}), live("y", "currency", read("x"))]
    assert "x" in refused(install, with_fields(ACCOUNT, *own), PAYMENT).sentence("en")


def test_a_form_is_told_what_it_cannot_work_out_itself(install: Install, context: Context) -> None:
    asking = stored(
        "paid_before", {"sumifs": ["payment", "amount", {"==": [{"var": "row.account"}, read_this("account")]}]}
    )
    level = {
        "key": "of", "type": "lookup", "title": "Of",
        "settings": {"form": "account", "through": "account", "field": "name"},
    }  # fmt: skip
    install([ACCOUNT, with_fields(PAYMENT, asking, level, stored("twice", {"*": [read("amount"), 2]}))])
    one = account(context, "A", "10.00", "4.00")

    plans = plan_cache(context.workspace).latest()
    described = describe(form_plan(plans, "crm", "payment"), access_to(context, plans, "crm", "payment"), "en")
    told = {field["key"]: "expression" in field["settings"] for field in described["fields"]}
    verdict = records.check_values(context, "crm", "payment", {"account": one, "amount": "1.00"})

    assert described["asks"] is True
    assert (told["paid_before"], told["rest"], told["of"], told["twice"]) == (False, False, False, True)
    assert verdict.computed == {"paid_before": "4.00", "rest": "6.00", "of": "A", "twice": "2.00"}


def test_a_new_record_is_referred_to_by_nobody(install: Install, context: Context) -> None:
    install([with_fields(ACCOUNT, stored("orphans", TOTAL)), PAYMENT])
    records.create(context, "crm", "payment", {"amount": "4.00"})

    made = records.create(context, "crm", "account", {"name": "A"})

    assert made.values["orphans"] == Decimal(0)
    assert records.check_values(context, "crm", "account", {"name": "A"}).computed["paid"] == "0.00"


@pytest.mark.parametrize("make", [live, lambda key, result, tree: stored(key, tree)], ids=["on read", "stored"])
@pytest.mark.parametrize("levels", [100, 10_000])
def test_s05_ten_thousand_levels_are_refused_at_publishing(install: Install, make: Any, levels: int) -> None:
    deep: Any = 1
    for _ in range(levels):
        deep = {"+": [deep]}
    with pytest.raises(PlatformError) as caught:
        install([with_fields(ACCOUNT, make("deep", "currency", deep)), PAYMENT])
    assert caught.value.code in ("expression.too_large", "definition.invalid")
    assert caught.value.sentence("zh-CN") != caught.value.sentence("en")


def test_what_is_worked_out_is_summed_up_by_group_as_stored_numbers_are(context: Context, bank: None) -> None:
    account(context, "A", "100.00", "10.10", "0.20")
    account(context, "A", "50.00", "1.00")
    account(context, "B", "7.00")
    names = ["kept:sum", "paid:sum", "left:mean", "payments:sum", "third:sum"]

    found = records.figures(context, "crm", "account", names, Query(), "name")
    per_account = records.figures(context, "crm", "payment", ["rest:max"], Query())

    assert {one["value"]: one["figures"] for one in found["items"]} == {
        "A": {"kept:sum": "11.30", "paid:sum": "11.30", "left:mean": "69.35", "payments:sum": 3, "third:sum": "50.00"},
        "B": {"kept:sum": "0.00", "paid:sum": "0.00", "left:mean": "7.00", "payments:sum": 0, "third:sum": "2.33"},
    }
    assert per_account == {"figures": {"rest:max": "89.70"}, "total": 3}
