"""The engine: automatic steps, branches, incidents, pinned revisions, and events that replay to the stored state."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import jobs, records
from loomwork.runtime.errors import Conflict, Forbidden
from loomwork.runtime.workflows import cancel, incidents, retry, tables
from loomwork.runtime.workflows.engine.state import Event, replay

from ..conftest import APP, Company, Start, edge, node, wait, workflow

OWNER = {"field": "owner_person"}
BIG = {">": [{"var": "record.amount"}, {"param": "limit"}]}


def replayed(company: Company, record: str) -> dict[str, Any]:
    stored = company.events(record)
    assert [event.number for event in stored] == list(range(1, len(stored) + 1))
    return replay(Event(one.number, one.at, one.kind, one.node, one.visit, one.data) for one in stored).dump()


def assert_replays(company: Company, record: str) -> None:
    row, dumped = company.instance(record), replayed(company, record)
    assert row.event_count == len(company.events(record))
    assert (row.state, row.variables) == (dumped["state"], dumped["variables"])
    assert row.tokens == {**dumped["tokens"], "tokens": [_plain(token) for token in dumped["tokens"]["tokens"]]}


def _plain(token: dict[str, Any]) -> dict[str, Any]:
    return token | {"scopes": [list(scope) for scope in token["scopes"]]}


def test_the_first_branch_that_fits_is_taken_and_all_of_it_is_one_transaction(publish_flow: Start) -> None:
    company = publish_flow(
        [
            node("sort", "condition", branches=[{"key": "big", "when": BIG}]),
            node("tell", "message", message="told", to=OWNER),
            node("over", "end"),
        ],
        [("start", "sort"), ("sort", "tell", "big"), ("sort", "end", "otherwise"), ("tell", "over")],
    )

    big = company.request(amount=6, owner_person="bob")
    small = company.request(amount=5, owner_person="bob")

    assert company.way(big) == [("sort", "big"), ("tell", "done"), ("over", "done")]
    assert company.way(small) == [("sort", "otherwise")]
    assert (company.told(big), company.told(small)) == ([("told", "bob")], [])
    assert company.state(big) == company.state(small) == "completed"
    assert company.instance(big).revision == 1
    assert_replays(company, big)


def test_a_trigger_whose_condition_does_not_hold_starts_nothing(publish_flow: Start) -> None:
    company = publish_flow([node("over", "end")], [("start", "over")], where=BIG)

    company.request(amount=1)
    started = company.request(amount=9)

    assert [row.record_id for row in company.rows(sa.select(tables.instance))] == [started]


def test_a_join_waits_for_every_branch(publish_flow: Start) -> None:
    company = publish_flow(
        [
            node("split", "parallel"),
            node("left", "task", assignee=OWNER),
            node("right", "approval", approvers={"role": "signer"}, mode="any"),
            node("both", "join"),
            node("tell", "message", message="told", to="initiator"),
        ],
        [("start", "split"), ("split", "left"), ("split", "right"), ("left", "both"), ("right", "both"),
         ("both", "tell"), ("tell", "end")],
    )  # fmt: skip
    record = company.request(by="cy", owner_person="bob")

    company.decide(record, "boss", "approve")
    assert company.state(record) == "waiting"
    assert company.holders(record) == ["bob"]
    assert_replays(company, record)
    company.complete(record, "bob")

    assert company.state(record) == "completed"
    assert company.told(record) == [("told", "cy")]
    assert_replays(company, record)


def test_outputs_of_a_step_are_read_by_later_ones(publish_flow: Start) -> None:
    again = {"==": [{"var": "nodes.ask.outcome"}, "declined"]}
    company = publish_flow(
        [
            node("ask", "task", assignee=OWNER, decline_with="reasons"),
            node("sort", "condition", branches=[{"key": "no", "when": again}]),
        ],
        [("start", "ask"), ("ask", "sort"), ("sort", "end")],
    )
    record = company.request(owner_person="bob")

    company.complete(record, "bob")

    assert company.way(record)[-1] == ("sort", "otherwise")


def test_nobody_to_ask_is_an_incident_that_an_administrator_retries(publish_flow: Start) -> None:
    company = publish_flow(
        [node("tell", "message", message="told", to="initiator"), node("ask", "task", assignee=OWNER)],
        [("start", "tell"), ("tell", "ask"), ("ask", "end")],
    )
    record = company.request()
    assert company.state(record) == "incident"
    assert company.incident(record) == "workflow.nobody"
    assert company.told(record) == [("told", "cy")], "what came before the stop has happened"
    assert_replays(company, record)
    (listed,) = incidents(company.as_("boss"))
    (listed,) = incidents(company.as_("boss"))
    assert (listed["node"], listed["record"]) == ("ask", record)
    assert (listed["app_title"], listed["workflow_title"], listed["node_title"]) == ("Desk", "Flow", "Ask")
    assert (listed["record_title"], listed["since"]) == ("Lamp", company.context.now())

    instance = company.instance(record).id
    with pytest.raises(Forbidden):
        retry(company.as_("bob"), instance)
    assert retry(company.as_("boss"), instance) == "incident"
    records.change(company.context, APP, "request", record, {"owner_person": company.ids["bob"]}, revision=1)
    assert retry(company.as_("boss"), instance) == "waiting"

    assert company.holders(record) == ["bob"]
    assert company.state(record) == "waiting"
    assert_replays(company, record)
    with pytest.raises(Conflict):
        retry(company.as_("boss"), instance)


def test_an_incident_in_one_branch_leaves_the_other_at_work(publish_flow: Start) -> None:
    company = publish_flow(
        [
            node("split", "parallel"),
            node("stuck", "task", assignee={"role": "idle"}),
            node("fine", "task", assignee=OWNER),
            node("both", "join"),
        ],
        [("start", "split"), ("split", "stuck"), ("split", "fine"), ("stuck", "both"), ("fine", "both"),
         ("both", "end")],
    )  # fmt: skip
    record = company.request(owner_person="bob")

    assert company.state(record) == "incident"
    company.complete(record, "bob")

    assert company.way(record) == [("split", "split"), ("fine", "done")]
    assert_replays(company, record)


def test_a_failing_step_undoes_what_it_did_itself_but_not_the_answer_that_led_to_it(publish_flow: Start) -> None:
    wrong = [{"set": {"status": {"var": "record.note"}}}]
    company = publish_flow([node("ask", "task", assignee=OWNER, then=wrong)], [("start", "ask"), ("ask", "end")])
    record = company.request(owner_person="bob", note="no such stage")

    answered = company.complete(record, "bob")

    assert answered["state"] == "done"
    assert company.state(record) == "incident"
    assert company.record(record).values["status"] == "new"
    assert_replays(company, record)
    records.change(company.context, APP, "request", record, {"note": "done"}, revision=1)
    assert retry(company.as_("boss"), company.instance(record).id) == "completed"
    assert company.record(record).values["status"] == "done"


def test_cancelling_closes_tasks_and_timers(publish_flow: Start) -> None:
    limits = [{"key": "soon", "after": "PT5M", "do": [{"message": "late", "to": "assignee"}]}]
    company = publish_flow([node("ask", "task", limits, assignee=OWNER)], [("start", "ask"), ("ask", "end")])
    record = company.request(owner_person="bob")

    assert cancel(company.as_("boss"), company.instance(record).id, "not needed") == "cancelled"
    company.advance(hours=1)

    assert company.state(record) == "cancelled"
    assert company.open(record) == []
    assert company.told(record) == []
    assert_replays(company, record)
    with pytest.raises(Conflict):
        cancel(company.as_("boss"), company.instance(record).id)


def test_an_instance_stays_on_the_revision_it_began_with(publish_flow: Start) -> None:
    company = publish_flow(
        [node("ask", "task", assignee=OWNER), node("tell", "message", message="told", to=OWNER)],
        [("start", "ask"), ("ask", "tell"), ("tell", "end")],
    )
    old = company.request(owner_person="bob")
    company.publish(workflow([node("ask", "task", assignee=OWNER)], [edge("start", "ask"), edge("ask", "end")]))
    new = company.request(owner_person="bob")

    company.complete(old, "bob")
    company.complete(new, "bob")

    assert company.told(old) == [("told", "bob")]
    assert company.told(new) == []
    assert company.flow(old)["revision"], company.flow(new)["revision"] == (1, 2)


def test_a_workflow_that_triggers_itself_stops_at_a_stated_depth(company: Company) -> None:
    """The record changes, which passes it on to the other person, which changes the record."""
    more = {"set": {"amount": {"+": [{"var": "record.amount"}, 1]}}}
    company.publish(
        workflow(
            [node("ask", "task", assignee=OWNER, then=[more])], [edge("start", "ask"), edge("ask", "end")]
        )
        | {"key": "first"},
        workflow(
            [node("go", "dispatch", ranking="any", assign_to="owner_person", mark={})],
            [edge("start", "go"), edge("go", "end")],
            type="record_changed",
        )
        | {"key": "flow"},
        {
            "kind": "ranking", "key": "any", "title": "Any", "of": "profile", "person": "person",
            "terms": [{"key": "turn", "weight": 1, "value": {"if": [
                {"==": [{"var": "record.owner_person"}, {"var": "candidate.person"}]}, 0, 1]}}],
        },
    )  # fmt: skip
    company.profile("bob")
    company.profile("ann")
    record = company.request(owner_person="bob", amount=1)

    company.complete(record, "bob")
    company.run()

    states = [row.state for row in company.rows(sa.select(tables.instance).order_by(tables.instance.c.id))]
    assert states.count("incident") == 1
    assert states[-1] == "incident"
    assert company.incident(record) == "workflow.too_deep"
    assert len(states) == 11


def test_a_record_deleted_meanwhile_stops_its_workflow_and_starts_none(publish_flow: Start) -> None:
    company = publish_flow(
        [wait("wait", "PT1H"), node("ask", "task", assignee=OWNER)],
        [("start", "wait"), ("wait", "ask"), ("ask", "end")],
    )
    running = company.request(owner_person="bob")
    never = company.request(owner_person="bob", run=False)
    for record in (running, never):
        records.delete(company.context, APP, "request", record, revision=1)

    company.advance(hours=2)

    assert company.incident(running) == "workflow.record_gone"
    assert [row.record_id for row in company.rows(sa.select(tables.instance))] == [running]
    records.restore(company.context, APP, "request", running)
    assert retry(company.as_("boss"), company.instance(running).id) == "waiting"


def test_parameters_are_those_of_the_moment_a_step_was_entered(publish_flow: Start) -> None:
    limits = [{"key": "soon", "after": {"param": "after"}, "do": [{"message": "late", "to": "assignee"}]}]
    company = publish_flow([node("ask", "task", limits, assignee=OWNER)], [("start", "ask"), ("ask", "end")])
    before = company.request(owner_person="bob")
    company.set(after="PT1M")
    later = company.request(owner_person="bob")

    company.advance(minutes=2)
    assert (company.told(before), company.told(later)) == ([], [("late", "bob")])
    company.advance(minutes=14)

    assert company.told(before) == [("late", "bob")]
    entered = next(event for event in company.events(before) if event.kind == "entered")
    assert entered.data["parameters"] == {"after": "PT15M"}


def test_a_job_delivered_twice_starts_one_instance(publish_flow: Start) -> None:
    company = publish_flow([node("ask", "task", assignee=OWNER)], [("start", "ask"), ("ask", "end")])
    company.request(owner_person="bob")

    jobs.run_due(company.context.workspace)

    assert len(company.rows(sa.select(tables.instance))) == 1
