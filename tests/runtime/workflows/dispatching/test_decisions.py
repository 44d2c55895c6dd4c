"""Dispatch: who is chosen, what is remembered, who may see why, and two at once."""

import threading
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from loomwork.runtime import jobs
from loomwork.runtime.errors import Conflict, Forbidden, NotFound
from loomwork.runtime.workflows import tasks
from loomwork.runtime.workflows.dispatching.listing import Wanted, list_decisions
from loomwork.runtime.workflows.dispatching.noting import note_deviation
from loomwork.runtime.workflows.dispatching.overriding import override
from loomwork.runtime.workflows.dispatching.reading import compare, get_decision, try_weights

from ..conftest import APP, Company, Start, node

LOAD = {
    "kind": "ranking",
    "key": "by_load",
    "title": "By load",
    "of": "profile",
    "person": "person",
    "where": [{"key": "duty", "reason": {"zh-CN": "今天不在岗", "en": "Not on duty today"},
               "assert": {"==": [{"var": "candidate.on_duty"}, 1]}}],
    "terms": [{"key": "free", "title": {"zh-CN": "空闲度", "en": "Free"}, "weight": 1,
               "value": {"normalise": {"var": "candidate.load"}}, "better": "low"}],
    "ties": [{"var": "candidate.last_at"}],
    "lock": "candidate",
}  # fmt: skip
MARK = {"load": {"+": [{"var": "candidate.load"}, 1]}, "last_at": {"var": "now"}}


def dispatching(publish_flow: Start, ranking: dict[str, Any] = LOAD, **settings: Any) -> Company:
    whole = {"ranking": ranking["key"], "assign_to": "owner_person", "mark": MARK, **settings}
    return publish_flow(
        [
            node("match", "dispatch", **whole),
            node("ask", "task", assignee={"field": "owner_person"}, decline_with="reasons"),
            node("none", "message", message="told", to="initiator"),
        ],
        [("start", "match"), ("match", "ask", "assigned"), ("match", "none", "nobody"), ("none", "end"),
         ("ask", "end", "done"), ("ask", "match", "declined")],
        ranking,
    )  # fmt: skip


def reasons(decision: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["person"], one["reason"]) for one in decision["excluded"]]


def test_the_least_loaded_is_chosen_and_marked(publish_flow: Start) -> None:
    company = dispatching(publish_flow)
    busy = company.profile("ann", load=3)
    free = company.profile("bob", load=1)

    record = company.request()

    assert company.record(record).values["owner_person"] == company.ids["bob"]
    assert company.holders(record) == ["bob"]
    assert company.record(free, "profile").values["load"] == 2
    assert company.record(free, "profile").values["last_at"] == company.clock.now()
    assert company.record(busy, "profile").values["load"] == 3
    assert company.instance(record).variables["match"]["person"] == company.ids["bob"]


def test_work_spreads_one_by_one(publish_flow: Start) -> None:
    company = dispatching(publish_flow)
    for person in ("ann", "bob", "cy"):
        company.profile(person)

    chosen = [company.holders(company.request()) for _ in range(6)]

    assert sorted(chosen[:3]) == sorted(chosen[3:]) == [["ann"], ["bob"], ["cy"]]


def test_with_nobody_on_duty_the_other_way_is_taken_and_the_reasons_are_kept(publish_flow: Start) -> None:
    company = dispatching(publish_flow)
    company.profile("ann", on_duty=0)
    record = company.request(by="cy")

    assert company.way(record) == [("match", "nobody"), ("none", "done")]
    assert company.told(record) == [("told", "cy")]
    decision = company.flow(record)["decision"]
    assert (decision["rule"], decision["candidates"], decision["cause"]) == ("Nobody fitted", [], "Not on duty today")
    assert reasons(decision) == [("Ann", "Not on duty today")]
    assert company.instance(record).variables["match"]["cause"] == "duty"


def test_who_declined_is_not_asked_again_when_set_so(publish_flow: Start) -> None:
    company = dispatching(publish_flow, again={"never_same": True})
    company.profile("ann")
    company.profile("bob", load=5)
    record = company.request(by="cy")
    for person in ("ann", "bob"):
        task = company.task(record, person)
        tasks.decline(company.as_(person), task.id, "busy", revision=task.revision)

    assert [way for way in company.way(record) if way[0] == "match"] == [
        ("match", "assigned"), ("match", "assigned"), ("match", "nobody"),
    ]  # fmt: skip


def test_among_the_first_few_by_another_measure(publish_flow: Start) -> None:
    top = {"when": {">": [{"var": "record.amount"}, 100]}, "by": {"var": "candidate.strength"}, "count": 2}
    company = dispatching(publish_flow, among_top=top)
    company.profile("ann", strength=9, load=5)
    company.profile("bob", strength=8, load=2)
    company.profile("cy", strength=1, load=0)

    large, small = company.request(amount=200), company.request(amount=50)

    assert company.holders(large) == ["bob"]
    assert company.holders(small) == ["cy"]
    assert company.flow(large)["decision"]["rule"] == "The best match among the first 2"


def test_a_record_stays_with_whom_it_is_with_where_the_rules_let_him(publish_flow: Start) -> None:
    stays = {"title": "The same customer", "person": {"var": "record.owner_person"}}
    top = {"when": {">": [{"var": "record.amount"}, 100]}, "by": {"var": "candidate.strength"}, "count": 1}
    company = dispatching(publish_flow, stays_with=stays, among_top=top, mark={})
    company.profile("ann", load=5)
    company.profile("bob", strength=9)
    company.profile("cy", on_duty=0)

    kept, away, large = (
        company.request(owner_person=person, amount=amount) for person, amount in (("ann", 5), ("cy", 5), ("ann", 200))
    )

    assert [company.holders(record) for record in (kept, away, large)] == [["ann"], ["bob"], ["bob"]]
    decision = company.flow(kept)["decision"]
    assert decision["rule"] == "The same customer → Stays with whoever has it"
    assert compare(company.as_("boss"), decision["id"], company.ids["ann"], company.ids["bob"])[0] == (
        "Ann has had this before; that goes before any score"
    )


def test_open_tasks_and_the_last_assignment_can_be_ranked_by(publish_flow: Start) -> None:
    terms = [{"key": "open", "weight": 1, "value": {"normalise": {"var": "person.open_tasks"}}, "better": "low"}]
    ranking = LOAD | {"key": "by_tasks", "terms": terms, "ties": [{"var": "person.last_assigned_at"}]}
    company = dispatching(publish_flow, ranking, mark={})
    company.profile("ann")
    company.profile("bob")

    first, second = company.request(), company.request()
    assert {*company.holders(first), *company.holders(second)} == {"ann", "bob"}
    company.complete(second, company.holders(second)[0])
    company.clock.advance(timedelta(minutes=1))
    third = company.request()

    assert company.holders(third) != company.holders(first)


def test_the_reasons_are_shown_as_far_as_the_reader_may_see_candidates(publish_flow: Start) -> None:
    company = dispatching(publish_flow)
    company.profile("ann", load=4)
    company.profile("bob", load=2)
    company.profile("cy", load=0, on_duty=0)
    record = company.request()

    whole = company.flow(record, "boss")["decision"]
    little = company.flow(record, "cy")["decision"]

    assert [(one["person"], one["score"], one["chosen"]) for one in whole["candidates"]] == [
        ("Bob", "1", True), ("Ann", "0", False),
    ]  # fmt: skip
    assert whole["candidates"][0]["parts"] == [
        {"key": "free", "title": "Free", "weight": "1", "value": "2", "score": "1"}
    ]
    assert reasons(whole) == [("Cy", "Not on duty today")]
    assert (whole["count"], whole["left_out"]) == (2, 1)
    assert little["rule"] == "The best match"
    assert [(one["person"], one["score"], one["parts"]) for one in little["candidates"]] == [("Bob", "", [])]
    assert (little["excluded"], little["count"], little["left_out"], little["others"]) == ([], 0, 0, [])


def test_two_dispatches_at_once_do_not_load_the_same_person(publish_flow: Start) -> None:
    company = dispatching(publish_flow)
    company.profile("ann")
    company.profile("bob")
    made = [company.request(run=False) for _ in range(8)]
    threads = [threading.Thread(target=jobs.run_due, args=(company.context.workspace,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    company.run()

    holders = [company.holders(record)[0] for record in made]

    assert (holders.count("ann"), holders.count("bob")) == (4, 4)


TOP = {"title": "Large", "when": {">": [{"var": "record.amount"}, {"param": "limit"}]},
       "by": {"var": "candidate.strength"}, "count": 2, "pick": "random"}  # fmt: skip
OTHERS = [
    {"key": "plain", "title": "The best score", "pick": "best"},
    {"key": "all", "title": "Among all", "among_top": False, "pick": "best"},
]


def test_the_rule_is_told_with_what_it_read_and_what_others_would_have_done(publish_flow: Start) -> None:
    company = dispatching(publish_flow, among_top=TOP, others=OTHERS, mark={})
    company.profile("ann", strength=9, load=5)
    company.profile("bob", strength=8, load=2)
    company.profile("cy", strength=1, load=0)
    record = company.request(amount=200)

    decision = company.flow(record)["decision"]

    assert decision["rule"] == "Large → One drawn among the first 2"
    assert [one["text"] for one in decision["because"]] == ["200", "5"]
    assert len(decision["number"]) == 9
    assert company.holders(record)[0] in ("ann", "bob")
    assert [(one["title"], one["person"]) for one in decision["others"]] == [
        ("The best score", "Bob"), ("Among all", "Cy"),
    ]  # fmt: skip
    assert [(one["person"], one["considered"]) for one in decision["candidates"]] == [
        ("Cy", False), ("Bob", True), ("Ann", True),
    ]  # fmt: skip


def test_why_one_and_not_another_is_answered_in_words(publish_flow: Start) -> None:
    company = dispatching(publish_flow, mark={})
    company.profile("ann", load=4)
    company.profile("bob", load=0)
    company.profile("cy", on_duty=0)
    record = company.request()
    id = company.flow(record)["decision"]["id"]
    boss, people = company.as_("boss"), company.ids

    assert compare(boss, id, people["bob"], people["ann"]) == [
        "Bob scores 100 and Ann 0; the higher score decides", "Free: Bob has 100, Ann 0: 100 more",
    ]  # fmt: skip
    assert compare(boss, id, people["bob"], people["cy"]) == ["Cy was not considered: Not on duty today"]
    assert [(one["person"], one["score"]) for one in try_weights(boss, id, {"free": Decimal(-1)})] == [
        ("Ann", "0"), ("Bob", "-1"),
    ]  # fmt: skip
    # Who may not see the candidates is told nothing of them.
    with pytest.raises(NotFound):
        compare(company.as_("cy"), id, people["bob"], people["ann"])
    assert try_weights(company.as_("cy"), id, {}) == []
    with pytest.raises(NotFound):
        get_decision(company.as_("eve"), id)


def test_whoever_may_gives_it_to_another_and_the_to_do_goes_along(publish_flow: Start) -> None:
    company = dispatching(publish_flow, override_by={"role": "signer"}, mark={})
    company.profile("ann")
    company.profile("bob", load=3)
    record = company.request(by="cy")
    first = company.flow(record, "boss")["decision"]
    assert first["may_override"]
    with pytest.raises(Forbidden):
        override(company.as_("cy"), first["id"], company.ids["bob"], "Wants it")

    override(company.as_("boss"), first["id"], company.ids["bob"], "Knows the customer")

    assert company.holders(record) == ["bob"]
    assert company.record(record).values["owner_person"] == company.ids["bob"]
    decision = company.flow(record, "boss")["decision"]
    assert (decision["rule"], decision["by"], decision["reason"]) == ("Given by a person", "Boss", "Knows the customer")
    assert [step["who"] for step in company.flow(record)["steps"] if step["node"] == "ask"] == [["Bob"]]
    with pytest.raises(Conflict):
        override(company.as_("boss"), first["id"], company.ids["cy"], "Again")
    task = company.task(record, "bob")
    tasks.complete(company.as_("bob"), task.id, {}, revision=task.revision)
    assert company.state(record) == "completed"


def test_decisions_are_listed_as_far_as_their_records_are_seen(publish_flow: Start) -> None:
    odd = {"key": "odd", "title": "Off its field", "when": {"<": [{"var": "candidate.strength"}, 5]}}
    company = dispatching(publish_flow, deviations=[odd], mark={}, again={"never_same": True})
    company.profile("ann", strength=1)
    for _ in range(3):
        company.request(by="cy")
        company.advance(days=1)
    noted = company.request(by="cy")
    boss = company.as_("boss")
    note_deviation(boss, company.flow(noted)["decision"]["id"], "Knew a better one")

    listed = list_decisions(boss, APP, Wanted(deviating="any"), limit=2)
    later = list_decisions(boss, APP, Wanted(deviating="any"), limit=2, cursor=listed["next_cursor"])

    assert [one["person"] for one in listed["items"]] == ["Ann", "Ann"]
    assert [(one["title"], one["days"], one["reason"]) for one in listed["items"][0]["deviations"]] == [
        ("Noted by a person", 1, "Knew a better one"), ("Off its field", 4, None),
    ]  # fmt: skip
    assert [one["deviations"][0]["days"] for one in later["items"]] == [2, 1]
    assert list_decisions(boss, APP, Wanted(person=company.ids["bob"]))["items"] == []
    with pytest.raises(NotFound):
        list_decisions(company.as_("eve"), APP, Wanted())


def test_the_largest_deviations_of_a_day_and_those_of_several_days_are_found(publish_flow: Start) -> None:
    weak = {"<": [{"var": "candidate.strength"}, 5]}
    odd = {"key": "odd", "title": "Off its field", "when": weak, "size": {"var": "record.amount"}}
    counts = {"largest_a_day": {"param": "limit"}, "days_in_a_row": 3}
    company = dispatching(publish_flow, deviations=[odd | counts], mark={}, again={"never_same": True})
    company.profile("ann", strength=1)
    for amounts in ((1, 30, 20), (200,), (7, 100)):
        for amount in amounts:
            company.request(by="cy", name=str(amount), amount=amount)
        company.advance(days=1)
    boss = company.as_("boss")

    def named(narrowed: str) -> list[str]:
        return [one["record_title"] for one in list_decisions(boss, APP, Wanted(deviating=narrowed))["items"]]

    assert named("in_a_row") == ["100", "7"]
    assert named("largest") == ["100", "7", "200", "20", "30", "1"]
    company.set(limit=1)
    assert named("largest") == ["100", "200", "30"]
    note_deviation(boss, list_decisions(boss, APP, Wanted())["items"][-1]["id"], "Too small")
    assert named("largest") == ["100", "200", "30", "1"]
    assert list_decisions(boss, APP, Wanted())["deviation_rules"] == [
        {"title": "Off its field", "largest_a_day": 1, "days_in_a_row": 3}
    ]
