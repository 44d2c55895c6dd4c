"""What is special to the parallel node."""

from loomwork.runtime.workflows.node import Split
from loomwork.runtime.workflows.nodes.parallel import Parallel

from .conftest import GivenRun


def test_it_goes_on_along_every_edge(run: GivenRun) -> None:
    assert Parallel().enter(run) == Split()
    assert Parallel().shape == "split"
