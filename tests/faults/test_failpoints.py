"""Every failpoint once: killed before and after each commit of a path, the engine still comes to the same end."""

import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path as FilePath

import pytest

from loomwork.runtime.storage import Installation, Settings, Workspace
from tests.connectors.partner import Partner
from tests.faults import app
from tests.faults.judge import judge
from tests.faults.outside import outside, seen
from tests.faults.reference.graphs import drawing
from tests.faults.reference.paths import Path, path
from tests.faults.serving import act, spawn
from tests.faults.stage import Stage, set_up
from tests.faults.test_agreement import place_of

# A process begun after a kill finds every lease run out, so nobody waits for it.
_AT_ONCE = {"LOOMWORK_LEASE_S": "0", "LOOMWORK_SWEEP_S": "0"}
# A short way that still meets a step of a person in a called workflow, one run for each of several items of which some
# fail, a hold, points and an hour that passes. Branches and votes are met by those of `soak.py`.
_GRAPH, _PATH = 857, 0
# A full disk may pass unnoticed where a job is simply done again, so one clean run is no proof that there is no more.
_CLEAN_RUNS = 5


@pytest.fixture
def sandbox(installation: Installation) -> Workspace:
    """A sandbox, since its clock survives the process."""
    return installation.create_workspace("Stage", "sandbox")


@pytest.fixture
def server() -> Iterator[Partner]:
    with outside() as made:
        yield made


def _play(settings: Settings, sandbox: Workspace, way: Path, name: str, journal: FilePath, failpoints: str) -> int:
    process = spawn(act, settings, _AT_ONCE | {"LOOMWORK_FAILPOINTS": failpoints}, sandbox.id, way, name, journal)
    process.join()
    assert process.exitcode is not None
    return process.exitcode


@pytest.mark.slow
@pytest.mark.parametrize(
    "failpoint", ["before_commit=kill", "after_commit=kill", "jobs.claimed=kill", "before_commit=error"]
)
def test_whatever_happens_at_a_failpoint_it_comes_to_the_same_end(
    settings: Settings, sandbox: Workspace, server: Partner, tmp_path: FilePath, failpoint: str
) -> None:
    """`error` is a full disk: the process goes on or ends with an error, and nothing is half done."""
    flow = drawing(_GRAPH, key=f"flow_{_GRAPH}", form=app.FORM, size=8)
    way = path(flow, _PATH)
    set_up(sandbox, [flow], server)
    stage = Stage(sandbox)

    clean = 0
    for passing in count(1):
        name = f"{failpoint}/{passing}"
        journal = tmp_path / f"journal-{passing}"
        first = _play(settings, sandbox, way, name, journal, f"{failpoint}:{passing}")
        if first != 0:
            assert failpoint.endswith("error") or first == -signal.SIGKILL
            assert _play(settings, sandbox, way, name, journal, "") == 0

        assert stage.summary(stage.start(way, name)) == way.end, name
        clean = clean + 1 if first == 0 else 0
        if clean == (_CLEAN_RUNS if failpoint.endswith("error") else 1):
            break

    assert passing > len(way.steps)
    verdict = judge(
        place_of(sandbox),
        [f"{app.KEY}__{app.FORM}"],
        at_rest=True,
        now=sandbox.clock.now(),
        keys=[key for _, key in seen(server)],
    )
    assert verdict.violations == []
