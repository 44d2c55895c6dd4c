"""Rollups and lookups: exact at any moment, under writers, folding and rebuilding; read, filtered and sorted by."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache, plans_in
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.forms import form_plan
from loomwork.runtime.records import Query
from loomwork.runtime.records.derived.rollups import differences, fold
from tests.company import Install


def rollup(key: str, function: str, field: str | None = "amount", where: Any = None) -> dict[str, Any]:
    settings = {"form": "payment", "by": "account", "function": function, "field": field, "where": where}
    return {"key": key, "type": "rollup", "title": key, "settings": settings}


LARGE = {">=": [{"var": "row.amount"}, "100"]}
ACCOUNT: dict[str, Any] = {
    "kind": "form",
    "key": "account",
    "title": "Account",
    "fields": [
        {"key": "name", "type": "text", "title": "Name"},
        {"key": "level", "type": "integer", "title": "Level"},
        rollup("number", "count", None),
        rollup("total", "sum"),
        rollup("mean", "mean"),
        rollup("least", "min"),
        rollup("most", "max"),
        rollup("large", "count", None, LARGE),
        rollup("large_total", "sum", "amount", LARGE),
        rollup("visits", "sum", "visits"),
    ],
}
PAYMENT: dict[str, Any] = {
    "kind": "form",
    "key": "payment",
    "title": "Payment",
    "fields": [
        {"key": "account", "type": "reference", "title": "Account", "settings": {"form": "account"}},
        {"key": "amount", "type": "currency", "title": "Amount"},
        {"key": "visits", "type": "integer", "title": "Visits"},
        {
            "key": "level",
            "type": "lookup",
            "title": "Level",
            "settings": {"form": "account", "through": "account", "field": "level"},
        },
        {
            "key": "seen_name",
            "type": "lookup",
            "title": "Name",
            "settings": {"form": "account", "through": "account", "field": "name", "rights": "reader"},
        },
    ],
}
TELLER = {
    "kind": "role",
    "key": "teller",
    "title": "Teller",
    "forms": {
        "payment": {"verbs": ["read"]},
        "account": {"verbs": ["read"], "rows": {"read": {"==": [{"var": "record.level"}, 1]}},
                    "fields": {"*": "read", "total": "hidden"}},
    },
}  # fmt: skip
KEPT = ("number", "total", "mean", "visits")


@pytest.fixture
def bank(install: Install) -> None:
    install([ACCOUNT, PAYMENT, TELLER])


def account(context: Context, name: str = "A", level: int = 1) -> str:
    return records.create(context, "crm", "account", {"name": name, "level": level}).id


def pay(context: Context, to: str | None, amount: str | None, visits: int | None = None) -> records.Record:
    return records.create(context, "crm", "payment", {"account": to, "amount": amount, "visits": visits})


def figures(context: Context, id: str) -> dict[str, Any]:
    values = records.get(context, "crm", "account", id).values
    return {key: values[key] for key in values if key not in ("name", "level")}


def built(context: Context) -> None:
    """The job that builds totals has run, and the plans know."""
    jobs.run_due(context.workspace)
    plan_cache(context.workspace).forget()


def expected(payments: list[tuple[str | None, int | None]]) -> dict[str, Any]:
    amounts = [Decimal(amount) for amount, _ in payments if amount is not None]
    large = [one for one in amounts if one >= 100]
    mean = None
    if amounts:
        mean = (sum(amounts, Decimal(0)) / len(amounts)).quantize(Decimal("0.000001"), ROUND_HALF_UP)
    return {
        "number": len(payments),
        "total": sum(amounts, Decimal(0)),
        "mean": mean,
        "least": min(amounts, default=None),
        "most": max(amounts, default=None),
        "large": len(large),
        "large_total": sum(large, Decimal(0)),
        "visits": sum(visits or 0 for _, visits in payments),
    }


def verified(context: Context) -> list[str]:
    def unit(tx: Any) -> list[str]:
        plans = plans_in(context.workspace, tx)
        plan = form_plan(plans, "crm", "account")
        return [one for key in KEPT for one in differences(tx, plans, plan, plan.fields[key])]

    return changes.run(context, unit)


PAYMENTS: list[tuple[str | None, int | None]] = [("0.10", 1), ("0.20", None), ("-7.33", 2), ("250.00", 3), (None, 4)]


def test_figures_are_right_before_totals_are_built_and_after(bank: None, context: Context) -> None:
    id, other = account(context), account(context, "B")
    for amount, visits in PAYMENTS:
        pay(context, id, amount, visits)
    assert figures(context, id) == expected(PAYMENTS)
    built(context)
    assert figures(context, id) == expected(PAYMENTS)
    assert figures(context, other) == expected([])
    assert verified(context) == []


def test_every_way_to_change_a_record_is_counted(bank: None, context: Context) -> None:
    one, two = account(context), account(context, "B")
    pay(context, one, "1.00")
    built(context)
    first, second = pay(context, one, "10.00", 5), pay(context, one, "20.00")
    records.change(context, "crm", "payment", first.id, {"amount": "11.00"}, revision=1)
    assert figures(context, one)["total"] == Decimal("32.00")
    records.change(context, "crm", "payment", first.id, {"account": two}, revision=2)
    assert (figures(context, one)["total"], figures(context, two)["total"]) == (Decimal("21.00"), Decimal("11.00"))
    records.change(context, "crm", "payment", second.id, {"amount": None}, revision=1)
    assert figures(context, one)["number"] == 2
    assert figures(context, one)["mean"] == Decimal("1.000000")
    records.delete(context, "crm", "payment", first.id, revision=3)
    assert figures(context, two) == expected([])
    records.restore(context, "crm", "payment", first.id)
    changes.run(context, fold)
    assert figures(context, two) == expected([("11.00", 5)])
    assert verified(context) == []


def test_what_is_rolled_back_was_never_counted(bank: None, context: Context) -> None:
    id = account(context)
    pay(context, id, "1.00")
    built(context)

    def unit(tx: Any) -> None:
        values = {"account": id, "amount": "5.00"}
        records.create(context, "crm", "payment", values, tx=tx)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        changes.run(context, unit)
    assert figures(context, id)["total"] == Decimal("1.00")


def test_sixteen_writers_and_a_folder_agree(bank: None, context: Context) -> None:
    ids = [account(context, name) for name in "AB"]
    pay(context, ids[0], "1.00")
    built(context)

    def write(writer: int) -> None:
        chance = random.Random(writer)
        for n in range(8):
            made = pay(context, ids[n % 2], f"{chance.randint(-999, 999)}.{chance.randint(10, 99)}", n)
            if n % 3 == 0:
                records.change(context, "crm", "payment", made.id, {"account": ids[(n + 1) % 2]}, revision=1)
            if n % 4 == 0:
                records.delete(context, "crm", "payment", made.id, revision=None)
            if n % 4 == 1:
                changes.run(context, fold)

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(write, range(16)))
    assert verified(context) == []
    everything = []
    cursor = None
    while True:
        page = records.query(context, "crm", "payment", Query(limit=200, cursor=cursor))
        everything += page.items
        if (cursor := page.next_cursor) is None:
            break
    for id in ids:
        mine = [(record.values["amount"], record.values["visits"]) for record in everything
                if record.values["account"] == id]  # fmt: skip
        assert figures(context, id) == expected(mine)


def test_lists_are_filtered_and_sorted_by_them(bank: None, context: Context) -> None:
    small, large, none = (account(context, name) for name in ("S", "L", "N"))
    pay(context, small, "5.00")
    pay(context, large, "500.00")
    for _ in range(2):
        found = records.query(context, "crm", "account", Query(sort=("-total",))).items
        assert [record.id for record in found] == [large, small, none]
        over = {"field": "total", "operator": "at_least", "value": "5.00"}
        found = records.query(context, "crm", "account", Query(filter=over, sort=("total", "name"))).items
        assert [record.id for record in found] == [small, large]
        empty = {"field": "most", "operator": "empty"}
        assert [r.id for r in records.query(context, "crm", "account", Query(filter=empty)).items] == [none]
        pages = records.query(context, "crm", "account", Query(sort=("-total",), limit=1))
        rest = records.query(context, "crm", "account", Query(sort=("-total",), limit=2, cursor=pages.next_cursor))
        assert [record.id for record in rest.items] == [small, none]
        built(context)


def test_a_lookup_shows_what_is_there_now(bank: None, context: Context) -> None:
    id = account(context, "A", 1)
    made = pay(context, id, "1.00")
    assert records.get(context, "crm", "payment", made.id).values["level"] == 1
    records.change(context, "crm", "account", id, {"level": 7}, revision=1)
    assert records.get(context, "crm", "payment", made.id).values["level"] == 7
    found = records.query(context, "crm", "payment", Query(filter={"field": "level", "operator": "equal", "value": 7}))
    assert [record.id for record in found.items] == [made.id]
    assert records.get(context, "crm", "payment", pay(context, None, "1.00").id).values["level"] is None


def test_rights_hold_for_what_is_worked_out(bank: None, context: Context, person_of: Callable[..., Context]) -> None:
    id, hidden = account(context, "A", 1), account(context, "H", 2)
    shown, secret = pay(context, id, "1.00"), pay(context, hidden, "1.00")
    teller = person_of("teller")
    assert "total" not in records.get(teller, "crm", "account", id).values
    for sort in ("total", "-total"):
        with pytest.raises(Exception, match="total"):
            records.query(teller, "crm", "account", Query(sort=(sort,)))
    one = records.get(teller, "crm", "payment", shown.id).values
    other = records.get(teller, "crm", "payment", secret.id).values
    assert (one["seen_name"], other["seen_name"]) == ("A", None)
    assert other["level"] == 2


@pytest.mark.parametrize(
    ("field", "pointer"),
    [
        (rollup("x", "sum", "nothing"), "/field"),
        (rollup("x", "sum", None), "/field"),
        (rollup("x", "sum", "account"), "/field"),
        ({**rollup("x", "count", None), "settings": {"form": "payment", "by": "amount"}}, "/by"),
        ({**rollup("x", "count", None), "settings": {"form": "nothing", "by": "account"}}, "/form"),
        (rollup("x", "count", None, {"==": [{"var": "row.nothing"}, 1]}), "/where"),
    ],
)
def test_a_rollup_that_leads_nowhere_is_refused(install: Install, field: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        install([{**ACCOUNT, "fields": [*ACCOUNT["fields"][:2], field]}, {**PAYMENT, "fields": PAYMENT["fields"][:3]}])
    assert (caught.value.pointer or "").endswith(f"/settings{pointer}")
