"""A server that is told to end finishes what it holds and gives the rest back: nothing waits for a lease to run out."""

import socket
import threading
from dataclasses import replace

import sqlalchemy as sa

from loomwork.runtime import records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage import Installation, Settings, Workspace
from loomwork.runtime.workflows import tables
from tests.connectors.partner import Partner, Say, partner
from tests.faults.serving import serve, spawn, work
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

    assert _held(workspace) == []
    instance, event = tables.instance, tables.instance_event
    with workspace.database.read() as connection:
        returned = (
            sa.select(event.c.node)
            .join(instance, instance.c.id == event.c.instance_id)
            .where(instance.c.record_id == record, event.c.kind == "returned")
        )
        nodes = connection.execute(returned).scalars().all()
    assert nodes[0] == "first"


def test_a_worker_told_to_end_finishes_the_calls_it_makes_at_once(
    installation: Installation, settings: Settings, redis_url: str
) -> None:
    workspace = installation.create_workspace("Stage", "sandbox")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(60)
        ops = set_up(Context(workspace, SYSTEM), Partner(listening.getsockname()[1]))
        for name in ("a", "b"):
            records.create(ops, "calls", "thing", {"name": name})
        worker = spawn(work, replace(settings, redis_url=redis_url), {"LOOMWORK_SWEEP_S": "0.5"})
        calling = [listening.accept()[0] for _ in range(2)]  # the second comes although the first has no answer
        worker.terminate()
        threading.Thread(target=_answer, args=(calling, listening), daemon=True).start()
        worker.join(60)
        assert worker.exitcode == 0

    assert _held(workspace) == []
    event = tables.instance_event
    with workspace.database.read() as connection:
        nodes = connection.execute(sa.select(event.c.node).where(event.c.kind == "returned")).scalars().all()
    assert nodes.count("first") == 2


def _answer(calling: list[socket.socket], listening: socket.socket) -> None:
    """Answer who calls, and whoever still does."""
    while True:
        for one in calling:
            with one:
                one.recv(65536)
                one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        try:
            calling = [listening.accept()[0]]
        except OSError:
            return


def _held(workspace: Workspace) -> list[str]:
    """The kinds of jobs that wait for a lease to run out."""
    with workspace.database.read() as connection:
        return list(connection.execute(sa.select(job.c.kind).where(job.c.state == "leased")).scalars())
