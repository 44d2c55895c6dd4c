"""The answers of a page: filters narrow what follows them, and a block that fails is alone in it."""

from datetime import datetime
from typing import Any

import pytest

from loomwork.runtime import pages, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidValue, NotFound
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.measured import SHANGHAI, make_deals
from tests.paged import DOCUMENTS, ask, block, page

PERIOD = {"key": "period", "type": "period", "default": "year"}
LEVEL = {"key": "level", "type": "choice", "by": "customer.level", "settings": {"form": "customer", "field": "level"}}
WHO = {"key": "who", "type": "member", "by": "seller", "default": "me"}
BLOCKS = [
    block("number", {"metric": "deals"}, key="n"),
    block("table", {"metrics": ["deals", "total"], "by": "title"}, key="t"),
    block("view", {"view": "all_deals", "most": 50}, key="v"),
]


def test_one_filter_moves_figures_tables_and_lists_alike(context: Context, install: Install, clock: FakeClock) -> None:
    in_time = PERIOD | {"in": {"v": "created_at"}}
    install([*DOCUMENTS, page(*BLOCKS, filters=[in_time, LEVEL])])
    made = [deal for deal in make_deals(context, clock, 40) if deal.created_at < datetime(2027, 1, 1, tzinfo=SHANGHAI)]
    clock.set(datetime(2026, 12, 31, 12, tzinfo=SHANGHAI))

    for chosen, expected in (
        ({"period": "2026"}, made),
        ({"period": "2026", "level": "A"}, [deal for deal in made if deal.level == "A"]),
        ({"period": "2026-Q1", "level": "B"}, [deal for deal in made if deal.level == "B" and deal.day.month < 4]),
    ):
        found = ask(context, **chosen)
        assert found["n"]["answer"]["figure"]["value"] == str(len(expected))
        assert found["v"]["answer"]["total"] == len(expected)
        assert sum(row["figures"][0]["records"] for row in found["t"]["answer"]["rows"]) == len(expected)


def test_who_looks_is_the_default_of_a_filter_that_says_so(context: Context, install: Install, person_of: Any) -> None:
    install([*DOCUMENTS, page(*BLOCKS, filters=[PERIOD, WHO], shown_to=["importer"])])
    me = person_of("importer")
    for seller in (me.actor.person_id, None):
        records.create(context, "crm", "deal", {"title": "Lamp", "seller": seller})

    assert ask(me)["n"]["answer"]["figure"]["value"] == "1"
    assert ask(me, who=None)["n"]["answer"]["figure"]["value"] == "2"


def test_one_block_that_is_closed_leaves_the_others_alone(context: Context, install: Install, person_of: Any) -> None:
    money = block("number", {"metric": "total"}, key="m")
    install([*DOCUMENTS, page(*BLOCKS, money)])
    records.create(context, "crm", "deal", {"title": "Lamp", "amount": "1000"})

    found = ask(person_of("auditor"))

    assert {key: one["state"] for key, one in found.items()} == {
        "n": "ready",
        "t": "closed",
        "v": "ready",
        "m": "closed",
    }
    assert found["m"]["problem"]["code"] == "metric.not_permitted"
    assert found["v"]["answer"]["view"]["columns"] == ["title"]


def test_what_cannot_be_chosen_says_what_can(context: Context, install: Install) -> None:
    install([*DOCUMENTS, page(*BLOCKS, filters=[PERIOD, LEVEL, WHO])])
    found = pages.readable_page(context, "crm", "p")

    for chosen, blocks, pointer in (
        ({"region": "east"}, None, "/filters/region"),
        ({"period": "soon"}, None, "/filters/period"),
        ({"who": "nobody"}, None, "/filters/who"),
        ({}, ["x"], "/blocks/x"),
    ):
        with pytest.raises(InvalidValue) as refused:
            pages.answer(context, found, chosen, blocks)
        assert refused.value.pointer == pointer
    assert [one["key"] for one in pages.answer(context, found, {}, ["n"])["blocks"]] == ["n"]
    # An option that is no more belongs to a link of yesterday: the block says so, the page stands.
    assert ask(context, level="Z")["n"]["state"] == "failed"


def test_a_page_of_a_role_is_there_for_that_role_alone(context: Context, install: Install, person_of: Any) -> None:
    install([*DOCUMENTS, page(*BLOCKS, filters=[LEVEL], home_of=["seller"]), page(*BLOCKS, key="open")])
    seller, auditor, nobody = person_of("seller"), person_of("auditor"), person_of()

    assert [one["key"] for one in pages.listed(seller, "crm")] == ["open", "p"]
    assert [one["key"] for one in pages.listed(auditor, "crm")] == ["open"]
    assert pages.listed(nobody, "crm") == []
    with pytest.raises(NotFound):
        pages.readable_page(auditor, "crm", "p")
    described = pages.described(seller, pages.readable_page(seller, "crm", "p"))
    assert [option["value"] for option in described["filters"][0]["options"]] == ["A", "B"]
    assert described["blocks"][0]["follows"] == ["level"]


def test_homes_come_by_role_and_the_chosen_one_is_kept(context: Context, install: Install, person_of: Any) -> None:
    homes = [
        page(*BLOCKS, key=key, home_of=roles) for key, roles in (("one", ["seller"]), ("two", ["seller", "clerk"]))
    ]
    install([*DOCUMENTS, *homes])
    seller, clerk = person_of("seller"), person_of("clerk")

    assert [one["key"] for one in pages.homes(seller)["items"]] == ["one", "two"]
    assert pages.homes(seller)["chosen"] is None
    for chosen in ("crm.two", "crm.one", "crm.two"):
        pages.choose_home(seller, chosen)
        assert pages.homes(seller)["chosen"] == chosen
    assert pages.homes(clerk) == {
        "items": [{"app": "crm", "app_title": "crm", "key": "two", "title": "看板"}],
        "chosen": None,
    }
    with pytest.raises(NotFound):
        pages.choose_home(clerk, "crm.one")
