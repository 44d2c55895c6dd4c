"""The verdict on values that are still typed, and which rules and checks a page judges by itself."""

from typing import Any

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.people import access_to
from tests.company import CUSTOMER, DEAL, ROLES, Install
from tests.shop import ORDER, STOCK, VISIT, order


def test_the_live_verdict_says_what_only_the_server_knows(shop: None, context: Context) -> None:
    made = order(context, quantity=8)
    records.create(context, "crm", "stock", {"product": "C", "quantity": 0})

    verdict = records.check_values(context, "crm", "order", {"product": "A", "quantity": 3})
    assert [error.context["check"] for error in verdict.errors] == ["in_stock"]
    assert records.check_values(context, "crm", "order", {"quantity": 9}, made.id).errors == []
    assert records.check_values(context, "crm", "order", {}).errors == []
    taken = records.check_values(context, "crm", "stock", {"product": "C"})
    assert [error.code for error in taken.errors] == ["value.taken"]


def test_the_live_verdict_tells_nothing_of_hidden_fields(shop: None, install: Install, person: Any) -> None:
    role = {"kind": "role", "key": "half", "title": "H", "forms": {"order": {"verbs": ["create", "read"], "fields": {
        "product": "write", "quantity": "hidden"}}}}  # fmt: skip
    install([STOCK, ORDER, VISIT, CUSTOMER, DEAL, *ROLES, role])
    asker = person("half")

    verdict = records.check_values(asker, "crm", "order", {"product": "A"})
    assert (verdict.errors, verdict.warnings) == ([], [])


def test_rules_of_the_server_are_asked_for(install: Install, context: Context) -> None:
    rules = [
        {"key": "again", "when": {"==": [{"var": "before.note"}, "x"]}, "then": [{"require": "value"}]},
        {"key": "mine", "when": {"in": ["r", {"var": "actor.roles"}]}, "then": [{"show": "value"}]},
        {"key": "new", "when": {"==": [{"var": "record.revision"}, None]}, "then": [{"set": {"note": "x"}}]},
    ]
    install([STOCK, {**ORDER, "checks": [], "rules": rules}])
    plans = plan_cache(context.workspace).latest()
    form = form_plan(plans, "crm", "order")

    described = describe(form, access_to(context, plans, "crm", "order"), "en", actor={"roles": ["r"]})
    assert [(rule["key"], rule["class"]) for rule in described["rules"]] == [
        ("again", "server"),
        ("mine", "local"),
        ("new", "server"),
    ]
    assert (described["asks"], described["actor"]) == (True, {"roles": ["r"]})
    assert described["rules"][0]["when"] is None
    assert described["rules"][2]["then"] == [{"set": {"note": None}}]

    verdict = records.check_values(context, "crm", "order", {"product": "A"})
    assert (verdict.rules, verdict.sets) == (["new"], {"note": "x"})
    made = order(context, quantity=1)
    assert records.check_values(context, "crm", "order", {"quantity": 2}, made.id).rules == ["again"]


def test_only_local_checks_are_described(shop: None, context: Context) -> None:
    plans = plan_cache(context.workspace).latest()
    described = describe(form_plan(plans, "crm", "order"), access_to(context, plans, "crm", "order"), "en")

    assert [check["key"] for check in described["checks"]] == ["large"]
    assert described["asks"] is True
    deal = describe(form_plan(plans, "crm", "deal"), access_to(context, plans, "crm", "deal"), "en")
    assert deal["asks"] is False
