"""Before they are published, drafts say in words what they change and which records that is about."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from loomwork.builder import drafts, parts
from loomwork.runtime import jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import NotFound, Problems

from .conftest import APP, REQUEST, REQUESTS, Bench


def save(bench: Bench, document: dict[str, Any]) -> None:
    drafts.save(bench.ann, bench.place(document), document, 0)


def words(context: Context) -> list[str]:
    return [told.words for one in drafts.changes_of(context, APP).documents for told in one.sentences]


@pytest.fixture
def filled(bench: Bench) -> Bench:
    """A published form with three records, one of them without a reason, two with the same."""
    save(bench, REQUEST)
    save(bench, REQUESTS)
    bench.publish()
    for why in ("rest", "rest", None):
        records.create(bench.ann, APP, "request", {"why": why, "days": 1})
    return bench


def test_what_is_new_changed_and_withdrawn(filled: Bench) -> None:
    save(filled, REQUEST | {"title": "Holiday"})
    save(filled, {"kind": "view", "key": "mine", "title": "Mine", "form": "request", "type": "table"})
    drafts.save(filled.ann, filled.place(REQUESTS), {}, 0)
    told = [(one.kind, one.key, one.title, one.act) for one in drafts.changes_of(filled.ann, APP).documents]
    assert told == [
        ("form", "request", "Holiday", "changed"),
        ("view", "mine", "Mine", "new"),
        ("view", "requests", "Requests", "withdrawn"),
    ]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", ["Removed: field Days", "New: field Half", "Moved: field Half", "Field Why: Required turned on"]),
        ("zh-CN", ["删除字段「天数」", "新增字段「半天」", "字段「事由」：开启「必填」"]),
    ],
)
def test_sentences_name_parts_by_their_titles(filled: Bench, locale: str, expected: list[str]) -> None:
    changed = deepcopy(REQUEST)
    half = {"key": "half", "type": "yes_no", "title": {"zh-CN": "半天", "en": "Half"}}
    changed["fields"] = [half, changed["fields"][0] | {"required": True}]
    save(filled, changed)
    told = words(replace(filled.ann, locale=locale))
    assert set(told) <= {*expected}
    assert len(told) == 3


def test_values_are_told_with_what_was(filled: Bench) -> None:
    changed = deepcopy(REQUEST)
    changed["fields"][1]["settings"] = {"maximum": 30}
    save(filled, changed)
    first = replace(filled.ann, locale="en")
    assert words(first) == ["Field Days: Maximum: (none) → 30"]
    filled.publish()
    changed = deepcopy(changed)
    changed["fields"][1]["settings"] = {"maximum": 20, "unit": "d"}
    changed["fields"][0]["title"] = {"zh-CN": "原因", "en": "Reason"}
    save(filled, changed)
    assert words(first) == [
        "Field Reason: Title: Why → Reason",
        "Field Days: Maximum: 30 → 20",
        "Field Days: Unit: (none) → d",
    ]


def test_records_that_a_change_is_about_are_counted(filled: Bench) -> None:
    changed = deepcopy(REQUEST)
    changed["fields"] = [changed["fields"][0] | {"required": True, "unique": True}]
    save(filled, changed)
    drafts.save(filled.ann, filled.place(REQUESTS), {}, 0)
    found = drafts.changes_of(replace(filled.ann, locale="en"), APP).impacts
    assert found is not None
    assert [(one.field, one.count, one.words) for one in found] == [
        ("why", 1, "1 records lack Why; who changes one must fill it in"),
        ("why", 1, "Why has 1 values that stand twice; make them differ first"),
        ("days", 3, "3 records have Days; it will be out of sight"),
    ]


def test_runs_under_way_of_a_workflow_that_changes_are_counted(bench: Bench) -> None:
    parts.load()
    save(bench, REQUEST)
    flow: dict[str, Any] = {
        "kind": "workflow",
        "key": "ask",
        "title": {"zh-CN": "审批", "en": "Asking"},
        "trigger": {"type": "record_created", "form": "request"},
        "nodes": [{"key": "look", "type": "task", "title": "Look", "settings": {"assignee": "initiator"}}],
        "edges": [{"from": "start", "to": "look"}, {"from": "look", "to": "end"}],
    }
    drafts.save(bench.ann, bench.place(flow), flow, 0)
    bench.publish()
    for days in (1, 2):
        records.create(bench.bo, APP, "request", {"why": "rest", "days": days})
    jobs.run_due(bench.ann.workspace)
    nodes = [flow["nodes"][0] | {"title": "Look closely"}]
    drafts.save(bench.ann, bench.place(flow), flow | {"nodes": nodes}, 0)
    (found,) = drafts.changes_of(replace(bench.ann, locale="en"), APP).impacts or []
    assert (found.kind, found.key, found.count) == ("workflow", "ask", 2)
    assert found.words.startswith("2 runs of Asking are under way")


def test_what_cannot_be_published_is_not_counted(filled: Bench) -> None:
    save(filled, REQUEST | {"title_field": "gone"})
    assert drafts.changes_of(filled.ann, APP).impacts is None


def test_a_form_is_previewed_as_a_role_sees_it(bench: Bench) -> None:
    save(bench, REQUEST)
    role = {
        "kind": "role",
        "key": "reader",
        "title": "Reader",
        "forms": {"request": {"verbs": ["read"], "fields": {"why": "read"}}},
    }
    save(bench, role)
    plan, access = drafts.form_preview(bench.ann, APP, "request", f"{APP}.reader")
    assert (access.readable("why"), access.readable("days"), access.may("create")) == (True, False, False)
    plan, access = drafts.form_preview(bench.ann, APP, "request", None)
    assert list(plan.fields) == ["why", "days"]
    assert access.writable("days", "create")
    with pytest.raises(NotFound):
        drafts.form_preview(bench.ann, APP, "request", f"{APP}.nobody")


def test_a_broken_form_has_no_preview(bench: Bench) -> None:
    save(bench, REQUEST | {"title_field": "gone"})
    with pytest.raises(Problems):
        drafts.form_preview(bench.ann, APP, "request", None)
