"""Writing and reading records: the whole pipeline, on both databases."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import IdempotencyMismatch, LimitExceeded, NotFound, Problems, StaleRevision
from loomwork.runtime.fields.wording import word_key
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.jobs.tables import job as job_table
from loomwork.runtime.people import access_to, dismiss_person
from loomwork.runtime.records import Query
from loomwork.runtime.records.errors import StillReferred, ValueTaken
from tests.company import CUSTOMER, Install

NAUGHTY = Path(__file__).parents[2] / "judges" / "naughty-strings.json"


def test_create_fills_computes_and_reads_back(crm, context):
    made = records.create(context, "crm", "deal", {"title": "宁波恒泰", "amount": "1000.00"})

    found = records.get(context, "crm", "deal", made.id)
    assert found.values["band"] == "high"
    assert found.values["source"] == "unknown"
    assert found.values["status"] == "new"
    assert found.values["amount"] == Decimal("1000.00")
    assert found.revision == 1
    assert records.dump_record(context, found)["values"]["amount"] == "1000.00"
    assert records.dump_record(context, made) == records.dump_record(context, found)


def test_all_problems_are_told_at_once(crm, context):
    with pytest.raises(Problems) as caught:
        records.create(
            context, "crm", "deal", {"amount": "-1", "urgent": "yes", "nothing": 1, "created_by": "me", "band": "low"}
        )

    assert {error.pointer: error.code for error in caught.value.errors} == {
        "/values/title": "value.required",
        "/values/reason": "value.required",
        "/values/amount": "value.invalid",
        "/values/nothing": "value.unknown_field",
        "/values/created_by": "value.unknown_field",
        "/values/band": "value.read_only",
    }
    assert records.count(context, "crm", "deal") == (0, True)


def test_change_needs_the_revision_one_has_seen(crm, context):
    made = records.create(context, "crm", "deal", {"title": "A"})
    records.change(context, "crm", "deal", made.id, {"visits": 3}, revision=1)

    with pytest.raises(StaleRevision) as caught:
        records.change(context, "crm", "deal", made.id, {"visits": 4}, revision=1)

    assert caught.value.context["current"]["revision"] == 2
    assert caught.value.context["current"]["values"]["visits"] == 3


def test_query_filters_sorts_and_pages(crm, context):
    for n in range(7):
        records.create(context, "crm", "deal", {"title": f"D{n}", "amount": None if n == 3 else f"{n * 100}"})

    query = Query(
        filter={"field": "title", "operator": "starts_with", "value": "d"}, sort=("-amount",), limit=3, count=True
    )
    first = records.query(context, "crm", "deal", query)
    titles = [item.values["title"] for item in first.items]
    assert (titles, first.total, first.total_exact) == (["D6", "D5", "D4"], 7, True)
    second = records.query(
        context, "crm", "deal", Query(filter=query.filter, sort=query.sort, limit=9, cursor=first.next_cursor)
    )
    assert [item.values["title"] for item in second.items] == ["D2", "D1", "D0", "D3"]
    assert second.next_cursor is None


def test_null_fill_and_defaults_stand_in_but_a_sent_null_is_not_a_default(crm, context):
    made = records.create(context, "crm", "deal", {"title": "A", "urgent": None, "source": None})
    assert (made.values["urgent"], made.values["source"]) == (None, "unknown")


def test_a_rule_requires_and_a_check_speaks_in_its_own_words(crm, context):
    with pytest.raises(Problems) as caught:
        records.create(context, "crm", "deal", {"title": "A", "urgent": "yes", "status": "won"})
    sentences = {error.pointer: error.sentence("zh-CN") for error in caught.value.errors}
    assert sentences == {"/values/reason": "「原因」未填写", "/values/amount": "赢单请填写金额"}


def test_a_stage_moves_only_where_a_move_is_declared(crm, context):
    made = records.create(context, "crm", "deal", {"title": "A", "amount": "5"})
    won = records.move(context, "crm", "deal", made.id, {"status": "win"})
    assert won.values["status"] == "won"
    for act in (
        lambda: records.change(context, "crm", "deal", made.id, {"status": "new"}, revision=2),
        lambda: records.change(context, "crm", "deal", made.id, {"status": None}, revision=2),
        lambda: records.move(context, "crm", "deal", made.id, {"status": "win"}),
    ):
        with pytest.raises(Problems) as caught:
            act()
        assert [error.code for error in caught.value.errors] == ["value.stage_move"]
    with pytest.raises(NotFound):
        records.move(context, "crm", "deal", made.id, {"status": "fly"})
    assert records.change(context, "crm", "deal", made.id, {"status": "new"}, revision=2, gates=False).revision == 3


def test_what_was_wrong_before_does_not_stop_another_change(crm, context):
    made = records.create(context, "crm", "deal", {"urgent": "yes"}, gates=False)
    changed = records.change(context, "crm", "deal", made.id, {"visits": 1}, revision=1)
    assert changed.revision == 2
    with pytest.raises(Problems):
        records.change(context, "crm", "deal", made.id, {"title": "x", "reason": 5}, revision=2)


def test_sending_all_values_back_changes_nothing(crm, context):
    made = records.create(context, "crm", "deal", {"title": "A", "amount": "5.00"})
    values = records.dump_record(context, made)["values"]
    assert records.change(context, "crm", "deal", made.id, values, revision=1).revision == 1
    assert len(records.history(context, "crm", "deal", made.id)) == 1


def test_the_same_request_twice_has_one_effect_and_one_answer(crm, context):
    values = {"title": "A", "amount": "5", "due": "2026-02-01", "visits": 2}
    first = records.create(context, "crm", "deal", values, idempotency_key="k")
    records.change(context, "crm", "deal", first.id, {"title": "B"}, revision=1)
    again = records.create(context, "crm", "deal", values, idempotency_key="k")

    assert records.dump_record(context, again) == records.dump_record(context, first)
    assert records.count(context, "crm", "deal") == (1, True)
    with pytest.raises(IdempotencyMismatch):
        records.create(context, "crm", "deal", {"title": "C"}, idempotency_key="k")


def test_the_same_request_ten_times_at_once_has_one_effect(crm, context):
    def send(_: int) -> str:
        return records.create(context, "crm", "deal", {"title": "A"}, idempotency_key="k").id

    with ThreadPoolExecutor(10) as threads:
        assert len(set(threads.map(send, range(10)))) == 1
    assert records.count(context, "crm", "deal") == (1, True)


def test_of_ten_changes_at_once_one_wins(crm, context):
    made = records.create(context, "crm", "deal", {"title": "A"})

    def send(n: int) -> int:
        try:
            return records.change(context, "crm", "deal", made.id, {"title": f"T{n}"}, revision=1).revision
        except StaleRevision:
            return 0

    with ThreadPoolExecutor(10) as threads:
        assert sorted(threads.map(send, range(10))) == [0] * 9 + [2]
    assert len(records.history(context, "crm", "deal", made.id)) == 2


def test_a_unique_value_is_free_again_when_its_record_is_deleted(crm, context):
    first = records.create(context, "crm", "customer", {"name": "ACME"})
    with pytest.raises(ValueTaken) as caught:
        records.create(context, "crm", "customer", {"name": "ACME"})
    assert caught.value.pointer == "/values/name"
    records.delete(context, "crm", "customer", first.id, revision=1)
    records.create(context, "crm", "customer", {"name": "ACME"})
    with pytest.raises(ValueTaken):
        records.restore(context, "crm", "customer", first.id)


def test_a_deleted_record_is_gone_and_comes_back(crm, context):
    made = records.create(context, "crm", "deal", {"title": "A"})
    records.delete(context, "crm", "deal", made.id, revision=1)
    with pytest.raises(NotFound):
        records.get(context, "crm", "deal", made.id)
    assert records.query(context, "crm", "deal", Query()).items == []
    assert records.restore(context, "crm", "deal", made.id).revision == 3
    actions = [entry["action"] for entry in records.history(context, "crm", "deal", made.id)]
    assert actions == ["restore", "delete", "create"]


@pytest.mark.parametrize("rule", ["refuse", "empty", "cascade"])
def test_what_refers_to_a_deleted_record_follows_its_rule(rule: str, install: Install, context: Context) -> None:
    reference: dict[str, Any] = {
        "key": "of",
        "type": "reference",
        "title": "Of",
        "settings": {"form": "customer", "on_delete": rule},
    }
    note_form: dict[str, Any] = {"kind": "form", "key": "note", "title": "Note", "fields": [reference]}
    install([CUSTOMER, note_form])
    customer = records.create(context, "crm", "customer", {"name": "ACME"})
    note = records.create(context, "crm", "note", {"of": customer.id})

    if rule == "refuse":
        with pytest.raises(StillReferred):
            records.delete(context, "crm", "customer", customer.id, revision=1)
        assert records.get(context, "crm", "customer", customer.id).revision == 1
        return
    records.delete(context, "crm", "customer", customer.id, revision=1)
    if rule == "empty":
        assert records.get(context, "crm", "note", note.id).values == {"of": None}
    else:
        assert records.count(context, "crm", "note") == (0, True)


def test_persons_must_be_active_and_records_must_exist(crm, context, person):
    left = person("seller").actor.person_id
    changes.run(context, lambda tx: dismiss_person(tx, context, left))
    with pytest.raises(Problems) as caught:
        records.create(context, "crm", "deal", {"title": "A", "seller": left, "customer": new_id()})
    assert {error.pointer: error.code for error in caught.value.errors} == {
        "/values/seller": "value.person",
        "/values/customer": "value.record",
    }


def test_history_names_fields_and_values_in_the_readers_language(crm, context, person):
    seller = person("seller")
    made = records.create(seller, "crm", "deal", {"title": "A", "seller": seller.actor.person_id, "urgent": "no"})
    records.change(seller, "crm", "deal", made.id, {"urgent": "yes", "reason": "x", "amount": "1200"}, revision=1)

    newest, oldest = records.history(replace(context, locale="en"), "crm", "deal", made.id)
    shown = {one["field"]: (one["title"], one["before_text"], one["after_text"]) for one in newest["changes"]}
    assert shown["urgent"] == ("Urgent", "No", "Yes")
    assert shown["amount"] == ("Amount", None, "¥1,200.00")
    assert shown["band"] == ("Band", "low", "high")
    assert newest["actor"]["name"] == seller.actor.name
    assert {one["field"]: one["after_text"] for one in oldest["changes"]}["seller"] == seller.actor.name


WATCH: dict[str, dict[str, Any]] = {
    "created": {"type": "record_created", "where": {"==": [{"var": "record.urgent"}, "yes"]}},
    "became": {"type": "field_became", "field": "source", "value": "web"},
    "moved": {"type": "stage_moved", "field": "status", "to": "won"},
    "changed": {"type": "record_changed"},
    "elsewhere": {"type": "record_created", "form": "customer"},
}


def test_listening_workflows_are_started_by_jobs_of_the_same_transaction(crm, install, context):
    install(
        [
            {"kind": "workflow", "key": key, "title": key, "trigger": {"form": "deal", **trigger}}
            for key, trigger in WATCH.items()
        ]
    )
    made = records.create(context, "crm", "deal", {"title": "A", "urgent": "yes", "reason": "r", "amount": "1"})
    assert _started(context) == ["created"]
    records.change(context, "crm", "deal", made.id, {"source": "web"}, revision=1)
    assert sorted(_started(context)[1:]) == ["became", "changed"]
    records.move(context, "crm", "deal", made.id, {"status": "win"})
    assert sorted(_started(context)[3:]) == ["changed", "moved"]
    with pytest.raises(Problems):
        records.create(context, "crm", "deal", {"urgent": "yes"})
    assert len(_started(context)) == 5


def _started(context):
    t = job_table.c
    query = sa.select(t.payload).where(t.kind == "workflow.start").order_by(t.id)
    with context.workspace.database.read() as connection:
        return [payload["workflow"] for payload in connection.execute(query).scalars()]


def test_every_naughty_string_survives_create_read_filter_sort_and_search(crm, context):
    strings = [text for text in json.loads(NAUGHTY.read_text("utf-8")) if text and len(text) <= 200]

    def fill(tx):
        for text in strings:
            records.create(context, "crm", "deal", {"title": text, "reason": text}, tx=tx)

    changes.run(context, fill)
    found, cursor = [], None
    while True:
        page = records.query(context, "crm", "deal", Query(sort=("title",), limit=200, cursor=cursor))
        found += [record.values["title"] for record in page.items]
        assert all(record.values["title"] == record.values["reason"] for record in page.items)
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == sorted(strings, key=word_key)
    for text in strings[::7]:
        equal = Query(filter={"field": "title", "operator": "equal", "value": text}, limit=200)
        assert {r.values["title"] for r in records.query(context, "crm", "deal", equal).items} == {text}
        held = Query(filter={"field": "title", "operator": "contains", "value": text}, limit=200)
        assert text in {r.values["title"] for r in records.query(context, "crm", "deal", held).items}
        if text.strip():
            assert records.query(context, "crm", "deal", Query(search=text)).items


def test_a_question_that_costs_too_much_is_refused(crm: None, context: Context) -> None:
    one = {"field": "title", "operator": "equal", "value": "x"}
    deep: Any = one
    for _ in range(6):
        deep = {"all": [deep]}
    for query in (
        Query(limit=201),
        Query(filter={"all": [one] * 51}),
        Query(filter=deep),
        Query(sort=("title",) * 6),
        Query(search="x" * 201),
    ):
        with pytest.raises(LimitExceeded):
            records.query(context, "crm", "deal", query)


def test_a_form_is_described_with_the_readers_rights(crm, context, person):
    plans = plan_cache(context.workspace).latest()
    plan = form_plan(plans, "crm", "deal")
    auditor = person("auditor")
    shown = describe(plan, access_to(auditor, plans, "crm", "deal"), "en")
    assert [(one["key"], one["access"]) for one in shown["fields"]] == [("title", "read"), ("status", "read")]
    assert (shown["rules"], shown["checks"]) == ([], [])
    assert "amount" not in json.dumps(shown)

    whole = describe(plan, access_to(context, plans, "crm", "deal"), "en")
    assert whole["fields"][2]["settings"]["options"][1] == {"key": "yes", "title": "Yes"}
    assert whole["checks"][0]["message"] == "A won deal needs an amount"
    assert len(whole["rules"]) == 1
    json.dumps(whole)
