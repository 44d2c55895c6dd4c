"""Runs for a period under kills: every row is written once, whatever worker dies in the middle of a correction."""

import signal
from copy import deepcopy
from itertools import count
from typing import Any

import sqlalchemy as sa

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from loomwork.runtime.ledgers import tables as ledgers
from loomwork.runtime.people import load_people, person_actor
from loomwork.runtime.storage import Installation, Settings, Transaction
from loomwork.runtime.workflows import tables as workflows
from loomwork.runtime.workflows.by_hand import start_by_hand
from loomwork.runtime.workflows.period_runs import deciding, reading, tables
from tests.faults.period import finish, finish_all
from tests.faults.serving import spawn

APP = "sales"
FORM: dict[str, Any] = {
    "kind": "form",
    "key": "sale",
    "title": "Sale",
    "fields": [
        {"key": "amount", "type": "integer", "title": "Amount"},
        {"key": "month", "type": "text", "title": "Month"},
    ],
}
LEDGER = {"kind": "ledger", "key": "pay", "title": "Pay", "accounts": {"form": "sale"}}
AMOUNT = {"var": "inputs.amount"}
PAY: dict[str, Any] = {
    "form": "sale",
    "where": {"==": [{"var": "row.month"}, {"var": "period.key"}]},
    "inputs": [{"key": "amount", "type": "integer", "value": {"var": "record.amount"}}],
    "posts": [{"key": "pay", "ledger": "pay", "account": {"var": "record.id"}, "amount": AMOUNT, "reason": "Pay"}],
}
FLOW: dict[str, Any] = {
    "kind": "workflow",
    "key": "flow",
    "title": "Flow",
    # One that waits for no moment, so that there is an end of jobs.
    "trigger": {"type": "manual"},
    "nodes": [{"key": "pay", "type": "period_run", "title": "Pay", "settings": PAY}],
    "edges": [{"from": "start", "to": "pay"}, {"from": "pay", "to": "end"}],
}
ROW = {
    "code": "ops",
    "name": "Ops",
    "roles": f"workspace.administrator {APP}.staff",
    "title": "",
    "department": "Works",
}


STAFF: dict[str, Any] = {
    "kind": "role",
    "key": "staff",
    "title": "Staff",
    "forms": {"sale": {"verbs": ["read"], "fields": {"*": "read"}}},
}


def set_up(context: Context, *documents: dict[str, Any]) -> Context:

    def unit(tx: Transaction) -> str:
        put_app(tx, context, APP, "1.0.0", {"package": APP, "version": "1.0.0", "title": "Sales"}, list(documents))
        publish(tx, context, APP, documents)
        build_tables(tx, plans_in(context.workspace, tx))
        return load_people(tx, context, [ROW | {"manager": "", "phone": ""}])["ops"]

    return context.acting_as(person_actor(context.workspace, changes.run(context, unit)))


def test_each_row_is_corrected_once_whenever_a_worker_is_killed(installation: Installation, settings: Settings) -> None:
    workspace = installation.create_workspace("Stage", "sandbox")
    ops = set_up(Context(workspace, SYSTEM), FORM, LEDGER, FLOW)

    def run(month: str) -> str:
        id = deciding.start_by_hand(ops, APP, "flow", "pay", month)
        jobs.run_due(workspace)
        return id

    # Every fourth commit: those between are claims of jobs, which other tests kill.
    for passing in count(1, 4):
        month = f"{2000 + passing}-01"
        sales = [records.create(ops, APP, "sale", {"amount": n, "month": month}) for n in (1, 2, 3)]
        deciding.confirm(ops, APP, run(month))
        jobs.run_due(workspace)
        # One changes, one goes, one comes.
        records.change(ops, APP, "sale", sales[0].id, {"amount": 10}, revision=sales[0].revision)
        records.change(ops, APP, "sale", sales[1].id, {"month": None}, revision=sales[1].revision)
        records.create(ops, APP, "sale", {"amount": 5, "month": month})
        second = deciding.start_by_hand(ops, APP, "flow", "pay", month)

        fails = {"LOOMWORK_FAILPOINTS": f"before_commit=kill:{passing}"}
        killed = spawn(finish, settings, fails, workspace.id, APP, second)
        killed.join()
        if killed.exitcode != 0:
            assert killed.exitcode == -signal.SIGKILL
            after = spawn(finish, settings, {}, workspace.id, APP, second)
            after.join()
            assert after.exitcode == 0

        told = reading.run_of(ops, APP, second)
        assert (told["state"], told["counts"]) == (
            "done",
            {"rows": 3, "new": 1, "changed": 1, "same": 1, "gone": 1, "failed": 0, "written": 3, "unwritten": 0},
        )
        t, stands = ledgers.entry.c, tables.standing.c
        with workspace.database.read() as connection:
            amounts = sa.select(t.amount).where(t.period == month)
            assert sorted(n // 10_000 for n in connection.execute(amounts).scalars()) == [-2, -1, 1, 2, 3, 5, 10]
            standing = sa.select(stands.gone).where(stands.period == month)
            assert sorted(connection.execute(standing).scalars()) == [False, False, False, True]
        if killed.exitcode == 0:
            break
    assert passing > 6


def test_a_workflow_that_waits_for_its_run_goes_on_once_whenever_a_worker_is_killed(
    installation: Installation, settings: Settings
) -> None:
    workspace = installation.create_workspace("Stage", "sandbox")
    waiting = deepcopy(FLOW)
    waiting["trigger"] = {
        "type": "manual",
        "roles": ["staff"],
        "inputs": [{"key": "month", "type": "text", "title": "Month"}],
    }
    waiting["nodes"][0]["settings"] = PAY | {"period": {"var": "trigger.month"}, "confirm": "always"}
    ops = set_up(Context(workspace, SYSTEM), FORM, LEDGER, waiting, STAFF)

    # Every third commit: the claims between are killed elsewhere.
    for passing in count(1, 3):
        month = f"{2000 + passing}-01"
        for amount in (1, 2):
            records.create(ops, APP, "sale", {"amount": amount, "month": month})
        started = start_by_hand(ops, APP, "flow", {"month": month})
        killed = spawn(
            finish_all, settings, {"LOOMWORK_FAILPOINTS": f"before_commit=kill:{passing}"}, workspace.id, APP
        )
        killed.join()
        if killed.exitcode != 0:
            assert killed.exitcode == -signal.SIGKILL
            after = spawn(finish_all, settings, {}, workspace.id, APP)
            after.join()
            assert after.exitcode == 0

        with workspace.database.read() as connection:
            t = workflows.instance_event.c
            events = sa.select(t.kind).where(t.instance_id == started.instance, t.node == "pay").order_by(t.number)
            kinds = list(connection.execute(events).scalars())
            states = sa.select(workflows.instance.c.state).where(workflows.instance.c.id == started.instance)
            assert connection.execute(states).scalar_one() == "completed"
            amounts = sa.select(ledgers.entry.c.amount).where(ledgers.entry.c.period == month)
            assert sorted(n // 10_000 for n in connection.execute(amounts).scalars()) == [1, 2]
            runs = sa.select(tables.run.c.state).where(tables.run.c.period == month)
            assert list(connection.execute(runs).scalars()) == ["done"]
        assert [kinds.count(kind) for kind in ("entered", "called", "left")] == [1, 1, 1]
        if killed.exitcode == 0:
            break
    assert passing > 6
