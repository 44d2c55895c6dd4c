"""What is special to the condition node."""

from loomwork.runtime.workflows.node import Leave
from loomwork.runtime.workflows.nodes.condition import Condition

from .conftest import GivenRun

BRANCHES = [
    {"key": "low", "when": lambda data: None},
    {"key": "middle", "when": lambda data: data["amount"] < 5},
    {"key": "high", "title": {"en": "High"}, "when": lambda data: data["amount"] >= 5},
]
SETTINGS = {"branches": BRANCHES, "otherwise": "none"}


def test_the_first_branch_that_is_true_is_taken_and_empty_is_not_true(run: GivenRun) -> None:
    run.settings, run.data = SETTINGS, {"amount": 3}

    assert Condition().enter(run) == Leave("middle")


def test_when_no_branch_fits_the_last_way_is_taken(run: GivenRun) -> None:
    run.settings = SETTINGS | {"branches": BRANCHES[:1]}

    assert Condition().enter(run) == Leave("none")


def test_branches_are_the_outcomes_and_name_them() -> None:
    assert Condition().outcomes_of(SETTINGS) == ("low", "middle", "high", "none")
    assert Condition().outcome_titles(SETTINGS)["high"] == {"en": "High"}
