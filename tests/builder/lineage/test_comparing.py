"""Two numbers side by side: the planted mismatch is told down to the filter, the moment and the empty field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from loomwork.builder.lineage import Asked, comparables, compare
from loomwork.runtime import exports, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidValue, NotFound
from loomwork.runtime.records import Query
from loomwork.runtime.records.errors import UnknownField
from loomwork.runtime.storage import FakeClock
from tests.builder.lineage import mismatch
from tests.company import Install

SHANGHAI = ZoneInfo("Asia/Shanghai")
MADE = {
    "all": [
        {"field": "created_at", "operator": "at_least", "value": "2025-12-31T16:00:00Z"},
        {"field": "created_at", "operator": "less", "value": "2026-01-31T16:00:00Z"},
    ]
}
BOARD = Asked("metric:crm.approved", "2026-01")


@pytest.fixture
def planted(context: Context, install: Install, clock: FakeClock) -> None:
    install(mismatch.documents())
    for moment, values in (
        (datetime(2025, 12, 20, tzinfo=SHANGHAI), mismatch.before("2026-01")),
        (datetime(2026, 1, 15, tzinfo=SHANGHAI), mismatch.made("2026-01", "2026-02")),
    ):
        clock.set(moment)
        for one in values:
            records.create(context, "crm", "request", one)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_83_in_the_export_and_61_on_the_board_are_explained(context: Context, planted: None, locale: str) -> None:
    reader = replace(context, locale=locale)
    run = exports.ask(reader, "crm", "request", Query(filter=MADE), "xlsx")

    found = compare(reader, Asked(f"export:{run['id']}"), BOARD)

    assert (found["left"]["value"], found["right"]["value"], found["in_both"]) == ("83", "61", 53)
    left, right = found["only_in"]
    told = [(one["kind"], one["text"], one["records"]) for one in left["reasons"]]
    words = {
        "zh-CN": [
            ("empty", "「来源」未填写，所以不满足筛选条件：「来源」是其中之一：官网、展会", 22),
            ("empty", "「批准日期」未填写，不属于任何期间", 3),
            ("period", "「批准日期」不在 2026-01", 5),
        ],
        "en": [
            ("empty", "Source is empty, so the filter is not met: Source is one of Website, Fair", 22),
            ("empty", "Approved on is empty: in no period", 3),
            ("period", "Approved on is not in 2026-01", 5),
        ],
    }
    assert told == words[locale]
    assert [one["title"] for one in left["reasons"][0]["examples"]] == ["No source 0", "No source 1", "No source 2"]
    assert (right["records"], right["reasons"][0]["kind"]) == (8, "filter")
    assert "83" in found["summary"]
    assert "61" in found["summary"]


def test_a_list_by_period_says_the_moment_that_places_its_records(context: Context, planted: None) -> None:
    made = Asked("list:crm.request", "2026-01")

    found = compare(context, BOARD, made)

    assert (found["left"]["value"], found["right"]["value"]) == ("61", "83")
    assert found["right"]["moment"] == "创建时间"
    assert [one["text"] for one in found["only_in"][0]["reasons"]] == ["「创建时间」不在 2026-01"]
    approved = compare(context, BOARD, replace(made, moment="approved_on"))
    assert [one["text"] for one in approved["only_in"][1]["reasons"]] == [
        "「来源」未填写，所以不满足筛选条件：「来源」是其中之一：官网、展会"
    ]


def test_two_views_are_compared_as_well_and_equal_ones_said_to_be(context: Context, planted: None) -> None:
    found = compare(context, Asked("list:crm.request"), Asked("view:crm.sourced"))

    assert (found["left"]["value"], found["right"]["value"]) == ("91", "69")
    assert found["only_in"][0]["reasons"][0]["text"] == "「来源」未填写"
    assert "同一批 69" in compare(context, Asked("view:crm.sourced"), Asked("view:crm.sourced"))["summary"]


def test_what_can_be_compared_is_told_and_nonsense_is_refused_with_a_pointer(context: Context, planted: None) -> None:
    found = comparables(context, "crm", "request")

    assert [one["key"] for one in found["items"]] == ["list:crm.request", "view:crm.sourced", "metric:crm.approved"]
    assert [one["key"] for one in found["moments"]] == ["approved_on", "created_at"]
    for asked, pointer in (
        (Asked("table:crm.request"), "/left"),
        (Asked("list:crm.request", "2026-13"), "/left_period"),
        (Asked("list:crm.request", "2026-01", "name"), "/left_moment"),
    ):
        with pytest.raises(InvalidValue) as refused:
            compare(context, asked, BOARD)
        assert refused.value.pointer == pointer
    for gone in ("view:crm.none", "list:crm.none", "metric:crm.none", "export:01kdaaaaaaaaaaaaaaaaaaaaaa"):
        with pytest.raises(NotFound):
            compare(context, Asked(gone), BOARD)


def test_who_may_not_see_a_field_learns_nothing_by_comparing(
    context: Context, install: Install, person_of: Callable[..., Context]
) -> None:
    role = {
        "kind": "role",
        "key": "reader",
        "title": "Reader",
        "forms": {"request": {"verbs": ["read"], "fields": {"*": "read", "source": "hidden"}}},
    }
    install([*mismatch.documents(), role])
    reader = person_of("reader")

    with pytest.raises(NotFound):
        compare(reader, Asked("view:crm.sourced"), Asked("list:crm.request"))
    by_source = {"field": "source", "operator": "not_empty"}
    with pytest.raises(UnknownField):
        compare(reader, Asked("list:crm.request", filter=by_source), Asked("list:crm.request"))
    assert [one["key"] for one in comparables(reader, "crm", "request")["items"]] == ["list:crm.request"]
