"""To-dos over their whole life: who sees them, who may act, what is lost by coming second."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.changes import history
from loomwork.runtime.errors import BadRequest, IdempotencyMismatch, InvalidValue, NotFound, PlatformError, Problems
from loomwork.runtime.records.errors import Unconfirmed
from loomwork.runtime.workflows import tasks
from loomwork.runtime.workflows.errors import NotYourTask, TaskTaken

from ..conftest import APP, PROFILE, REPORT, Company, Start, node

OWNER = {"field": "owner_person"}


def contact(publish_flow: Start, **settings: Any) -> Company:
    limits = [{"key": "remind", "until": "accepted", "after": "PT15M", "do": [{"message": "late", "to": "assignee"}]}]
    whole = {
        "assignee": OWNER,
        "form": "report",
        "first_response": [{"key": "called", "title": {"zh-CN": "已致电", "en": "Called"}}, "mailed"],
        "decline_with": "reasons",
        "facts": ["amount", "owner_person"],
        "then": [{"move": {"status": "finish"}}],
    }
    return publish_flow(
        [
            node("contact", "task", limits, **{**whole, **settings}),
            node("tell", "message", message="told", to="initiator"),
        ],
        [("start", "contact"), ("contact", "end", "done"), ("contact", "tell", "declined"), ("tell", "end")],
    )


def test_completing_makes_the_forms_record_and_moves_the_main_one(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(owner_person="bob")

    done = company.complete(record, "bob", {"text": "They want two"})

    assert (done["state"], done["outcome"]) == ("done", "done")
    (report,) = records.query(company.context, APP, "report", records.Query()).items
    assert report.values == {"about": record, "text": "They want two"}
    assert report.created_by == company.ids["bob"]
    assert company.record(record).values["status"] == "done"
    assert company.state(record) == "completed"


def test_a_form_filled_wrongly_changes_nothing(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(owner_person="bob")

    with pytest.raises(Problems) as refused:
        company.complete(record, "bob", {})

    assert [error.pointer for error in refused.value.errors] == ["/values/text"]
    assert company.task(record).state == "delivered"
    assert company.state(record) == "waiting"


def test_a_warning_on_the_forms_record_is_asked_and_then_kept(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(owner_person="bob")
    task, bob = company.task(record, "bob"), company.as_("bob")

    with pytest.raises(Unconfirmed) as asked:
        tasks.complete(bob, task.id, {"text": "ok"}, revision=task.revision, confirmed=())
    assert [error.code for error in asked.value.errors] == ["value.warning"]
    assert company.task(record).state == "delivered"

    done = tasks.complete(bob, task.id, {"text": "ok"}, revision=task.revision, confirmed=("short",))
    assert done["state"] == "done"


def test_the_reference_back_is_the_tasks_record_whatever_was_sent(publish_flow: Start) -> None:
    company = contact(publish_flow)
    other = company.request(owner_person="ann")
    record = company.request(owner_person="bob")

    company.complete(record, "bob", {"text": "x", "about": other})

    assert records.query(company.context, APP, "report", records.Query()).items[0].values["about"] == record


def test_a_task_goes_from_delivered_to_seen_to_accepted_to_done(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(owner_person="bob")
    bob, task = company.as_("bob"), company.task(record)

    seen = tasks.seen(bob, task.id, revision=1)
    again = tasks.seen(bob, task.id, revision=seen["revision"])
    accepted = tasks.accept(bob, task.id, "called", revision=again["revision"])

    assert [one["state"] for one in (seen, again, accepted)] == ["seen", "seen", "accepted"]
    assert accepted["due_at"] is None, "its only deadline held until it was accepted"
    assert tasks.complete(bob, task.id, {"text": "x"}, revision=accepted["revision"])["state"] == "done"
    kinds = [event.kind for event in company.events(record)]
    assert [kind for kind in kinds if kind in ("seen", "accepted", "answered")] == ["seen", "accepted", "answered"]


def test_what_is_sent_while_the_look_is_reported_is_not_late(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(owner_person="bob")
    bob, task = company.as_("bob"), company.task(record)
    tasks.seen(bob, task.id, revision=task.revision)

    assert tasks.complete(bob, task.id, {"text": "x"}, revision=task.revision)["state"] == "done"

    with pytest.raises(TaskTaken):
        tasks.seen(bob, task.id, revision=task.revision)


def test_only_known_responses_reasons_and_decisions_are_taken(publish_flow: Start) -> None:
    company = contact(publish_flow)
    task = company.task(company.request(owner_person="bob"))
    bob = company.as_("bob")

    with pytest.raises(InvalidValue) as refused:
        tasks.accept(bob, task.id, "shouted", revision=1)
    assert "Called, mailed" in refused.value.sentence("en")
    with pytest.raises(InvalidValue):
        tasks.decline(bob, task.id, "lazy", revision=1)
    with pytest.raises(NotFound):
        tasks.decide(bob, task.id, "approve", revision=1)


def test_declining_goes_another_way_and_keeps_the_reason(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(by="cy", owner_person="bob")
    task = company.task(record)

    tasks.decline(company.as_("bob"), task.id, "busy", "on holiday", revision=task.revision)

    assert company.told(record) == [("told", "cy")]
    assert company.instance(record).variables["contact"] == {
        "by": company.ids["bob"], "reason": "busy", "outcome": "declined", "visits": 1,
    }  # fmt: skip


def test_a_task_without_a_form_or_reasons_takes_none(publish_flow: Start) -> None:
    company = publish_flow([node("contact", "task", assignee=OWNER)], [("start", "contact"), ("contact", "end")])
    record = company.request(owner_person="bob")
    task = company.task(record)

    with pytest.raises(BadRequest):
        tasks.complete(company.as_("bob"), task.id, {"text": "x"}, revision=1)
    with pytest.raises(BadRequest):
        tasks.decline(company.as_("bob"), task.id, "busy", revision=1)
    company.complete(record, "bob")

    assert company.state(record) == "completed"


def test_s32_only_the_holder_acts_and_strangers_see_nothing(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(by="cy", owner_person="bob")
    task = company.task(record)
    acts = [
        lambda context: tasks.seen(context, task.id, revision=1),
        lambda context: tasks.accept(context, task.id, "called", revision=1),
        lambda context: tasks.complete(context, task.id, {"text": "x"}, revision=1),
        lambda context: tasks.decline(context, task.id, "busy", revision=1),
        lambda context: tasks.decide(context, task.id, "approve", revision=1),
    ]

    for act in acts:
        with pytest.raises(NotYourTask):
            act(company.as_("cy"))  # who started it may look
        for stranger in ("ann", "boss", "eve"):
            with pytest.raises(NotFound):
                act(company.as_(stranger))
    with pytest.raises(NotFound):
        tasks.get(company.as_("ann"), task.id)

    assert tasks.get(company.as_("cy"), task.id)["state"] == "delivered"
    assert company.task(record).revision == 1


def test_who_comes_second_is_shown_the_new_state(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(owner_person="bob")
    task = company.task(record)
    tasks.accept(company.as_("bob"), task.id, "called", revision=1)

    with pytest.raises(TaskTaken) as lost:
        tasks.decline(company.as_("bob"), task.id, "busy", revision=1)

    problem = lost.value.problem("en")
    assert (problem["status"], problem["code"]) == (409, "task.changed")
    assert problem["current"]["state"] == "accepted"
    assert problem["current"]["revision"] == 2


def test_a_request_sent_again_gets_the_first_answer_and_has_no_second_effect(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(owner_person="bob")
    task, bob = company.task(record), company.as_("bob")

    first = tasks.complete(bob, task.id, {"text": "x"}, revision=1, idempotency_key="k")
    again = tasks.complete(bob, task.id, {"text": "x"}, revision=1, idempotency_key="k")

    assert again == first
    assert len(records.query(company.context, APP, "report", records.Query()).items) == 1
    with pytest.raises(IdempotencyMismatch):
        tasks.complete(bob, task.id, {"text": "y"}, revision=1, idempotency_key="k")
    with pytest.raises(TaskTaken):
        tasks.complete(bob, task.id, {"text": "x"}, revision=1, idempotency_key="other")


def test_of_two_acts_at_once_one_wins(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(owner_person="bob")
    task = company.task(record)
    answers: list[str] = []
    ready = threading.Barrier(2)

    def act(do: Any) -> None:
        ready.wait()
        try:
            do()
            answers.append("won")
        except PlatformError as error:
            answers.append(error.code)

    threads = [
        threading.Thread(target=act, args=(do,))
        for do in (
            lambda: tasks.complete(company.as_("bob"), task.id, {"text": "x"}, revision=1),
            lambda: tasks.decline(company.as_("bob"), task.id, "busy", revision=1),
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["task.changed", "won"]
    assert sum(event.kind == "answered" for event in company.events(record)) == 1


def due_after(duration: str) -> list[dict[str, Any]]:
    return [{"key": "due", "after": duration, "do": [{"message": "late", "to": "assignee"}]}]


def test_who_edits_the_record_meanwhile_costs_nobody_his_answer(publish_flow: Start) -> None:
    company = contact(publish_flow)
    made = [company.request(by="cy", owner_person="bob") for _ in range(8)]
    failures: list[Exception] = []

    def edit() -> None:
        for record in made:
            for number in range(4):
                changed = {"note": f"edit {number}"}
                try:
                    records.change(company.as_("cy"), APP, "request", record, changed, revision=None)
                except PlatformError as error:
                    failures.append(error)

    editing = threading.Thread(target=edit)
    editing.start()
    for record in made:
        company.complete(record, "bob", {"text": "x"})
    editing.join()

    assert failures == []
    assert {company.state(record) for record in made} == {"completed"}
    assert {company.record(record).values["status"] for record in made} == {"done"}
    assert {company.record(record).values["note"] for record in made} == {"edit 3"}


def test_lists_are_grouped_by_deadline_and_paged(publish_flow: Start) -> None:
    company = publish_flow(
        [
            node("soon", "task", due_after("PT1H"), assignee=OWNER),
            node("later", "task", due_after("P3D"), assignee=OWNER),
            node("never", "task", assignee=OWNER),
        ],
        [("start", "soon"), ("soon", "later"), ("later", "never"), ("never", "end")],
    )  # fmt: skip
    never, later, soon = (company.request(by="cy", owner_person="bob", name=name) for name in ("A", "B", "C"))
    for _ in range(2):
        company.complete(never, "bob")
    company.complete(later, "bob")
    bob = company.as_("bob")

    first = tasks.page(bob, limit=2)
    second = tasks.page(bob, limit=2, cursor=first["next_cursor"])

    shown = [(item["title"], item["group"]) for item in first["items"] + second["items"]]
    assert shown == [("Soon · C", "today"), ("Later · B", "later"), ("Never · A", "later")]
    assert (first["counts"], second["next_cursor"]) == ({"mine": 3, "started": 0, "copied": 0}, None)
    company.clock.advance(timedelta(hours=2))
    assert tasks.page(bob)["items"][0]["group"] == "overdue"
    assert [item["record"]["id"] for item in tasks.page(company.as_("cy"), "started")["items"]] == [soon, later, never]
    done = tasks.page(bob, state="done")["items"]
    assert sorted(item["node"] for item in done) == ["later", "soon", "soon"]
    with pytest.raises(BadRequest):
        tasks.page(bob, "everybody")
    with pytest.raises(BadRequest):
        tasks.page(bob, cursor="x")


def test_one_item_carries_all_that_acting_needs(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(by="cy", owner_person="bob", amount=7)
    shown = tasks.get(company.as_("bob"), company.task(record).id)

    assert {key: shown[key] for key in ("title", "subtitle", "app_title", "assignee", "kind", "form")} == {
        "title": "Contact · Lamp", "subtitle": "Flow", "app_title": "Desk", "assignee": "Bob", "kind": "task",
        "form": "report",
    }  # fmt: skip
    assert shown["record"] == {"app": "desk", "form": "request", "id": record, "title": "Lamp"}
    assert shown["initial_values"] == {"about": record}
    assert shown["first_response"] == [{"key": "called", "title": "Called"}, {"key": "mailed", "title": "mailed"}]
    assert shown["decline_reasons"] == [{"key": "busy", "title": "Busy"}]
    assert shown["decisions"] is None
    facts = [{name: fact[name] for name in ("title", "text", "verdict", "type", "value")} for fact in shown["facts"]]
    assert facts == [
        {"title": "Amount", "text": "7", "verdict": None, "type": "integer", "value": 7},
        {"title": "Owner_Person", "text": "Bob", "verdict": None, "type": "member", "value": company.ids["bob"]},
    ]
    assert shown["facts"][0]["settings"]["unit"] == ""
    assert shown["record_detail"]["values"]["amount"] == 7
    assert [step["state"] for step in shown["flow"]["steps"]] == ["done", "now", "waiting"]


def test_what_the_holder_may_not_read_is_not_shown_by_the_task(publish_flow: Start) -> None:
    company = contact(publish_flow)
    task = company.task(company.request(owner_person="eve"))

    assert tasks.get(company.as_("eve"), task.id)["record_detail"] is None


def test_acts_are_in_the_change_record_in_the_actors_name(publish_flow: Start) -> None:
    company = contact(publish_flow)
    record = company.request(owner_person="bob")
    task = company.task(record)
    company.complete(record, "bob", {"text": "x"})

    with company.context.workspace.database.read() as connection:
        (entry,) = history(connection, task.id)

    assert entry.actor == company.ids["bob"]
    assert [(one["path"], one["after"]) for one in entry.patch] == [(["state"], "done"), (["outcome"], "done")]


def test_a_tasks_form_may_hold_a_checklist(publish_flow: Start) -> None:
    """Its items are those of the moment; what was ticked while filling it is there at once."""
    steps = {"key": "steps", "type": "checklist", "title": "Steps", "settings": {"items_from": {"form": "profile"}}}
    name = {"key": "name", "type": "text", "title": "Name"}
    company = contact(publish_flow)
    company.publish({**PROFILE, "fields": [*PROFILE["fields"], name]}, {**REPORT, "fields": [*REPORT["fields"], steps]})
    first, second = (records.create(company.context, APP, "profile", {"name": name}).id for name in ("Call", "Ask"))
    record = company.request(owner_person="bob")

    company.complete(record, "bob", {"text": "Done", "steps": [{"id": second, "done": True}]})

    (report,) = records.query(company.context, APP, "report", records.Query()).items
    assert [(item["id"], item["text"], item["done"], item["done_by"]) for item in report.values["steps"]] == [
        (first, "Call", False, None),
        (second, "Ask", True, company.ids["bob"]),
    ]
