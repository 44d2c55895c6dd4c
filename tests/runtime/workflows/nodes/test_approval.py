"""What is special to the approval node."""

from typing import Any

import pytest

from loomwork.runtime.workflows.errors import NobodyToAsk
from loomwork.runtime.workflows.node import Answer, Ask, Hold, Leave, Round
from loomwork.runtime.workflows.nodes.approval import Approval

from .conftest import GivenRun


def given(run: GivenRun, persons: list[str], **settings: Any) -> GivenRun:
    loaded = Approval.Settings().load({"approvers": "signers"} | settings)
    run.settings, run.persons = loaded, {"signers": persons, "deputy": ["dora"]}
    return run


def test_the_round_holds_the_rules_and_each_person_once(run: GivenRun) -> None:
    given(run, ["ann", "bob", "ann"], mode="ratio", ratio=60, reject_rule="all")

    assert Approval().enter(run) == Ask(["ann", "bob"], Round("ratio", "all", 60, "signers"))


def test_one_no_of_several_does_not_decide_where_one_yes_is_enough(run: GivenRun) -> None:
    assert Approval().enter(given(run, ["ann"])) == Ask(["ann"], Round("any", "all", 100, "signers"))
    assert Approval().enter(given(run, ["ann"], mode="all")) == Ask(["ann"], Round("all", "first", 100, "signers"))


@pytest.mark.parametrize(("how", "asked"), [("ask", ["ann", "bob"]), ("skip", ["bob"]), ("superior", ["boss", "bob"])])
def test_the_initiator_is_asked_left_out_or_replaced(run: GivenRun, how: str, asked: list[str]) -> None:
    given(run, ["ann", "bob"], initiator=how)
    run.initiator, run.superiors = "ann", {"ann": "boss"}

    step = Approval().enter(run)

    assert isinstance(step, Ask)
    assert step.persons == asked


def test_with_nobody_left_it_does_as_set(run: GivenRun) -> None:
    assert Approval().enter(given(run, [], nobody="approve")) == Leave("approved", {"nobody": True})
    assert Approval().enter(given(run, [], nobody="reject")) == Leave("rejected", {"nobody": True})
    asked = Approval().enter(given(run, [], nobody="deputy"))
    assert isinstance(asked, Ask)
    assert asked.persons == ["dora"]
    with pytest.raises(NobodyToAsk):
        Approval().enter(given(run, []))


def test_it_holds_until_the_round_is_decided(run: GivenRun) -> None:
    assert Approval().resume(run, Answer("open")) == Hold()
    assert Approval().resume(run, Answer("rejected", {"by": "ann"})) == Leave("rejected", {"by": "ann"})
