"""What is special to the node that releases a record."""

from loomwork.runtime.workflows.effects import ReleaseRecord
from loomwork.runtime.workflows.node import Leave
from loomwork.runtime.workflows.nodes.release import Release

from ..conftest import Start, node
from .conftest import GivenRun


def test_it_releases_what_one_step_holds_or_everything(run: GivenRun) -> None:
    run.settings = {"step": None}
    assert Release().enter(run) == Leave("done", effects=[ReleaseRecord(None)])

    run.settings = {"step": "keep"}
    assert Release().enter(run) == Leave("done", effects=[ReleaseRecord("keep")])


def test_a_step_that_is_not_there_is_refused(publish_flow: Start) -> None:
    nodes = [node("free", "release", step="nothing")]
    assert publish_flow(nodes, [("start", "free"), ("free", "end")]).refusal().pointer == "/nodes/0/settings/step"
