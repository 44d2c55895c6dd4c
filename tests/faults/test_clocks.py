"""Workers whose machine is a day off: on one server all go by its clock, so nothing is early, twice or never."""

import signal
from datetime import timedelta
from pathlib import Path as FilePath

import pytest
import sqlalchemy as sa

from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.jobs import PROMPT, claims, enqueue
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage import Installation, Settings, Workspace
from tests.faults import app
from tests.faults.clocks import KIND, do_due
from tests.faults.judge import judge
from tests.faults.outside import outside, seen
from tests.faults.reference.graphs import drawing
from tests.faults.reference.paths import path
from tests.faults.serving import act, spawn
from tests.faults.stage import Stage, set_up
from tests.faults.test_agreement import place_of

_AHEAD, _BEHIND = "clock=off:86400", "clock=off:-86400"
_AT_ONCE = {"LOOMWORK_LEASE_S": "0", "LOOMWORK_SWEEP_S": "0"}
# The way of test_failpoints.py: a limit, an hour that passes, a call of another system.
_GRAPH, _PATH = 857, 0


@pytest.mark.parametrize("engine_kind", ["postgresql"])
@pytest.mark.parametrize("clock", [_AHEAD, _BEHIND])
def test_a_worker_a_day_off_does_what_is_due_and_nothing_else(
    installation: Installation, settings: Settings, clock: str
) -> None:
    workspace = installation.create_workspace("Clocks")
    _enqueue(workspace, "held")
    with workspace.database.write() as tx:
        claims.claim(tx, workspace.clock.now(), timedelta(minutes=10), 1, PROMPT)
    _enqueue(workspace, "due")
    _enqueue(workspace, "in an hour", timedelta(hours=1))

    assert _work(settings, workspace, clock) == 0

    assert _states(workspace) == {"held": ("leased", 1), "due": ("done", 1), "in an hour": ("waiting", 0)}


def test_what_a_worker_held_that_died_a_day_ahead_is_done_by_the_next(
    installation: Installation, settings: Settings
) -> None:
    """On SQLite the lease was written a day ahead; once the clock is right nobody waits for it."""
    workspace = installation.create_workspace("Clocks")
    _enqueue(workspace, "due")

    assert _work(settings, workspace, f"{_AHEAD},jobs.claimed=kill:1") == -signal.SIGKILL
    with workspace.database.write() as tx:  # as if its lease had run out where the clock was never wrong
        tx.execute(sa.update(job).where(_of_today(workspace)).values(lease_until=workspace.clock.now()))
    assert _work(settings, workspace, "") == 0

    assert _states(workspace) == {"due": ("done", 2)}


@pytest.mark.slow
@pytest.mark.parametrize("engine_kind", ["postgresql"])
def test_machines_a_day_off_take_turns_on_a_path_and_come_to_the_same_end(
    installation: Installation, settings: Settings, tmp_path: FilePath
) -> None:
    sandbox = installation.create_workspace("Stage", "sandbox")
    flow = drawing(_GRAPH, key=f"flow_{_GRAPH}", form=app.FORM, size=8)
    way, journal, turn = path(flow, _PATH), tmp_path / "journal", 0
    with outside() as server:
        set_up(sandbox, [flow], server)
        exit_code = -signal.SIGKILL
        while exit_code == -signal.SIGKILL:
            points = f"{(_AHEAD, _BEHIND)[turn % 2]},after_commit=kill:{6 + turn}"
            process = spawn(act, settings, _AT_ONCE | {"LOOMWORK_FAILPOINTS": points}, sandbox.id, way, "off", journal)
            process.join()
            assert process.exitcode is not None
            exit_code, turn = process.exitcode, turn + 1

        assert (exit_code, turn > 1) == (0, True)
        stage = Stage(sandbox)
        assert stage.summary(stage.start(way, "off")) == way.end
        verdict = judge(
            place_of(sandbox),
            [f"{app.KEY}__{app.FORM}"],
            at_rest=True,
            now=sandbox.clock.now(),
            keys=[key for _, key in seen(server)],
        )
    assert verdict.violations == []


def _enqueue(workspace: Workspace, key: str, later: timedelta = timedelta()) -> None:
    context = Context(workspace, SYSTEM)
    with workspace.database.write() as tx:
        enqueue(context, tx, KIND, {}, key=key, run_at=context.now() + later)


def _work(settings: Settings, workspace: Workspace, points: str) -> int | None:
    process = spawn(do_due, settings, {"LOOMWORK_FAILPOINTS": points}, workspace.id)
    process.join()
    return process.exitcode


def _of_today(workspace: Workspace) -> sa.ColumnElement[bool]:
    return job.c.lease_until < workspace.clock.now() + timedelta(hours=1)


def _states(workspace: Workspace) -> dict[str, tuple[str, int]]:
    """By key: the state, and how often it was claimed."""
    with workspace.database.read() as connection:
        rows = connection.execute(sa.select(job.c.key, job.c.state, job.c.fence).where(job.c.kind == KIND)).all()
    return {row.key: (row.state, row.fence) for row in rows}
