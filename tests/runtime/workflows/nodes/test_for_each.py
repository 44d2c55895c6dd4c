"""What is special to the node that runs a workflow for each of many."""

from loomwork.runtime.workflows.node import Answer, Call, Called, Leave
from loomwork.runtime.workflows.nodes.for_each import ForEach

from .conftest import GivenRun


def test_a_list_gives_one_run_for_each_item_up_to_the_limit(run: GivenRun) -> None:
    items = ["a", "b", "c"]
    run.settings = {"workflow": "w", "form": None, "items": lambda data: items, "inputs": {}, "limit": 2, "at_once": 5}

    step = ForEach().enter(run)

    assert step == Call("w", [Called(None, {"item": "a"}), Called(None, {"item": "b"})], 5, collects=True)


def test_it_says_whether_all_were_done(run: GivenRun) -> None:
    counts = {"count": 2, "done": 1, "failed": 1, "cancelled": 0}
    assert ForEach().resume(run, Answer("ended", counts | {"waiting": 0})) == Leave("some_failed", counts)
    assert ForEach().resume(run, Answer("ended", counts | {"done": 2, "failed": 0})).outcome == "done"
