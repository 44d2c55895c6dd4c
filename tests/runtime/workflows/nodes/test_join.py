"""What is special to the join node."""

from loomwork.runtime.workflows.node import Leave
from loomwork.runtime.workflows.nodes.join import Join

from .conftest import GivenRun


def test_it_goes_on_at_once_since_the_engine_enters_it_when_all_are_here(run: GivenRun) -> None:
    assert Join().enter(run) == Leave("joined")
    assert Join().shape == "join"
