"""A decision table behind a formula field and a check: the same on every way of writing."""

from decimal import Decimal
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import Problems
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.people import access_to
from tests.company import Install

TABLE: dict[str, Any] = {
    "kind": "decision_table",
    "key": "rebate",
    "title": "Rebate",
    "hit": "unique",
    "valid_by": "day",
    "inputs": [{"key": "amount", "type": "currency"}, {"key": "day", "type": "date"}],
    "outputs": [{"key": "rate", "type": "percent"}],
    "rows": [
        {"key": "small", "when": [["<", "100"], None], "then": ["0.01"], "from": "2026-01-01"},
        {"key": "large", "when": [[">=", "100"], None], "then": ["0.125"], "from": "2026-01-01"},
    ],
}
_RATE = {"decide": ["rebate", {"amount": {"var": "record.amount"}, "day": {"var": "record.day"}}]}
SALE: dict[str, Any] = {
    "kind": "form",
    "key": "sale",
    "title": "Sale",
    "fields": [
        {"key": "amount", "type": "currency", "title": "Amount"},
        {"key": "day", "type": "date", "title": "Day"},
        {
            "key": "rebate",
            "type": "formula",
            "title": "Rebate",
            "settings": {"result": "decimal", "expression": {"*": [{"var": "record.amount"}, _RATE]}},
        },
    ],
    "checks": [{"key": "covered", "assert": {"is_set": _RATE}, "message": "no policy for this day"}],
}


def test_a_formula_and_a_check_ask_the_table(install: Install, context: Context) -> None:
    install([TABLE, SALE])

    made = records.create(context, "crm", "sale", {"amount": "200.00", "day": "2026-01-05"})
    assert made.values["rebate"] == Decimal(25)
    changed = records.change(context, "crm", "sale", made.id, {"amount": "50"}, revision=1)
    assert changed.values["rebate"] == Decimal("0.5")
    with pytest.raises(Problems):
        records.create(context, "crm", "sale", {"amount": "200.00", "day": "2025-12-31"})


def test_an_open_table_travels_with_the_form_and_a_closed_one_is_asked(install: Install, context: Context) -> None:
    described = {}
    for is_open in (True, False):
        install([TABLE | {"open": is_open}, SALE])
        plans = plan_cache(context.workspace).latest()
        described[is_open] = describe(form_plan(plans, "crm", "sale"), access_to(context, plans, "crm", "sale"), "en")

    assert list(described[True]["tables"]) == ["rebate"]
    assert (described[True]["asks"], [check["key"] for check in described[True]["checks"]]) == (False, ["covered"])
    assert described[False]["tables"] == {}
    assert (described[False]["asks"], described[False]["checks"]) == (True, [])
    values = {"amount": "200.00", "day": "2026-01-05"}
    assert records.check_values(context, "crm", "sale", values).computed == {"rebate": "25.00"}


def test_formula_text_calls_a_table_by_titles_or_keys(install: Install, context: Context) -> None:
    titled = TABLE | {
        "title": {"zh-CN": "返利政策", "en": "Rebate policy"},
        "inputs": [{**TABLE["inputs"][0], "title": {"zh-CN": "金额", "en": "Amount"}}, TABLE["inputs"][1]],
        "outputs": [{**TABLE["outputs"][0], "title": {"zh-CN": "比例", "en": "Rate"}}],
    }
    install([titled, SALE])

    found = records.check_formula(
        context, "crm", "sale", '{Amount} * 查决策表({返利政策.比例}, "金额", {Amount}, "day", {Day})'
    )
    assert found["errors"] == []
    tree = found["tree"]
    assert tree["*"][1] == {
        "decide": ["rebate", {"amount": {"var": "record.amount"}, "day": {"var": "record.day"}}, "rate"]
    }
    assert found["type"] == "decimal"
    assert found["text"] == '{Amount} * DECIDE({返利政策.比例}, "金额", {Amount}, "day", {Day})'
    again = records.check_formula(context, "crm", "sale", 'DECIDE({rebate}, "amount", 5)')
    assert again["tree"] == {"decide": ["rebate", {"amount": 5}]}


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ('DECIDE({返利正策.x}, "amount", 1)', "expression.unknown_name", 8),
        ('DECIDE({rebate.rat}, "amount", 1)', "expression.unknown_name", 8),
        ('DECIDE({rebate.rate}, "amuont", 1)', "expression.unknown_name", 23),
        ("DECIDE({rebate.rate}, {Amount}, 1)", "expression.malformed", 23),
        ('DECIDE({rebate.rate}, "amount")', "expression.malformed", 1),
        ('DECIDE({rebate.rate}, "amount", "many")', "expression.type", 33),
    ],
)
def test_a_wrong_call_is_told_with_its_place(
    install: Install, context: Context, text: str, code: str, column: int
) -> None:
    install([TABLE, SALE])
    (error,) = records.check_formula(context, "crm", "sale", text)["errors"]
    assert (error["code"], error["position"]["column"]) == (code, column)


def test_a_formula_that_is_worked_out_when_read_may_ask_a_table(install: Install, context: Context) -> None:
    settings = SALE["fields"][2]["settings"] | {"refresh": "on_read"}
    rebate = {**SALE["fields"][2], "settings": settings}
    install([TABLE, {**SALE, "fields": [*SALE["fields"][:2], rebate]}])

    made = records.create(context, "crm", "sale", {"amount": "200.00", "day": "2026-01-05"})

    assert records.get(context, "crm", "sale", made.id).values["rebate"] == Decimal(25)
