"""Writing records: the whole pipeline, on both databases."""

from decimal import Decimal

import pytest

from loomwork.runtime import records
from loomwork.runtime.errors import Problems, StaleRevision
from loomwork.runtime.records import Query


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
