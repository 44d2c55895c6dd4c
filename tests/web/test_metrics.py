"""Metrics over HTTP: figures, their records, what they are made of, why two differ; each under the reader's rights."""

import json
from typing import Any

import pytest

from loomwork.runtime import changes
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import publish
from tests.web.site import CLERK, DEAL, RECORDS, SELLER, Site

METRICS = "/api/v1/apps/shop/metrics"


def metric(key: str, **more: Any) -> dict[str, Any]:
    document = {"kind": "metric", "key": key, "form": "deal", "title": {"zh-CN": f"指标{key}", "en": key.title()}}
    return document | {"aggregate": {"type": "count"}} | more


@pytest.fixture
def shop(site: Site) -> Site:
    context = Context(site.workspace, SYSTEM)
    each = metric("each", aggregate={"type": "quotient", "of": "total", "over": "deals"})
    del each["form"]
    documents = [
        DEAL,
        SELLER,
        CLERK,
        metric("deals", position=1, dimensions=["seller"]),
        metric("total", position=2, aggregate={"type": "sum", "field": "price"}, unit={"zh-CN": "元", "en": "CNY"}),
        each,
    ]
    changes.run(context, lambda tx: publish(tx, context, "shop", documents))
    anna = site.client("anna")
    me = anna.get("/api/v1/session").get_json()["person"]["id"]
    for price in ("0.1", "0.2", None):
        values = {"name": f"Deal {price}", "price": price, "seller": me}
        assert anna.post(RECORDS, {"values": values}).status_code == 201
    return site


def test_metrics_come_in_order_and_tell_what_one_may_see(shop: Site) -> None:
    anna = shop.client("anna").get(METRICS).get_json()["items"]
    assert [(one["key"], one["title"], one["unit"], one["permitted"]) for one in anna] == [
        ("deals", "Deals", None, True),
        ("total", "Total", "CNY", True),
        ("each", "Each", None, True),
    ]
    cleo = shop.client("cleo").get(METRICS).get_json()["items"]
    assert {one["key"]: one["permitted"] for one in cleo} == {"deals": True, "total": False, "each": False}
    assert shop.client("dora").get(METRICS).get_json() == {"items": []}
    assert shop.client("dora").get(f"{METRICS}/deals").status_code == 404
    assert shop.anybody().get(METRICS).status_code == 401


def test_figures_are_exact_text_with_period_and_comparison(shop: Site) -> None:
    anna, ben = shop.client("anna"), shop.client("ben")

    found = anna.get(f"{METRICS}/total/value?period=month&compare=previous").get_json()

    assert found["figures"][0]["value"] == "0.3"
    assert found["figures"][0]["records"] == 2
    assert found["figures"][0]["compared"]["value"] is None
    assert found["periods"][0]["running"] is True
    assert found["as_of"].endswith("Z")
    assert anna.get(f"{METRICS}/each/value").get_json()["figures"][0]["value"] == "0.1"
    assert ben.get(f"{METRICS}/total/value").get_json()["figures"][0]["value"] is None
    by = anna.get(f"{METRICS}/deals/value?by=seller&last=2").get_json()
    assert [(one["label"], one["value"]) for one in by["figures"]] == [("Anna", "0"), ("Anna", "3")]


def test_who_may_not_see_a_field_is_told_so_and_not_which(shop: Site) -> None:
    cleo = shop.client("cleo")
    for path in ("total/value", "total", "each/value"):
        answer = cleo.get(f"{METRICS}/{path}")
        assert answer.status_code == 403
        assert answer.get_json()["code"] == "metric.not_permitted"
        assert "price" not in answer.get_data(as_text=True).lower()


def test_the_records_of_a_figure_and_the_filter_that_finds_them(shop: Site) -> None:
    anna = shop.client("anna")

    found = anna.get(f"{METRICS}/total/records?limit=1").get_json()

    assert (found["total"], len(found["items"]), found["form"]) == (2, 1, "deal")
    rest = anna.get(f"{METRICS}/total/records?limit=1&cursor={found['next_cursor']}").get_json()
    assert {one["title"] for one in found["items"] + rest["items"]} == {"Deal 0.1", "Deal 0.2"}
    same = anna.get(f"{RECORDS}?filter={json.dumps(found['filter'])}").get_json()
    assert len(same["items"]) == 2
    assert anna.get(f"{METRICS}/each/records").status_code == 422
    assert anna.get(f"{METRICS}/each/records?of=deals").get_json()["total"] == 3
    assert anna.get(f"{METRICS}/deals/records?by=seller&value=null").get_json()["total"] == 0


def test_a_definition_is_told_in_words(shop: Site) -> None:
    found = shop.client("anna").get(f"{METRICS}/total").get_json()["lineage"]

    said = {one["about"]: one["text"] for one in found["sentences"]}
    assert (said["source"], said["moment"], said["aggregate"]) == ("Deal", "Created at", "the sum of Price")
    assert found["left_out"]["value_empty"] == 1
    assert found["fields"] == [{"key": "price", "title": "Price"}]


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("deals/value?period=soon", "/period"),
        ("deals/value?by=price", "/by"),
        ("deals/value?last=500", "/last"),
        ("deals/records?part=all", "/part"),
        ("each/records?of=nothing", "/of"),
    ],
)
def test_a_wrong_question_says_what_is_right(path: str, pointer: str, shop: Site) -> None:
    answer = shop.client("anna").get(f"{METRICS}/{path}")
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["pointer"] == pointer
