"""Scopes of nodes: a deadline counts from the first entry until the scope is left, and may lead out of it."""

from typing import Any

import pytest

from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.workflows import tasks, workflow_plan

from ..conftest import Company, edge, node, workflow
from .test_transacting import OWNER, assert_replays

REMIND = {"key": "remind", "after": "PT30M", "do": [{"message": "late", "to": "assignee"}]}
LEAVE = {"key": "over", "after": "PT2H", "leave_by": "overdue", "do": [{"set": {"note": "overdue"}}]}


def scope(*nodes: str, limits: list[dict[str, Any]] | None = None, key: str = "work") -> dict[str, Any]:
    return {
        "key": key,
        "title": {"zh-CN": "处理", "en": "Work"},
        "nodes": list(nodes),
        "limits": limits or [REMIND, LEAVE],
    }


def two_branches(company: Company, *scopes: dict[str, Any]) -> str:
    """`a` then `b` beside `c`, joined, all in one scope; what is overdue goes to `boss`."""
    nodes = [
        node("first", "task", assignee=OWNER),
        node("split", "parallel"),
        node("a", "task", assignee=OWNER),
        node("b", "task", [{"key": "own", "after": "PT3H", "do": [{"message": "told", "to": "assignee"}]}],
             assignee=OWNER),
        node("c", "approval", approvers={"role": "signer"}, mode="all"),
        node("both", "join"),
        node("help", "task", assignee="initiator"),
    ]  # fmt: skip
    edges = [edge(*one) for one in [
        ("start", "first"), ("first", "split"), ("split", "a"), ("split", "c"), ("a", "b"), ("b", "both"),
        ("c", "both"), ("both", "end"), ("work", "help", "overdue"), ("help", "end"),
    ]]  # fmt: skip
    company.publish(workflow(nodes, edges) | {"scopes": list(scopes) or [scope("split", "a", "b", "c", "both")]})
    return company.request(owner_person="bob")


def complete(company: Company, record: str, key: str, by: str = "bob") -> None:
    task = next(one for one in company.open(record) if one.node == key)
    tasks.complete(company.as_(by), task.id, {}, revision=task.revision)


def test_its_deadline_counts_from_the_first_entry_and_leads_out_of_every_branch(company: Company) -> None:
    record = two_branches(company)
    company.advance(hours=5)
    complete(company, record, "first")
    company.advance(minutes=20)
    complete(company, record, "a")
    company.advance(minutes=15)
    assert sorted(company.told(record)) == [("late", "ann"), ("late", "bob"), ("late", "boss")]
    work = next(step for step in company.flow(record)["steps"] if step["node"] == "work")
    assert (work["type"], work["state"]) == ("scope", "now")
    assert [(one["key"], one["fired_at"] is not None) for one in work["limits"]] == [("remind", True), ("over", False)]
    assert_replays(company, record)

    company.advance(hours=2)

    assert [row.node for row in company.open(record)] == ["help"]
    assert company.record(record).values["note"] == "overdue"
    assert_replays(company, record)
    company.advance(hours=9)
    assert ("told", "bob") not in company.told(record), "no timer inside acts any more"
    complete(company, record, "help", "cy")
    assert company.state(record) == "completed"
    assert company.instance(record).variables["work"] == {"outcome": "overdue", "visits": 1}
    assert_replays(company, record)


def test_what_is_left_in_time_hears_nothing_of_it(company: Company) -> None:
    record = two_branches(company)
    complete(company, record, "first")
    complete(company, record, "a")
    complete(company, record, "b")
    for person in ("ann", "bob", "boss"):
        company.decide(record, person, "approve")

    company.advance(hours=9)

    assert company.state(record) == "completed"
    assert company.told(record) == []
    assert_replays(company, record)


def test_an_incident_inside_does_not_stop_the_deadline(company: Company) -> None:
    nodes = [node("stuck", "task", assignee={"role": "idle"}), node("help", "task", assignee="initiator")]
    edges = [edge("start", "stuck"), edge("stuck", "end"), edge("work", "help", "overdue"), edge("help", "end")]
    company.publish(workflow(nodes, edges) | {"scopes": [scope("stuck")]})
    record = company.request()
    assert company.state(record) == "incident"

    company.advance(hours=3)

    assert company.holders(record) == ["cy"]
    assert company.state(record) == "waiting"
    assert_replays(company, record)


@pytest.mark.parametrize(
    ("scopes", "pointer", "words"),
    [
        ([scope("a", "gone")], "/scopes/0/nodes", "there is no step gone"),
        ([scope("a", key="first")], "/scopes/0/key", "the key of a step already"),
        ([scope("split", "a", "b", "c")], "/scopes/0/nodes", "its branches and its join too: both"),
        ([scope("a", "b"), scope("b", "c", key="more", limits=[REMIND])], "/scopes/1/nodes", "overlap"),
        ([scope("a", limits=[REMIND])], "/edges/8/when", "left by its deadlines only"),
        ([scope("a", limits=[LEAVE, {"key": "x", "after": "PT1H", "leave_by": "other"}])], "/scopes/0/limits",
         "no edge leads on from work when its outcome is other"),
    ],
)  # fmt: skip
def test_what_is_no_scope_is_refused(company: Company, scopes: list[dict[str, Any]], pointer: str, words: str) -> None:
    two_branches(company, *scopes)
    with pytest.raises(InvalidDefinition) as error:
        workflow_plan(plan_cache(company.context.workspace).latest(), "desk", "flow")

    assert error.value.pointer == pointer
    assert words in error.value.sentence("en")
