"""Ledgers: entries are added and never changed; balances, reversals and closed periods keep what they say."""

import ast
import threading
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime import changes, ledgers
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import Forbidden, InvalidDefinition, NotFound, PlatformError
from loomwork.runtime.ledgers import tables
from loomwork.runtime.ledgers.amounts import load_amount, rounded, shown, units
from tests.architecture.sources import product_modules
from tests.runtime.workflows.conftest import APP, POINTS, Company


@pytest.fixture
def company(context: Context, clock: Any) -> Company:
    made = Company(context, clock)
    made.publish(POINTS)
    return made


def plan(company: Company) -> ledgers.LedgerPlan:
    return ledgers.ledger_plan(plan_cache(company.context.workspace).latest(), APP, "points")


def post(company: Company, person: str, amount: str, once: str, **more: Any) -> ledgers.Posted:
    said = {"reason": "a visit", "once": once} | more
    ledger, account = plan(company), company.ids[person]
    whole = units(Decimal(amount))
    return changes.run(company.context, lambda tx: ledgers.post(company.context, tx, ledger, account, whole, **said))


def told(company: Company, person: str, by: str = "boss", **more: Any) -> dict[str, Any]:
    return ledgers.statement(company.as_(by), APP, "points", company.ids[person], **more)


def test_the_same_key_posts_once_and_the_balance_is_the_sum(company: Company) -> None:
    first = post(company, "cy", "12.5", "a")
    assert post(company, "cy", "12.5", "a").id == first.id
    post(company, "cy", "-2.5", "b")

    statement = told(company, "cy")
    assert statement["balance"] == "10.0"
    assert [(one["amount"], one["balance"]) for one in statement["items"]] == [("-2.5", "10.0"), ("12.5", "12.5")]


def test_it_is_never_overdrawn_by_one_or_by_two_at_once(company: Company) -> None:
    post(company, "cy", "10", "a")
    with pytest.raises(PlatformError, match=r"ledger\.overdrawn"):
        post(company, "cy", "-10.1", "b")
    ended: list[str] = []

    def take(once: str) -> None:
        try:
            post(company, "cy", "-10", once)
        except PlatformError as refused:
            ended.append(refused.code)
        else:
            ended.append("posted")

    threads = [threading.Thread(target=take, args=(f"t{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["ledger.overdrawn", "ledger.overdrawn", "posted"]
    assert told(company, "cy")["balance"] == "0.0"


def test_an_entry_is_reversed_once_by_another_that_points_at_it(company: Company) -> None:
    by = company.as_("boss")
    given_ = post(company, "cy", "10", "a")
    reversal = ledgers.reverse_by_hand(by, APP, "points", given_.id, "a mistake")

    newest, oldest = told(company, "cy")["items"]
    assert (newest["id"], newest["reverses"], newest["amount"]) == (reversal, given_.id, "-10.0")
    assert (oldest["reversed"], told(company, "cy")["balance"]) == (True, "0.0")
    # Asked again by the same person it is the same reversal.
    assert ledgers.reverse_by_hand(by, APP, "points", given_.id, "again") == reversal
    with pytest.raises(PlatformError, match=r"ledger\.reversal"):
        ledgers.reverse_by_hand(by, APP, "points", reversal, "no")
    spent = post(company, "ann", "10", "b")
    post(company, "ann", "-10", "c")
    with pytest.raises(PlatformError, match=r"ledger\.overdrawn"):
        ledgers.reverse_by_hand(by, APP, "points", spent.id, "spent already")


def test_a_closed_period_stays_and_what_is_late_says_so(company: Company) -> None:
    by = company.as_("boss")
    january = company.clock.now().date()
    post(company, "cy", "10", "a")
    with pytest.raises(PlatformError, match=r"ledger\.running"):
        ledgers.close(by, APP, "points", "2026-01")
    company.advance(days=40)
    closed = ledgers.close(by, APP, "points", "2026-01")
    assert closed == {"period": "2026-01", "total": "10.0", "entries": 1}
    with pytest.raises(PlatformError, match=r"ledger\.closed"):
        ledgers.close(by, APP, "points", "2026-01")

    late = post(company, "cy", "5", "b", day=january)
    assert (late.period, late.late_for) == ("2026-02", "2026-01")
    assert [one["amount"] for one in told(company, "cy", period="2026-01")["items"]] == ["10.0"]
    [one] = ledgers.closings(by, plan(company))
    assert (one["period"], one["total"], one["by"]) == ("2026-01", "10.0", "Boss")


def test_everybody_sees_his_own_readers_see_all_managers_post(company: Company) -> None:
    post(company, "cy", "10", "a")
    post(company, "ann", "3", "b")
    names = {
        by: [one["name"] for one in ledgers.accounts(company.as_(by), APP, "points")["items"]]
        for by in ("cy", "ann", "boss")
    }
    assert names == {"cy": ["Cy"], "ann": ["Cy", "Ann"], "boss": ["Cy", "Ann"]}
    with pytest.raises(NotFound):
        told(company, "ann", by="cy")
    with pytest.raises(NotFound):
        ledgers.accounts(company.as_("eve"), APP, "points")
    with pytest.raises(Forbidden):
        ledgers.post_by_hand(company.as_("ann"), APP, "points", company.ids["cy"], amount="1", reason="x")
    said = {"amount": "2.5", "reason": "a prize", "once": "key"}
    made = ledgers.post_by_hand(company.as_("boss"), APP, "points", company.ids["cy"], **said)
    assert ledgers.post_by_hand(company.as_("boss"), APP, "points", company.ids["cy"], **said) == made
    assert told(company, "cy", by="cy")["items"][0]["by"] == "Boss"
    assert ledgers.workbook(company.as_("cy"), APP, "points", company.ids["cy"])[:2] == b"PK"
    for wrong in ("0", "1.25", "many", True, 1.5):
        with pytest.raises(PlatformError, match=r"value\.invalid"):
            ledgers.post_by_hand(company.as_("boss"), APP, "points", company.ids["cy"], amount=wrong, reason="x")


def test_a_ledger_that_names_what_is_not_there_is_refused(company: Company) -> None:
    company.publish(POINTS | {"accounts": {"form": "nothing"}})
    with pytest.raises(InvalidDefinition) as refused:
        plan(company)
    assert refused.value.pointer == "/accounts/form"


def test_no_code_changes_or_removes_an_entry() -> None:
    """The table is named in no UPDATE and no DELETE."""
    modules = [one for one in product_modules() if one.name.startswith("runtime.ledgers.")]
    named = {ast.unparse(node) for module in modules for node in ast.walk(module.tree) if isinstance(node, ast.Call)}
    assert any(call.startswith("sa.insert(_entry)") for call in named)
    assert [call for call in named if call.startswith(("sa.update(_entry", "sa.delete(", "tables.entry."))] == []
    others = [one.name for one in product_modules() if "ledger_entry" in ast.unparse(one.tree)]
    assert {name for name in others if not name.startswith("runtime.storage.")} == {
        "runtime.ledgers.tables",
        "runtime.ledgers.posting",
        "runtime.workflows.rehearsing.telling",  # reads what a dry run posted
    }


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_amounts_are_exact(amount: Decimal) -> None:
    text = shown(units(amount), 2)
    assert Decimal(text) == amount
    if amount != 0:
        assert load_amount(text, 4) == units(amount)
    assert rounded(amount, 4) == units(amount)


def test_balances_are_those_that_entries_sum_up_to(company: Company) -> None:
    for number, (person, amount) in enumerate([("cy", "3"), ("ann", "4.5"), ("cy", "-1"), ("ann", "0.1")]):
        post(company, person, amount, f"n{number}")
    sums = sa.select(tables.entry.c.account, sa.func.sum(tables.entry.c.amount)).group_by(tables.entry.c.account)
    kept = sa.select(tables.account.c.account, tables.account.c.balance)
    assert {tuple(row) for row in company.rows(sums)} == {tuple(row) for row in company.rows(kept)}
