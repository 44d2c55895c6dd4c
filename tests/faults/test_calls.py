"""Calls to the outside under kills: the stub server saw one key per call, at least once where the step was left, never
where the way did not lead."""

import signal
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from loomwork.runtime.people import load_people, person_actor
from loomwork.runtime.storage import Installation, Settings, Transaction
from loomwork.runtime.workflows import tables
from tests.connectors.partner import Partner, partner
from tests.faults.outside import connect, seen
from tests.faults.serving import do_all, spawn

FORM: dict[str, Any] = {
    "kind": "form",
    "key": "thing",
    "title": "Thing",
    "fields": [{"key": "name", "type": "text", "title": "Name"}],
}
ERP = {"kind": "connection", "key": "erp", "title": "Stock", "connector": "http"}
ROW = {"code": "ops", "name": "Ops", "roles": "workspace.administrator", "title": "", "department": "Works"}
NODES = ("first", "second", "never")
FLOW: dict[str, Any] = {
    "kind": "workflow",
    "key": "flow",
    "title": "Flow",
    "trigger": {"type": "record_created", "form": "thing"},
    "nodes": [
        {"key": key, "type": "call", "title": key, "settings": {"connection": "erp", "path": [key]}} for key in NODES
    ],
    "edges": [
        {"from": "start", "to": "first"},
        {"from": "first", "to": "second", "when": "answered"},
        {"from": "first", "to": "never", "when": "refused"},
        {"from": "second", "to": "end"},
        {"from": "never", "to": "end"},
    ],
}


def set_up(context: Context, outside: Partner) -> Context:
    """The app, and the connection to `outside`; who may make records."""
    documents = [FORM, ERP, FLOW]

    def unit(tx: Transaction) -> str:
        put_app(tx, context, "calls", "1.0.0", {"package": "calls", "version": "1.0.0", "title": "Calls"}, documents)
        publish(tx, context, "calls", documents)
        build_tables(tx, plans_in(context.workspace, tx))
        return load_people(tx, context, [ROW | {"manager": "", "phone": ""}])["ops"]

    ops = context.acting_as(person_actor(context.workspace, changes.run(context, unit)))
    connect(ops, "calls", "erp", outside)
    return ops


@pytest.mark.parametrize("failpoint", ["after_commit", "jobs.called"])
def test_one_key_per_call_whenever_a_worker_is_killed(
    installation: Installation, settings: Settings, failpoint: str
) -> None:
    workspace = installation.create_workspace("Stage", "sandbox")
    with partner() as outside:
        ops = set_up(Context(workspace, SYSTEM), outside)
        for passing in count(1):
            outside.requests.clear()
            record = records.create(ops, "calls", "thing", {"name": f"{failpoint} {passing}"}).id
            killed = spawn(do_all, settings, {"LOOMWORK_FAILPOINTS": f"{failpoint}=kill:{passing}"}, workspace.id)
            killed.join()
            if killed.exitcode != 0:
                assert killed.exitcode == -signal.SIGKILL
                after = spawn(do_all, settings, {}, workspace.id)
                after.join()
                assert after.exitcode == 0

            t = tables.instance
            with workspace.database.read() as connection:
                (one,) = connection.execute(sa.select(t.c.id, t.c.state).where(t.c.record_id == record))
            expected = {(node, f"{workspace.id}/call/{one.id}/{node}/1/1") for node in ("first", "second")}
            assert (one.state, set(seen(outside))) == ("completed", expected), (failpoint, passing)
            if killed.exitcode == 0:
                break
    assert passing > 2
