"""What is special to the join node."""

from typing import Any

from loomwork.runtime.workflows.node import Answer, Leave
from loomwork.runtime.workflows.nodes.join import Join

from .conftest import GivenRun


def test_it_goes_on_at_once_since_the_engine_asks_it_when_enough_are_here(run: GivenRun) -> None:
    assert Join().resume(run, Answer("joined", {"arrived": 2})) == Leave("joined", {"arrived": 2})
    assert Join().shape == "join"


def test_it_waits_for_all_for_the_first_or_for_a_number_that_is_never_more_than_there_are() -> None:
    modes: list[dict[str, Any]] = [
        {"mode": "all", "count": None},
        {"mode": "any", "count": None},
        {"mode": "count", "count": 2},
    ]

    assert [Join().waits_for(settings, 3) for settings in modes] == [3, 1, 2]
    assert Join().waits_for({"mode": "count", "count": 5}, 3) == 3
