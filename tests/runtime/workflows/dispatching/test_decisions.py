"""Dispatch: who is chosen, what is remembered, who may see why, and two at once."""

import threading
from datetime import timedelta
from typing import Any

from loomwork.runtime import jobs
from loomwork.runtime.workflows import tasks

from ..conftest import Company, Start, node

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
    assert decision == {
        "rule": "Nobody fitted", "candidates": [], "excluded": [{"person": "Ann", "reason": "Not on duty today"}],
    }  # fmt: skip
    assert company.instance(record).variables["match"]["cause"] == "all_excluded"


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
    assert company.flow(large)["decision"]["rule"] == "The best match among the first few"


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
    assert whole["excluded"] == [{"person": "Cy", "reason": "Not on duty today"}]
    assert little == {
        "rule": "The best match",
        "candidates": [{"person": "Bob", "score": "", "chosen": True, "parts": []}],
        "excluded": [],
    }


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
