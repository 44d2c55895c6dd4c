"""What is special to the message node."""

from loomwork.runtime.workflows.node import Leave, Tell
from loomwork.runtime.workflows.nodes.message import Message

from .conftest import GivenRun


def test_it_tells_everybody_named_and_goes_on(run: GivenRun) -> None:
    run.settings, run.persons = {"message": "told", "to": "team"}, {"team": ["ann", "bob"]}

    assert Message().enter(run) == Leave("done", effects=[Tell("told", ["ann", "bob"])])
