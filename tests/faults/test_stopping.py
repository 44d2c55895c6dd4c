"""A server that is told to end finishes what it holds and gives the rest back: nothing waits for a lease to run out."""

import threading

import sqlalchemy as sa

from loomwork.runtime import records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage import Installation, Settings
from loomwork.runtime.workflows import tables
from tests.connectors.partner import Say, partner
from tests.faults.serving import serve, spawn
from tests.faults.test_calls import set_up


def test_a_server_told_to_end_finishes_the_call_it_is_making(installation: Installation, settings: Settings) -> None:
    workspace = installation.create_workspace("Stage", "sandbox")
    reached, told = threading.Event(), threading.Event()
    with partner() as outside:
        reply = outside.answer

        def answer_when_told(say: Say) -> None:
            reached.set()
            told.wait()
            reply(say)

        outside.answer = answer_when_told
        record = records.create(set_up(Context(workspace, SYSTEM), outside), "calls", "thing", {"name": "a"}).id
        server = spawn(serve, settings, {}, 0)
        assert reached.wait(60)
        server.terminate()
        told.set()
        server.join(60)
        assert server.exitcode == 0

    instance, event = tables.instance, tables.instance_event
    with workspace.database.read() as connection:
        leased = connection.execute(sa.select(job.c.kind).where(job.c.state == "leased")).all()
        returned = (
            sa.select(event.c.node)
            .join(instance, instance.c.id == event.c.instance_id)
            .where(instance.c.record_id == record, event.c.kind == "returned")
        )
        nodes = connection.execute(returned).scalars().all()
    assert leased == []
    assert nodes[0] == "first"
