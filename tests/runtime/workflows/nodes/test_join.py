"""What is special to the join node."""

from typing import Any

import pytest

from loomwork.runtime.workflows.node import Answer, Leave
from loomwork.runtime.workflows.nodes.join import Join

from ..conftest import Company, Start, node
from .conftest import GivenRun

OWNER = {"field": "owner_person"}


def test_it_goes_on_at_once_since_the_engine_asks_it_when_enough_are_here(run: GivenRun) -> None:
    assert Join().resume(run, Answer("joined", {"arrived": 2})) == Leave("joined", {"arrived": 2})
    assert Join().shape == "join"


def test_it_waits_for_all_for_the_first_or_for_a_number_that_is_never_more_than_there_are() -> None:
    def enough(mode: str, count: Any = None) -> int:
        return Join().waits_for({"mode": mode, "count": lambda data: data["param"]["enough"]}, 3, {"enough": count})

    assert [enough("all"), enough("any"), enough("count", 2)] == [3, 1, 2]
    assert [enough("count", 5), enough("count", 0), enough("count")] == [3, 1, 3]


def test_a_parameter_says_how_many_as_it_is_when_a_branch_comes(publish_flow: Start, company: Company) -> None:
    nodes = [node("p", "parallel"), *(node(key, "task", assignee=OWNER) for key in "abc")]
    join = node("j", "join", mode="count", count={"param": "limit"})
    ways = [("start", "p"), *(("p", key) for key in "abc"), *((key, "j") for key in "abc"), ("j", "end")]
    publish_flow([*nodes, join], ways)
    company.set(limit=3)
    record = company.request(owner_person="bob")

    company.complete(record, "bob")
    company.set(limit=2)
    company.complete(record, "bob")

    assert company.state(record) == "completed"
    entered = next(one for one in company.events(record) if (one.kind, one.node) == ("entered", "j"))
    assert entered.data["parameters"] == {"limit": 2}


@pytest.mark.parametrize("count", [0, 101, True, "2", {"+": [1, 1]}, {"param": "after"}])
def test_what_is_no_number_of_branches_is_refused(publish_flow: Start, count: Any) -> None:
    nodes = [node("p", "parallel"), *(node(key, "task", assignee=OWNER) for key in "ab")]
    ways = [("start", "p"), ("p", "a"), ("p", "b"), ("a", "j"), ("b", "j"), ("j", "end")]
    refused = publish_flow([*nodes, node("j", "join", mode="count", count=count)], ways).refusal()

    assert refused.pointer == "/nodes/3/settings/count"
