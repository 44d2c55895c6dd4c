"""Approval rounds at work: frozen approvers, every mode, who is left out, and what is closed when a round ends."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.people import give_role, take_role
from loomwork.runtime.workflows import tables, tasks
from loomwork.runtime.workflows.errors import TaskTaken

from ..conftest import Company, Start, node

SIGNERS = {"role": "signer"}  # ann, bob, boss


def approval(publish_flow: Start, **settings: Any) -> Company:
    return publish_flow(
        [
            node("sign", "approval", **{"approvers": SIGNERS, **settings}),
            node("no", "message", message="told", to="initiator"),
        ],
        [("start", "sign"), ("sign", "end", "approved"), ("sign", "no", "rejected"), ("no", "end")],
    )


def rounds(company: Company) -> list[Any]:
    return company.rows(sa.select(tables.approval_round))


@pytest.mark.parametrize(
    ("rules", "votes", "outcome"),
    [
        ({"mode": "any"}, [("bob", "approve")], "approved"),
        ({"mode": "any"}, [("bob", "reject"), ("ann", "reject"), ("boss", "reject")], "rejected"),
        ({"mode": "any", "reject_rule": "first"}, [("bob", "reject")], "rejected"),
        ({"mode": "all"}, [("bob", "approve"), ("ann", "approve"), ("boss", "approve")], "approved"),
        ({"mode": "all"}, [("bob", "approve"), ("ann", "reject")], "rejected"),
        ({"mode": "ratio", "ratio": 60}, [("bob", "approve"), ("ann", "approve")], "approved"),
        ({"mode": "claim"}, [("boss", "reject")], "rejected"),
        ({"mode": "sequence"}, [("ann", "approve"), ("bob", "approve"), ("boss", "approve")], "approved"),
    ],
)
def test_a_round_ends_with_the_vote_that_decides(
    publish_flow: Start, rules: dict[str, Any], votes: list[tuple[str, str]], outcome: str
) -> None:
    company = approval(publish_flow, **rules)
    record = company.request()

    for person, vote in votes:
        assert company.state(record) == "waiting"
        company.decide(record, person, vote)

    assert company.way(record)[0] == ("sign", outcome)
    assert company.state(record) == "completed"
    assert company.open(record) == [], "those who need not answer any more are not asked any more"
    (closed,) = rounds(company)
    assert closed.outcome == outcome
    assert closed.closed_at == company.clock.now()


def test_a_sequence_asks_one_after_the_other(publish_flow: Start) -> None:
    company = approval(publish_flow, mode="sequence")
    record = company.request()

    asked = []
    for _ in range(3):
        (holder,) = company.holders(record)
        asked.append(holder)
        company.decide(record, holder, "approve")

    assert asked == ["ann", "bob", "boss"]


def test_the_approvers_are_those_of_the_moment_it_began(publish_flow: Start) -> None:
    company = approval(publish_flow, mode="all")
    record = company.request()

    def unit(tx: Any) -> None:
        take_role(tx, company.context, company.ids["bob"], "desk.signer")
        give_role(tx, company.context, company.ids["cy"], "desk.signer")

    changes.run(company.context, unit)

    assert company.holders(record) == ["ann", "bob", "boss"]
    slots = company.rows(sa.select(tables.approval_slot.c.person_id).order_by(tables.approval_slot.c.number))
    assert [row.person_id for row in slots] == [company.ids[code] for code in ("ann", "bob", "boss")]


def test_nobody_is_asked_twice(publish_flow: Start) -> None:
    company = approval(
        publish_flow, approvers=[{"field": "owner_person"}, SIGNERS, {"manager_of": {"field": "owner_person"}}]
    )
    record = company.request(owner_person="bob")

    assert company.holders(record) == ["bob", "ann", "boss"]


@pytest.mark.parametrize(
    ("initiator", "asked"), [("ask", ["ann", "bob", "boss"]), ("skip", ["bob", "boss"]), ("superior", ["boss", "bob"])]
)
def test_who_made_the_record_is_treated_as_set(publish_flow: Start, initiator: str, asked: list[str]) -> None:
    company = approval(publish_flow, initiator=initiator)
    record = company.request(by="ann")

    assert company.holders(record) == asked


@pytest.mark.parametrize(
    ("nobody", "way"),
    [("approve", [("sign", "approved")]), ("reject", [("sign", "rejected"), ("no", "done")])],
)
def test_with_nobody_to_ask_the_set_outcome_holds(publish_flow: Start, nobody: str, way: list[tuple[str, str]]) -> None:
    company = approval(publish_flow, approvers={"role": "idle"}, nobody=nobody)
    record = company.request()

    assert company.way(record) == way
    assert rounds(company) == []


def test_with_nobody_to_ask_somebody_else_is(publish_flow: Start) -> None:
    company = approval(publish_flow, approvers={"role": "idle"}, nobody={"manager_of": "initiator"})

    assert company.holders(company.request(by="cy")) == ["ann"]


def test_with_nobody_to_ask_it_is_an_incident_unless_set_otherwise(publish_flow: Start) -> None:
    company = approval(publish_flow, approvers={"role": "idle"})
    record = company.request()

    assert company.incident(record) == "workflow.nobody"


def test_a_vote_after_the_end_is_refused_with_the_new_state(publish_flow: Start) -> None:
    company = approval(publish_flow, mode="any")
    record = company.request()
    late = company.task(record, "bob")
    company.decide(record, "ann", "approve")

    with pytest.raises(TaskTaken) as lost:
        tasks.decide(company.as_("bob"), late.id, "reject", "too late", revision=late.revision)

    assert lost.value.problem("en")["current"]["state"] == "done"
    assert [row.vote for row in company.rows(sa.select(tables.approval_slot.c.vote))].count("reject") == 0


def test_a_deadline_that_leaves_closes_the_round_without_an_outcome(publish_flow: Start) -> None:
    limits = [{"key": "over", "after": "P1D", "leave_by": "timed_out"}]
    company = publish_flow(
        [node("sign", "approval", limits, approvers=SIGNERS, mode="all")], [("start", "sign"), ("sign", "end")]
    )
    record = company.request()
    company.decide(record, "bob", "approve")

    company.advance(days=1)

    assert company.way(record) == [("sign", "timed_out")]
    (closed,) = rounds(company)
    assert (closed.outcome, closed.closed_at) == (None, company.clock.now())
    assert company.open(record) == []


def test_entering_again_opens_a_round_of_its_own(publish_flow: Start) -> None:
    company = publish_flow(
        [node("sign", "approval", approvers=SIGNERS, mode="all")],
        [("start", "sign"), ("sign", "end", "approved"), ("sign", "sign", "rejected")],
    )
    record = company.request()
    company.decide(record, "bob", "approve")
    company.decide(record, "ann", "reject")

    for person in ("bob", "ann", "boss"):
        company.decide(record, person, "approve")

    assert [one.outcome for one in rounds(company)] == ["rejected", "approved"]
    assert company.state(record) == "completed"
