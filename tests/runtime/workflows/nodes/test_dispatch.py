"""What is special to the dispatch node."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from loomwork.runtime.forms import FormPlan
from loomwork.runtime.rankings import Candidate, Ranked
from loomwork.runtime.workflows.node import Change, Chosen, Decide, Leave, Mark, Pause
from loomwork.runtime.workflows.nodes.dispatch import Dispatch

from .conftest import NOW, GivenRun

PROFILES = cast(FormPlan, SimpleNamespace(field=lambda key: SimpleNamespace(json=str)))
ANN = Candidate("p1", "ann", Decimal(3), (), {"strength": 1, "load": 4}, {"held": 4})
BOB = Candidate("p2", "bob", Decimal(2), (), {"strength": 9, "load": 0}, {"held": 2})
CY = Candidate("p3", "cy", Decimal(1), (), {"strength": None, "load": 0}, {"held": 0})


def given(run: GivenRun, *candidates: Candidate, **settings: Any) -> GivenRun:
    run.settings = Dispatch.Settings().load({"ranking": "match", "assign_to": "seller"} | settings)
    run.ranked = Ranked(PROFILES, list(candidates), [])
    return run


class Said:
    """A compiled expression: a function of the data."""

    tree = None

    def __init__(self, of: Any) -> None:
        self._of = of

    def __call__(self, data: Any) -> Any:
        return self._of(data)


def entered(run: GivenRun) -> Leave:
    step = Dispatch().enter(run)
    assert isinstance(step, Leave)
    return step


def chosen(step: Leave) -> tuple[str, str | None]:
    decision = step.effects[0]
    assert isinstance(decision, Decide)
    return decision.rule, decision.chosen


def test_the_best_is_written_into_the_record_with_the_whole_explanation(run: GivenRun) -> None:
    step = entered(given(run, ANN, BOB))

    assert (step.outcome, chosen(step)) == ("assigned", ("best", "ann"))
    assert step.effects[1:] == [Change({"seller": "ann"})]
    assert step.output == {"person": "ann", "candidate": "p1", "score": "3"}


def test_marks_are_worked_out_from_the_one_chosen(run: GivenRun) -> None:
    step = entered(given(run, BOB, ANN, mark={"load": lambda data: data["candidate"]["load"] + 1}))

    assert step.effects[2] == Mark(PROFILES, "p2", {"load": "1"})


def test_among_the_first_by_another_measure_empty_never_counts(run: GivenRun) -> None:
    top = {"when": Said(lambda data: True), "by": lambda data: data["candidate"]["strength"], "count": 1}
    given(run, ANN, CY, BOB, among_top=top)

    assert chosen(entered(run)) == ("among_top", "bob")
    assert chosen(entered(given(run, CY, among_top=top))) == ("nobody", None)


def test_those_chosen_before_are_left_out_when_set_so(run: GivenRun) -> None:
    run.before = [Chosen("ann", NOW)]
    entered(given(run, BOB))
    assert run.left_out == {}

    entered(given(run, BOB, again={"never_same": True}))
    assert list(run.left_out) == ["ann"]


def test_with_nobody_the_cause_is_told_to_later_steps(run: GivenRun) -> None:
    step = entered(given(run))

    assert (step.outcome, step.output, len(step.effects)) == ("nobody", {"cause": "no_candidates", "reasons": []}, 1)


def test_one_of_the_first_is_drawn_by_a_number_that_is_kept(run: GivenRun) -> None:
    top = {"when": Said(lambda data: True), "by": lambda data: data["candidate"]["load"], "count": 2, "pick": "random"}
    step = entered(given(run, ANN, BOB, CY, among_top=top))

    decision = step.effects[0]
    assert isinstance(decision, Decide)
    assert (decision.chosen, decision.details["number"], decision.details["among"]) == (
        "bob", "0000-0001", ["p1", "p2"],
    )  # fmt: skip


def test_the_freest_of_the_first_is_taken_when_set_so(run: GivenRun) -> None:
    top = {"when": Said(lambda data: True), "by": lambda data: data["candidate"]["load"], "count": 2}
    assert chosen(entered(given(run, ANN, BOB, CY, among_top=top | {"pick": "least_loaded"})))[1] == "bob"
    assert chosen(entered(given(run, ANN, BOB, CY, pick="least_loaded")))[1] == "cy"


def test_what_is_not_to_be_dispatched_by_machine_leaves_by_its_own_way(run: GivenRun) -> None:
    given(run, ANN, automatic=Said(lambda data: data["source"] == "form"))
    run.data = {"source": "fair"}
    assert (entered(run).outcome, chosen(entered(run))) == ("by_hand", ("by_hand", None))

    run.data = {"source": "form"}
    assert entered(run).outcome == "assigned"


def test_a_second_time_it_waits_until_the_record_may_be_given_away_again(run: GivenRun) -> None:
    given(run, BOB, again={"never_same": True, "not_before": "PT240M"})
    run.before = [Chosen("ann", NOW - timedelta(minutes=30))]

    assert Dispatch().enter(run) == Pause(NOW + timedelta(minutes=210))
    assert chosen(Dispatch().resume(run, None)) == ("best", "bob")
    run.before = [Chosen("ann", NOW - timedelta(minutes=240))]
    assert entered(run).outcome == "assigned"


def test_what_somebody_took_over_while_it_waited_stays_with_him(run: GivenRun) -> None:
    given(run, BOB, again={"never_same": True, "not_before": "PT240M"})
    run.before = [Chosen("ann", NOW - timedelta(minutes=240))]

    run.data = {"record": {"seller": "cy"}}
    assert Dispatch().resume(run, None) == Leave("taken")
    for holder in ("ann", None):  # who gave it back, or nobody: it is still to be given away
        run.data = {"record": {"seller": holder}}
        assert Dispatch().resume(run, None).outcome == "assigned"


def test_other_rules_are_worked_out_beside_it(run: GivenRun) -> None:
    top = {"when": Said(lambda data: True), "by": lambda data: data["candidate"]["strength"], "count": 1}
    others = [{"key": "plain", "title": "Without it", "among_top": False}]
    decision = entered(given(run, ANN, BOB, among_top=top, others=others)).effects[0]

    assert isinstance(decision, Decide)
    assert decision.chosen == "bob"
    assert [(one["person"], one["score"]) for one in decision.details["others"]] == [("ann", "3")]
