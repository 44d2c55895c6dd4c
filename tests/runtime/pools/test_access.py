"""What members see before they claim: the named fields and nothing else, by every way of reading."""

from datetime import timedelta
from typing import Any

import pytest

from loomwork.runtime import pools, records
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import NotFound
from loomwork.runtime.forms import form_plan
from loomwork.runtime.records import Query
from loomwork.runtime.records.querying.compiler import Reading
from loomwork.runtime.records.rights import exporting_rights
from tests.runtime.pools.conftest import do


@pytest.fixture
def lying(deal):
    return deal("Hengtai", phone="13800000000")


def test_lists_records_and_search_show_the_named_fields(lying, person):
    seller = person("seller")

    assert set(records.get(seller, "crm", "deal", lying).values) == {"name", "region", "seller"}
    listed = records.query(seller, "crm", "deal", Query())
    assert [set(one.values) for one in listed.items] == [{"name", "region", "seller"}]
    assert records.count(seller, "crm", "deal", Query(search="Hengtai")) == (1, True)
    assert records.count(seller, "crm", "deal", Query(search="13800000000")) == (0, True)
    by_phone = {"field": "phone", "operator": "equal", "value": "13800000000"}
    assert records.count(seller, "crm", "deal", Query(filter=by_phone)) == (0, True)
    assert [one["field"] for entry in records.history(seller, "crm", "deal", lying) for one in entry["changes"]] == [
        "name",
        "region",
    ]

    do(seller, "claim", lying)
    assert "phone" in records.get(seller, "crm", "deal", lying).values


def test_what_is_held_by_others_is_not_seen(lying, person):
    holder, other = person("seller"), person("seller")
    do(holder, "claim", lying)
    with pytest.raises(NotFound):
        records.get(other, "crm", "deal", lying)


def test_what_lies_there_is_not_taken_along(lying, deal, person):
    seller = person("seller")
    mine = deal("Mine", seller=seller.actor.person_id)
    plans = plan_cache(seller.workspace).latest()
    plan = form_plan(plans, "crm", "deal")
    with seller.workspace.database.read() as connection:
        reading = Reading(seller, connection, plans, plan, rights=exporting_rights(seller, plans, plan))
        assert [one.id for one in reading.page(Query()).items] == [mine]


def test_managers_see_what_their_roles_show(lying, person):
    assert "phone" in records.get(person("lead"), "crm", "deal", lying).values
    assert "phone" in records.get(person("guest"), "crm", "deal", lying).values


def test_the_pools_page_tells_what_lies_there_and_why(lying, deal, person, context, clock):
    seller = person("seller")
    deal("West", region="west")
    clock.advance(timedelta(days=2))
    pool = pools.readable_pool(seller, "crm", "open_deals")

    page, places = pools.lying(seller, pool, Query(count=True))

    assert [one.id for one in page.items] == [lying]
    assert (places[lying]["days"], places[lying]["cause"]) == (
        2,
        "New, nobody holds it yet" if seller.locale == "en" else "新建，还没有人负责",
    )
    described = pools.described(seller, pool)
    assert described["quota"] == {"today": 0, "per_day": 2, "held": 0, "holding": 3, "left": 2}
    assert [one.name for one in pools.pools_for(seller, "crm")] == ["crm.open_deals"]
    with pytest.raises(NotFound):
        pools.readable_pool(person("guest"), "crm", "open_deals")


def stands(who: Any, id: str) -> Any:
    return pools.of_record(who, "crm", "deal", id)


def test_a_record_tells_where_it_stands_and_what_one_may_do(lying, person, context):
    seller, lead = person("seller"), person("lead")
    assert stands(seller, lying)["acts"] == ["claim"]
    assert stands(lead, lying)["acts"] == ["assign"]
    do(seller, "claim", lying)
    found = stands(seller, lying)
    assert (found["state"], found["acts"]) == ("held", ["return"])
    assert found["due"] == "2026-02-04T01:00:00Z"
    assert stands(lead, lying)["acts"] == ["return", "transfer", "protect"]
    assert stands(person("guest"), lying) is None


def test_moves_are_for_managers_and_for_records_one_sees(lying, person):
    seller, lead, other = person("seller"), person("lead"), person("seller")
    do(seller, "claim", lying)
    pool = pools.readable_pool(lead, "crm", "open_deals")

    assert [one["act"] for one in pools.moves(lead, pool)["items"]] == ["claimed", "put_in"]
    assert [one["act"] for one in pools.moves(seller, pool, record=lying)["items"]] == ["claimed", "put_in"]
    for refused in ({}, {"record": lying}):
        with pytest.raises(NotFound):
            pools.moves(other, pool, **refused)
