"""The engine against the reference: 200 random workflows, several ways through each, on both databases."""

from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest
from sqlalchemy import make_url

from loomwork.runtime.storage import FakeClock, Settings, Workspace
from loomwork.runtime.storage.scratch import scratch_workspace
from tests.faults import app
from tests.faults.judge import judge
from tests.faults.outside import outside, seen
from tests.faults.place import Place
from tests.faults.reference.graphs import NODE_KINDS, Drawing
from tests.faults.reference.paths import path
from tests.faults.stage import Stage, set_up

GRAPHS = 200
# SQLite tells more per second; PostgreSQL shows that nothing depends on which of the two it is.
PATHS = {"sqlite": 5, "postgresql": 2}
# One workspace serves so many graphs; setting one up costs more than playing a path.
_TOGETHER = 20


def place_of(workspace: Workspace) -> Place:
    """Where the workspace's data lie, for the judge."""
    url = workspace.settings.database_url
    if url:
        kind = "scratch" if workspace.purpose == "scratch" else "workspace"
        return Place(url=make_url(url).render_as_string(hide_password=False), schema=f"{kind}_{workspace.id}")
    return Place(file=FilePath(workspace.data_dir) / "workspace.sqlite")


@pytest.fixture
def workspace(settings: Settings, clock: FakeClock) -> Iterator[Workspace]:
    """Nothing crashes here, so nothing need be durable: that saves the disk some ten thousand waits."""
    with scratch_workspace(settings, clock) as made:
        yield made


@pytest.mark.parametrize("first", range(0, GRAPHS, _TOGETHER))
def test_the_engine_does_what_the_reference_does(workspace: Workspace, first: int) -> None:
    # In half of them some branch comes to a step where there is nobody to ask, and stops there.
    kinds = (*NODE_KINDS, "stuck") if first % (2 * _TOGETHER) else NODE_KINDS
    flows = app.workflows(range(first, first + _TOGETHER), kinds=kinds)
    with outside() as server:
        set_up(workspace, flows, server)
        _play(workspace, flows)
        keys = [key for _, key in seen(server)]
    assert judge(place_of(workspace), [f"{app.KEY}__{app.FORM}"], keys=keys).violations == []


def _play(workspace: Workspace, flows: list[Drawing]) -> None:
    stage = Stage(workspace)
    for flow in flows:
        for number in range(PATHS[workspace.database.dialect]):
            wanted = path(flow, number)
            record = stage.start(wanted, f"{flow.key}/{number}")
            seen = [stage.sight(record)]
            for step in wanted.steps:
                stage.play(record, step)
                seen.append(stage.sight(record))

            assert seen == wanted.sights, f"{flow.key}, path {number}"
            assert stage.summary(record) == wanted.end, f"{flow.key}, path {number}"
