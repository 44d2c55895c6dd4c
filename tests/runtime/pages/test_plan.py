"""Page documents compiled: what cannot work says where and what there is."""

from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.pages import PagePlan, page_plan
from tests.company import Install
from tests.paged import DOCUMENTS, block, page

DEALS = block("number", {"metric": "deals"})
VIEW = block("view", {"view": "all_deals"}, key="v")
WHO = {"key": "who", "type": "member", "by": "seller"}
MONTH = {"key": "period", "type": "period", "default": "month"}


def compiled(context: Context, key: str = "p") -> PagePlan:
    with context.workspace.database.read() as connection:
        return page_plan(plan_cache(context.workspace).at(connection), "crm", key)


def test_blocks_follow_the_filters_that_they_can(context: Context, install: Install) -> None:
    level = {
        "key": "level",
        "type": "choice",
        "by": "customer.level",
        "settings": {"form": "customer", "field": "level"},
    }
    seller = {"key": "who", "type": "member", "by": "seller", "in": {"v": None}}
    later = {"key": "period", "type": "period", "in": {"v": "due"}}
    words = block("text", {"words": "Read"}, key="t")
    install([*DOCUMENTS, page(DEALS, VIEW, words, filters=[later, level, seller], home_of=["seller"])])

    made = compiled(context)

    assert {one.key: sorted(one.follows) for one in made.blocks} == {
        "b": ["level", "period", "who"],
        "v": ["level", "period"],
        "t": [],
    }
    assert made.blocks[1].follows["period"].moment == "due"
    assert made.home_of == frozenset({"crm.seller"}) == made.shown_to
    assert made.filters["level"].title == "Level"


WRONG: list[tuple[dict[str, Any], str, str]] = [
    (page(block("number", {"metric": "deal"})), "/blocks/0/settings/metric", "deals"),
    (page(block("ranking", {"metric": "deals", "by": "level"})), "/blocks/0/settings/by", "customer.level"),
    (page(DEALS, DEALS), "/blocks/1/key", "twice"),
    (page(block("todos", {}), filters=[MONTH]), "/filters/0", "no block follows"),
    (page(DEALS, filters=[MONTH | {"default": "2026-13"}]), "/filters/0/default", "2026-Q1"),
    (page(DEALS, filters=[MONTH, MONTH | {"key": "q"}]), "/filters", "one period"),
    (page(DEALS, filters=[MONTH | {"in": {"x": None}}]), "/filters/0/in/x", "no block x"),
    (page(VIEW, filters=[MONTH | {"in": {"v": "title"}}]), "/filters/0/in/v", "date"),
    (page(DEALS, filters=[WHO | {"default": "boss"}]), "/filters/0/default", "me"),
    (page(DEALS, filters=[WHO | {"in": {"b": "buyer"}}]), "/filters/0/in/b", "seller"),
    (
        page(DEALS, filters=[{"key": "f", "type": "choice", "settings": {"form": "deal", "field": "title"}}]),
        "/filters/0/settings/field",
        "stage",
    ),
    (page(DEALS, home_of=["selller"]), "/home_of/0", "seller"),
    (page(block("number", {"metric": "deals"}, width=13)), "/blocks/0/width", "width"),
    (page(block("table", {"metrics": ["deals", "deals"]})), "/blocks/0/settings/metrics", "twice"),
]  # fmt: skip


def test_documents_that_cannot_work_say_where_and_what_to_do(context: Context, install: Install) -> None:
    install([*DOCUMENTS, *(document | {"key": f"p{number}"} for number, (document, *_) in enumerate(WRONG))])

    for number, (_, pointer, words) in enumerate(WRONG):
        with pytest.raises(InvalidDefinition) as refused:
            compiled(context, f"p{number}")
        assert refused.value.pointer == pointer
        assert words in refused.value.sentence("en")
