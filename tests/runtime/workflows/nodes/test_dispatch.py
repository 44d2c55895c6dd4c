"""What is special to the dispatch node."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from loomwork.runtime.forms import FormPlan
from loomwork.runtime.rankings import Candidate, Ranked
from loomwork.runtime.workflows.node import Change, Decide, Leave, Mark
from loomwork.runtime.workflows.nodes.dispatch import Dispatch

from .conftest import GivenRun

PROFILES = cast(FormPlan, SimpleNamespace(field=lambda key: SimpleNamespace(json=str)))
ANN = Candidate("p1", "ann", Decimal(3), (), {"strength": 1, "load": 4})
BOB = Candidate("p2", "bob", Decimal(2), (), {"strength": 9, "load": 0})
CY = Candidate("p3", "cy", Decimal(1), (), {"strength": None, "load": 0})


def given(run: GivenRun, *candidates: Candidate, **settings: Any) -> GivenRun:
    run.settings = Dispatch.Settings().load({"ranking": "match", "assign_to": "seller"} | settings)
    run.ranked = Ranked(PROFILES, list(candidates), [])
    return run


def chosen(step: Leave) -> tuple[str, str | None]:
    decision = step.effects[0]
    assert isinstance(decision, Decide)
    return decision.rule, decision.chosen


def test_the_best_is_written_into_the_record_with_the_whole_explanation(run: GivenRun) -> None:
    step = Dispatch().enter(given(run, ANN, BOB))

    assert (step.outcome, chosen(step)) == ("assigned", ("best", "ann"))
    assert step.effects[1:] == [Change({"seller": "ann"})]
    assert step.output == {"person": "ann", "candidate": "p1", "score": "3"}


def test_marks_are_worked_out_from_the_one_chosen(run: GivenRun) -> None:
    step = Dispatch().enter(given(run, BOB, ANN, mark={"load": lambda data: data["candidate"]["load"] + 1}))

    assert step.effects[2] == Mark(PROFILES, "p2", {"load": "1"})


def test_among_the_first_by_another_measure_empty_never_counts(run: GivenRun) -> None:
    top = {"when": lambda data: True, "by": lambda data: data["candidate"]["strength"], "count": 1}
    given(run, ANN, CY, BOB, among_top=top)

    assert chosen(Dispatch().enter(run)) == ("among_top", "bob")
    assert chosen(Dispatch().enter(given(run, CY, among_top=top))) == ("nobody", None)


def test_those_chosen_before_are_left_out_when_set_so(run: GivenRun) -> None:
    run.before = ["ann"]
    Dispatch().enter(given(run, BOB))
    assert run.left_out == {}

    Dispatch().enter(given(run, BOB, again={"never_same": True}))
    assert list(run.left_out) == ["ann"]


def test_with_nobody_the_cause_is_told_to_later_steps(run: GivenRun) -> None:
    step = Dispatch().enter(given(run))

    assert (step.outcome, step.output, len(step.effects)) == ("nobody", {"cause": "no_candidates"}, 1)
