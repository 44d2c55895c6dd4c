"""Runs for a period: once per row, tried out first, corrected by what differs, closed."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import Forbidden, InvalidValue, NotFound
from loomwork.runtime.workflows.period_runs import deciding, reading
from loomwork.runtime.workflows.period_runs.errors import PeriodIsClosed, PeriodNotOver, RunDecided

from ..conftest import APP
from .conftest import Months, commission


def counts(run: dict[str, Any]) -> dict[str, int]:
    return {name: number for name, number in run["counts"].items() if number}


def test_a_period_that_ends_is_written_once_for_each_row(months: Months) -> None:
    months.publish()
    months.sale(1, 100)
    months.sale(1, 60, "bob")
    months.sale(2, 500)

    months.company.advance(days=31)

    assert (months.balance("ann"), months.balance("bob")) == ("5.0", "3.0")
    assert months.left_by() == "done"
    out = months.instance().variables["pay"]
    assert (out["period"], out["new"], out["totals"]) == ("2026-01", 2, {"pay": "8"})
    # The same again by hand: everything is as it stands.
    again = months.run("2026-01")
    assert (again["state"], counts(again)) == ("done", {"rows": 2, "same": 2})
    assert months.entries("ann") == ["5.0"]


def test_a_dry_run_shows_what_would_be_written_and_writes_nothing(months: Months) -> None:
    months.publish()
    sale = months.sale(1, 100)

    tried = months.run("2026-01")

    assert (tried["state"], counts(tried), months.balance("ann")) == ("ready", {"rows": 1, "new": 1}, "0.0")
    assert tried["totals"] == [{"key": "pay", "now": "5", "before": "0"}]
    [row] = months.rows(tried["id"])
    assert (row["id"], row["results"], row["writes"][0]["amount"]) == (sale, {"pay": "5"}, "5.0 points")
    # What has not ended is tried out, not written.
    assert not tried["can_confirm"]
    with pytest.raises(PeriodNotOver):
        months.confirm(tried["id"])


def test_run_again_it_shows_what_differs_and_why_and_writes_corrections_only(months: Months) -> None:
    months.publish()
    kept, changed, lost = months.sale(1, 100), months.sale(1, 100), months.sale(1, 20, "bob")
    months.company.advance(days=31)
    assert (months.balance("ann"), months.balance("bob")) == ("10.0", "1.0")
    months.change(changed, amount=160)
    months.change(lost, status="done")
    late = months.sale(1, 40, "cy")

    run = months.run("2026-01")

    assert counts(run) == {"rows": 3, "same": 1, "changed": 1, "new": 1, "gone": 1}
    assert run["totals"] == [{"key": "pay", "now": "15", "before": "11"}]
    told = {row["id"]: row for row in months.rows(run["id"])}
    assert (told[kept]["difference"], told[lost]["difference"], told[late]["difference"]) == ("same", "gone", "new")
    row = told[changed]
    assert (row["changed"], row["before"]["inputs"]["amount"], row["before"]["results"]) == (
        ["amount"],
        "100",
        {"pay": "5"},
    )
    assert months.entries("ann") == ["5.0", "5.0"]

    months.confirm(run["id"])

    assert months.entries("ann")[:2] == ["8.0", "-5.0"]
    assert (months.balance("ann"), months.balance("bob"), months.balance("cy")) == ("13.0", "0.0", "2.0")
    assert counts(months.told(run["id"]))["written"] == 3
    assert counts(months.run("2026-01")) == {"rows": 3, "same": 3}


def test_a_parameter_that_changed_is_told_among_the_inputs(months: Months) -> None:
    months.publish()
    sale = months.sale(1, 100)
    months.company.advance(days=31)
    months.company.set(limit=10)

    [row] = months.rows(months.run("2026-01")["id"])

    assert (row["id"], row["changed"], row["results"]["pay"]) == (sale, ["param.limit"], "10")


def test_a_row_that_cannot_be_written_says_why_and_the_others_are(months: Months) -> None:
    months.publish()
    sale = months.company.request(amount=100, visit_at="2026-01-10T08:00:00Z")
    months.sale(1, 100)

    months.company.advance(days=31)

    assert (months.left_by(), months.balance("ann")) == ("some_failed", "5.0")
    run = months.instance().variables["pay"]["run"]
    [row] = months.rows(run, "unwritten")
    assert (row["id"], row["written"]) == (sale, False)
    assert "whose account" in row["problem"]
    # Mended, the next run finds it.
    months.change(sale, owner_person=months.company.ids["bob"])
    again = months.run("2026-01")
    months.confirm(again["id"])
    assert (counts(again)["new"], months.balance("bob")) == (1, "5.0")


def test_what_spent_cannot_be_taken_back_stays_and_is_told(months: Months) -> None:
    months.publish()
    sale = months.sale(1, 100)
    months.company.advance(days=31)
    from loomwork.runtime import ledgers

    ledgers.post_by_hand(months.company.as_("boss"), APP, "points", months.company.ids["ann"], amount="-4", reason="x")
    months.change(sale, amount=20)
    run = months.run("2026-01")

    months.confirm(run["id"])

    assert (months.balance("ann"), counts(months.told(run["id"]))["unwritten"]) == ("1.0", 1)
    assert "Not enough" in months.rows(run["id"])[0]["problem"]


def test_a_closed_period_is_seen_to_differ_and_written_only_when_opened_again_with_a_reason(months: Months) -> None:
    months.publish()
    months.sale(1, 100)
    with pytest.raises(PeriodNotOver):
        deciding.close(months.company.as_("ann"), APP, "flow", "pay", "2026-01")
    months.company.advance(days=31)
    deciding.close(months.company.as_("ann"), APP, "flow", "pay", "2026-01")
    months.sale(1, 40)

    late = months.run("2026-01")

    assert (late["closed"], late["can_confirm"], counts(late)) == (True, False, {"rows": 2, "same": 1, "new": 1})
    with pytest.raises(PeriodIsClosed):
        months.confirm(late["id"])
    with pytest.raises(InvalidValue):
        deciding.reopen(months.company.as_("ann"), APP, "flow", "pay", "2026-01", " ")
    deciding.reopen(months.company.as_("ann"), APP, "flow", "pay", "2026-01", "a sale came late")
    months.confirm(late["id"])
    assert months.balance("ann") == "7.0"
    first = reading.periods_of(months.company.as_("ann"), APP, "flow", "pay")["periods"][1]
    assert (first["key"], first["state"], first["reason"]) == ("2026-01", "open", "a sale came late")


def test_a_flow_that_comes_again_waits_to_be_confirmed_and_a_newer_run_takes_its_place(months: Months) -> None:
    months.publish(commission(confirm="always"))
    months.sale(1, 100)
    months.company.advance(days=31)
    assert (months.instance().state, months.balance("ann")) == ("waiting", "0.0")
    told = reading.periods_of(months.company.as_("ann"), APP, "flow", "pay")["periods"][1]["current"]
    assert (told["state"], told["by_flow"]) == ("ready", True)
    months.sale(1, 100)

    newer = months.run("2026-01")

    with pytest.raises(RunDecided):
        months.confirm(told["id"])
    months.confirm(newer["id"])
    assert (months.instance().state, months.left_by(), months.balance("ann")) == ("completed", "done", "10.0")


def test_of_two_managers_who_decide_at_once_one_does(months: Months) -> None:
    months.publish(commission(confirm="always"))
    months.sale(1, 100)
    months.company.advance(days=31)
    told = reading.periods_of(months.company.as_("ann"), APP, "flow", "pay")["periods"][1]["current"]
    ready, answers = threading.Barrier(3), []

    def decide(by: str, act: Callable[[Context, str, str], None]) -> None:
        context = months.company.as_(by)
        ready.wait()
        try:
            act(context, APP, told["id"])
            answers.append(act.__name__)
        except RunDecided:
            answers.append("late")

    wishes = [("ann", deciding.confirm), ("bob", deciding.confirm), ("boss", deciding.discard)]
    threads = [threading.Thread(target=decide, args=wish) for wish in wishes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    months.company.run()

    assert answers.count("late") == len(wishes) - 1
    confirmed = "confirm" in answers
    assert (months.left_by(), months.balance("ann")) == (("done", "5.0") if confirmed else ("discarded", "0.0"))


def test_a_run_that_is_discarded_leaves_everything_and_the_flow_goes_on(months: Months) -> None:
    months.publish(commission(confirm="always"))
    months.sale(1, 100)
    months.company.advance(days=31)
    told = reading.periods_of(months.company.as_("ann"), APP, "flow", "pay")["periods"][1]["current"]

    deciding.discard(months.company.as_("ann"), APP, told["id"])
    months.company.run()

    assert (months.left_by(), months.balance("ann")) == ("discarded", "0.0")


def test_only_those_it_names_see_runs_and_of_rows_only_those_of_records_they_see(months: Months) -> None:
    months.publish(commission(managers=["idle"], readers=["signer"]))
    months.sale(1, 100)
    run = months.run("2026-01", by="boss")

    assert months.rows(run["id"], by="bob")
    with pytest.raises(Forbidden):
        deciding.confirm(months.company.as_("bob"), APP, run["id"])
    for outsider in ("cy", "eve"):
        assert reading.sheets_of(months.company.as_(outsider), APP) == []
        with pytest.raises(NotFound):
            months.told(run["id"], by=outsider)


def test_the_workbook_holds_what_stood_before_beside_what_is_now(months: Months) -> None:
    months.publish()
    months.sale(1, 100)
    run = months.run("2026-01")

    assert reading.workbook(months.company.as_("ann"), APP, run["id"]).startswith(b"PK")
