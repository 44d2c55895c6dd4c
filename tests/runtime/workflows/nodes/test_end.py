"""What is special to the end node."""

from loomwork.runtime.workflows.node import Leave
from loomwork.runtime.workflows.nodes.end import End

from .conftest import GivenRun


def test_it_ends_its_branch(run: GivenRun) -> None:
    assert End().enter(run) == Leave("done")
    assert End().shape == "end"
