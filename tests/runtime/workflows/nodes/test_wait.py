"""What is special to the wait node."""

from datetime import timedelta

from loomwork.runtime.workflows.node import Leave, Pause
from loomwork.runtime.workflows.nodes.wait import Wait

from .conftest import NOW, GivenRun


def test_it_waits_for_a_while_and_leaves_when_the_moment_comes(run: GivenRun) -> None:
    run.settings = {"for": "PT15M", "until": None, "clock": "wall"}

    assert Wait().enter(run) == Pause(NOW + timedelta(minutes=15))
    assert Wait().resume(run, None) == Leave("reached")


def test_it_waits_until_a_moment_of_the_record_and_not_at_all_without_one(run: GivenRun) -> None:
    run.settings = {"for": None, "clock": "wall", "until": lambda data: data.get("at")}
    assert Wait().enter(run) == Pause(NOW)

    run.data = {"at": NOW + timedelta(days=1)}
    assert Wait().enter(run) == Pause(NOW + timedelta(days=1))
