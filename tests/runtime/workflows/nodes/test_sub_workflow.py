"""What is special to the node that calls another workflow."""

from loomwork.runtime.workflows.effects import Begin
from loomwork.runtime.workflows.node import Answer, Call, Called, Leave
from loomwork.runtime.workflows.nodes.sub_workflow import SubWorkflow

from .conftest import GivenRun


def test_it_tells_what_it_was_set_to_and_leaves_with_what_it_was_given(run: GivenRun) -> None:
    run.settings = {"workflow": "helper", "inputs": {"word": lambda data: data["said"]}, "record": None, "wait": True}
    run.data = {"said": "yes"}
    assert SubWorkflow().enter(run) == Call("helper", [Called(None, {"word": "yes"})])

    run.settings = {**run.settings, "wait": False}
    assert SubWorkflow().enter(run) == Leave("begun", effects=[Begin("helper", Called(None, {"word": "yes"}))])

    ended = {"cancelled": 0, "given": [{"sum": "3"}]}
    assert SubWorkflow().resume(run, Answer("ended", ended)) == Leave("done", {"sum": "3"})
    assert SubWorkflow().resume(run, Answer("ended", {"cancelled": 1, "given": [{}]})).outcome == "cancelled"
