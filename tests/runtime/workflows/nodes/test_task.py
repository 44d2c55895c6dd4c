"""What is special to the task node."""

import pytest

from loomwork.runtime.workflows.errors import NobodyToAsk
from loomwork.runtime.workflows.node import Answer, Ask, Change, Leave
from loomwork.runtime.workflows.nodes.task import Task

from .conftest import GivenRun

THEN = Change({"status": "done"})


def test_the_first_person_named_is_asked(run: GivenRun) -> None:
    run.settings, run.persons = {"assignee": "team"}, {"team": ["ann", "bob"]}

    assert Task().enter(run) == Ask(["ann"])


def test_nobody_to_ask_is_an_error(run: GivenRun) -> None:
    run.settings, run.persons = {"assignee": "team"}, {"team": []}

    with pytest.raises(NobodyToAsk):
        Task().enter(run)


def test_only_what_was_done_has_consequences(run: GivenRun) -> None:
    run.settings = {"then": [THEN]}

    assert Task().resume(run, Answer("done", {"by": "ann"})) == Leave("done", {"by": "ann"}, [THEN])
    assert Task().resume(run, Answer("declined", {"reason": "busy"})) == Leave("declined", {"reason": "busy"})


def test_it_can_be_declined_only_with_reasons_to_choose_from() -> None:
    assert Task().outcomes_of({"decline_with": None}) == ("done",)
    assert Task().outcomes_of({"decline_with": "reasons"}) == ("done", "declined")
