"""What is special to the end node."""

from loomwork.runtime.workflows.node import Leave
from loomwork.runtime.workflows.nodes.end import End

from .conftest import GivenRun


def test_it_ends_its_branch_with_its_outputs(run: GivenRun) -> None:
    run.settings = {"outputs": {}}
    assert End().enter(run) == Leave("done")
    run.settings = {"outputs": {"sum": lambda data: 3}}
    assert End().enter(run) == Leave("done", {"sum": 3})
    assert End().shape == "end"
