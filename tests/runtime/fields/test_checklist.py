"""Checklists: items copied when the record is made, or followed; ticked one by one, counted, filtered, told of."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import Forbidden, InvalidDefinition, InvalidValue, NotFound, Problems, StaleRevision
from loomwork.runtime.fields import Reader
from loomwork.runtime.files.errors import FileUnknown
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.people import access_to
from loomwork.runtime.records import Query
from loomwork.runtime.records.errors import UnknownField
from tests.company import Install
from tests.runtime.fields.checklists import (
    GUEST,
    ITEM,
    READER,
    dumped,
    found,
    items_of,
    made,
    steps,
    ticked,
    uploaded,
    visit,
)
from tests.runtime.fields.loading import ready
from tests.runtime.fields.orders import refused


@pytest.fixture
def visits(install: Install, context: Context) -> None:
    install([ITEM, visit(), GUEST, READER])
    steps(context)


def test_items_are_copied_in_order_when_the_record_is_made(visits: None, context: Context) -> None:
    one = made(context)
    assert [(item["text"], item["minimum"], item["done"]) for item in items_of(context, one.id)] == [
        ("Front", 0, False),
        ("Price tag", 1, False),
        ("Pile", 0, False),
    ]
    assert dumped(context, one.id)["values"]["left"] == 3
    assert made(context, kind="nowhere").values["steps"] is None


def test_later_changes_of_the_source_leave_a_frozen_list_alone(install: Install, context: Context) -> None:
    install([ITEM, visit()])
    ids = steps(context)
    one = made(context)
    before = items_of(context, one.id)
    records.change(context, "crm", "step", ids["Front"], {"name": "Back", "kind": "farm"}, revision=1)
    records.delete(context, "crm", "step", ids["Pile"], revision=1)
    records.change(context, "crm", "visit", one.id, {"kind": "farm"}, revision=1)
    jobs.run_due(context.workspace)
    assert items_of(context, one.id) == before


def test_a_tick_notes_who_and_when_and_can_be_taken_back(
    visits: None, context: Context, person_of: Callable[..., Context]
) -> None:
    guest = person_of("guest")
    one = made(guest)
    front = items_of(guest, one.id)[0]["id"]
    ticked(guest, one.id, front)
    item = items_of(guest, one.id)[0]
    assert (item["done"], item["done_by"], item["done_at"]) == (True, guest.actor.person_id, "2026-01-05T01:00:00Z")
    assert dumped(guest, one.id)["labels"][f"steps/{front}/done_by"] == guest.actor.name
    assert ticked(guest, one.id, front).revision == 2, "what is done already is not done again"
    ticked(guest, one.id, front, done=False)
    item = items_of(guest, one.id)[0]
    assert (item["done"], item["done_by"], item["done_at"]) == (False, None, None)


def test_an_item_is_done_only_with_the_evidence_it_needs(visits: None, context: Context) -> None:
    one = made(context)
    tag = items_of(context, one.id)[1]["id"]
    assert refused(lambda: ticked(context, one.id, tag)) == {"/values/steps/0/done": "checklist.evidence_missing"}
    file = uploaded(context)
    ticked(context, one.id, tag, evidence=[file], done=True)
    item = items_of(context, one.id)[1]
    assert (item["done"], [one["name"] for one in item["evidence"]]) == (True, ["a.txt"])
    assert refused(lambda: ticked(context, one.id, tag, evidence=[])) == {
        "/values/steps/0/done": "checklist.evidence_missing"
    }
    # Sent back as it was read, with files as they are described.
    assert (
        records.change(context, "crm", "visit", one.id, {"steps": items_of(context, one.id)}, revision=2).revision == 2
    )


def test_anothers_file_is_no_evidence(visits: None, context: Context, person_of: Callable[..., Context]) -> None:
    guest = person_of("guest")
    one = made(guest)
    tag = items_of(guest, one.id)[1]["id"]
    with pytest.raises(FileUnknown):
        ticked(guest, one.id, tag, evidence=[uploaded(context)])


def test_two_who_tick_at_once_lose_nothing(visits: None, context: Context) -> None:
    one = made(context)
    front, _, pile = [item["id"] for item in items_of(context, one.id)]
    ticked(context, one.id, front)
    ticked(context, one.id, pile)
    # A form that was opened before says only what its person did.
    with pytest.raises(StaleRevision) as stale:
        records.change(context, "crm", "visit", one.id, {"steps": [{"id": pile, "remark": "high"}]}, revision=1)
    now = stale.value.context["current"]["revision"]
    records.change(context, "crm", "visit", one.id, {"steps": [{"id": pile, "remark": "high"}]}, revision=now)
    assert [(item["done"], item["remark"]) for item in items_of(context, one.id)] == [
        (True, None),
        (False, None),
        (True, "high"),
    ]


def test_many_who_tick_in_the_same_moment_lose_nothing(visits: None, context: Context) -> None:
    def many(tx: Any) -> None:
        records.create_many(context, "crm", "step", [{"name": f"S{n}", "kind": "crowd"} for n in range(8)], tx=tx)

    changes.run(context, many)
    one = made(context, kind="crowd")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda item: ticked(context, one.id, item["id"]), items_of(context, one.id)))
    assert all(item["done"] for item in items_of(context, one.id))
    assert dumped(context, one.id)["values"]["left"] == 0
    assert records.get(context, "crm", "visit", one.id).revision == 9


def test_what_is_the_platforms_to_say_is_refused(visits: None, context: Context) -> None:
    one = made(context)
    front = items_of(context, one.id)[0]["id"]
    sent = [{"id": front, "text": "Mine", "minimum": 0}, {"id": one.id, "done": True}, {"id": "x"}, 5]
    assert refused(lambda: records.change(context, "crm", "visit", one.id, {"steps": sent}, revision=1)) == {
        "/values/steps/0/text": "value.read_only",
        "/values/steps/1": "checklist.item_gone",
        "/values/steps/2": "value.invalid",
        "/values/steps/3": "value.invalid",
    }
    with pytest.raises(NotFound):
        ticked(context, one.id, one.id)
    with pytest.raises(NotFound):
        records.tick(context, "crm", "visit", one.id, "kind", front, {"done": True})


def test_a_new_record_can_be_ticked_at_once(visits: None, context: Context) -> None:
    front = items_of(context, made(context).id)[0]["id"]
    one = made(context, steps=[{"id": front, "done": True, "remark": "clean"}])
    item = items_of(context, one.id)[0]
    assert (item["text"], item["done"], item["remark"]) == ("Front", True, "clean")
    assert refused(lambda: made(context, kind="farm", steps=[{"id": front, "done": True}])) == {
        "/values/steps": "checklist.item_gone"
    }
    tag = items_of(context, one.id)[1]["id"]
    assert refused(lambda: made(context, steps=[{"id": tag, "done": True}])) == {
        "/values/steps": "checklist.evidence_missing"
    }


def test_checks_formulas_and_filters_see_progress(visits: None, context: Context) -> None:
    one, none = made(context), made(context, kind="nowhere", closed=True)
    assert refused(lambda: records.change(context, "crm", "visit", one.id, {"closed": True}, revision=1)) == {
        "/values": "value.check"
    }
    assert (found(context, "incomplete"), found(context, "complete"), found(context, "empty")) == (
        {one.id},
        set(),
        {none.id},
    )
    front, tag, pile = [item["id"] for item in items_of(context, one.id)]
    ticked(context, one.id, front)
    ticked(context, one.id, tag, done=True, evidence=[uploaded(context)])
    assert dumped(context, one.id)["values"]["left"] == 1
    done = ticked(context, one.id, pile)
    assert (found(context, "incomplete"), found(context, "complete")) == (set(), {one.id})
    records.change(context, "crm", "visit", one.id, {"closed": True}, revision=done.revision)


def test_who_may_not_read_the_source_sees_the_items_of_his_record(
    visits: None, context: Context, person_of: Callable[..., Context]
) -> None:
    guest = person_of("guest")
    with pytest.raises(NotFound):
        records.query(guest, "crm", "step", Query())
    one = made(guest)
    assert [item["text"] for item in items_of(guest, one.id)] == ["Front", "Price tag", "Pile"]


def test_hidden_columns_do_not_show(visits: None, context: Context, person_of: Callable[..., Context]) -> None:
    one = made(context)
    ticked(context, one.id, items_of(context, one.id)[0]["id"], done=True, remark="private")
    reader = person_of("reader")
    assert set(items_of(reader, one.id)[0]) == {"id", "text", "minimum", "done_by", "done_at", "evidence"}
    with pytest.raises(UnknownField):
        found(reader, "complete")
    told = [change for entry in records.history(reader, "crm", "visit", one.id) for change in entry["changes"]]
    assert "private" not in str(told)
    with pytest.raises(Forbidden):
        ticked(reader, one.id, items_of(context, one.id)[1]["id"])


def test_history_says_in_words_what_was_done(visits: None, context: Context) -> None:
    one = made(context)
    front = items_of(context, one.id)[0]["id"]
    ticked(context, one.id, front, done=True, remark="clean")
    newest, first = records.history(context, "crm", "visit", one.id)
    assert [(told["title"], told["before_text"], told["after_text"]) for told in newest["changes"]] == [
        ("清单 · Front", "未完成", "已完成"),
        ("清单 · Front · 备注", None, "clean"),
        ("Left", "3", "2"),
    ]
    assert ("清单", "3 项") in [(told["title"], told["after_text"]) for told in first["changes"]]


def test_a_list_of_five_hundred_holds_and_more_is_refused(visits: None, context: Context) -> None:
    def many(tx: Any) -> None:
        rows = [{"name": f"S{n}", "kind": "long", "place": n} for n in range(500)]
        records.create_many(context, "crm", "step", rows, tx=tx)

    changes.run(context, many)
    one = made(context, kind="long")
    items = items_of(context, one.id)
    assert [item["text"] for item in items] == [f"S{n}" for n in range(500)]
    ticked(context, one.id, items[499]["id"])
    assert dumped(context, one.id)["values"]["left"] == 499
    records.create(context, "crm", "step", {"name": "One more", "kind": "long"})
    assert refused(lambda: made(context, kind="long")) == {"/values/steps": "checklist.too_many_items"}


def test_a_page_is_told_nothing_of_where_items_come_from(visits: None, context: Context) -> None:
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        told = describe(form_plan(plans, "crm", "visit"), access_to(context, plans, "crm", "visit"), "en")
    field = next(one for one in told["fields"] if one["key"] == "steps")
    assert {"items_from", "minimum"}.isdisjoint(field["settings"])
    assert field["settings"]["reads"] == ["kind"]
    rights = {column["key"]: column["access"] for column in field["settings"]["columns"]}
    assert {key for key, right in rights.items() if right == "write"} == {"done", "remark", "evidence"}
    assert [check["key"] for check in told["checks"]] == ["all_done"], "progress is judged while one types"


def test_as_text_it_says_how_far_it_is_and_a_cell_is_refused() -> None:
    checklist, settings = ready("checklist", {"step": ITEM}, items_from={"form": "step"})
    items = [
        {"id": "01kdaaaaaaaaaaaaaaaaaaaaaa", "text": "Front", "done": True, "remark": "clean", "evidence": ["x", "y"]},
        {"id": "01kdaaaaaaaaaaaaaaaaaaaaab", "text": "Pile", "done": False},
    ]
    assert checklist.text(items, settings, Reader("en", ZoneInfo("UTC"))) == "1/2\n✓ Front clean (2)\n□ Pile"
    with pytest.raises(InvalidValue):
        checklist.read_cell("1/2", settings)


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"items_from": {"form": "nowhere"}}, "/settings/items_from/form"),
        ({"items_from": {"form": "step", "show": "ghost"}}, "/settings/items_from/show"),
        ({"items_from": {"form": "step", "show": "place"}}, "/settings/items_from/show"),
        ({"items_from": {"form": "step", "order": "ghost"}}, "/settings/items_from/order"),
        ({"items_from": {"form": "step", "where": {"var": "row.place"}}}, "/settings/items_from/where"),
        ({"items_from": {"form": "step", "where": {"==": [{"var": "row.ghost"}, 1]}}}, "/settings/items_from/where/=="),
        ({"items_from": {"form": "step"}, "minimum": {"var": "item.name"}}, "/settings/minimum"),
        ({"items_from": {"form": "step"}, "minimum": {"var": "item.ghost"}}, "/settings/minimum"),
        ({"items_from": {"form": "step"}, "minimum": 1, "evidence": "none"}, "/settings/minimum"),
        ({"items_from": {"form": "step"}, "freeze": "sometimes"}, "/settings/freeze"),
        (
            {"items_from": {"form": "step", "where": {"==": [{"var": "row.name"}, {"var": "actor.person_id"}]}},
             "freeze": "live"},
            "/settings/items_from/where",
        ),
        ({"items_from": {"form": "step", "where": {"==": [{"var": "row.place"}, {"var": "record.left"}]}}}, ""),
    ],
)  # fmt: skip
def test_a_wrong_definition_is_refused_with_its_place(
    install: Install, context: Context, given: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        install([ITEM, visit(given)])
    assert str(caught.value.pointer).startswith(f"/fields/2{pointer}")


def test_a_list_from_another_apps_form_needs_leave_to_read_it(install: Install, context: Context) -> None:
    install([ITEM], app="other")
    with pytest.raises(InvalidDefinition) as caught:
        install([visit({"items_from": {"form": "other.step"}})])
    assert "asks_for.reads" in caught.value.sentence("en")


def test_a_list_has_no_default_and_no_rule_sets_it(install: Install, context: Context) -> None:
    with pytest.raises(InvalidDefinition):
        install([ITEM, visit(default=[])])
    rule = {"key": "r", "when": True, "then": [{"set": {"steps": None}}]}
    with pytest.raises(InvalidDefinition):
        install([ITEM, visit() | {"rules": [rule]}])


def test_a_deleted_record_comes_back_with_its_items(visits: None, context: Context) -> None:
    one = made(context)
    ticked(context, one.id, items_of(context, one.id)[0]["id"])
    records.delete(context, "crm", "visit", one.id, revision=2)
    records.restore(context, "crm", "visit", one.id)
    assert [item["done"] for item in items_of(context, one.id)] == [True, False, False]


def test_the_same_request_twice_makes_one_record_with_its_items(visits: None, context: Context) -> None:
    first, again = (records.create(context, "crm", "visit", {"kind": "shop"}, idempotency_key="once") for _ in range(2))
    assert (again.id, again.values["steps"]) == (first.id, first.values["steps"])


def test_what_is_wrong_is_told_in_both_languages(visits: None, context: Context) -> None:
    one = made(context)
    with pytest.raises(Problems) as caught:
        ticked(context, one.id, items_of(context, one.id)[1]["id"])
    error = caught.value.errors[0]
    assert error.sentence("zh-CN") == "「Price tag」还需要 1 份凭证，先上传再勾选"
    assert error.sentence("en") == "Price tag still needs evidence: 1 more. Add it, then tick it off"
