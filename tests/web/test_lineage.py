"""Lineage over HTTP: the graph, how values came, what a removal breaks, why two numbers differ; all under rights."""

import pytest

from loomwork.runtime import changes
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import publish
from tests.web.site import CLERK, DEAL, RECORDS, SELLER, Site
from tests.web.test_metrics import metric

LINEAGE = "/api/v1/lineage"
PRICE = "field:shop.deal.price"


@pytest.fixture
def shop(site: Site) -> Site:
    context = Context(site.workspace, SYSTEM)
    total = metric("total", aggregate={"type": "sum", "field": "price"})
    changes.run(context, lambda tx: publish(tx, context, "shop", [DEAL, SELLER, CLERK, metric("deals"), total]))
    anna = site.client("anna")
    me = anna.get("/api/v1/session").get_json()["person"]["id"]
    for price in ("0.1", "0.2", None):
        assert (
            anna.post(RECORDS, {"values": {"name": f"Deal {price}", "price": price, "seller": me}}).status_code == 201
        )
    return site


def test_a_field_is_walked_counted_and_taken_away_in_thought(shop: Site) -> None:
    anna = shop.client("anna")

    graph = anna.get(f"{LINEAGE}?node={PRICE}&way=down").get_json()
    assert (graph["node"]["title"], graph["left_out"]) == ("Price", 0)
    assert ("metric:shop.total", 1) in {(one["id"], one["distance"]) for one in graph["nodes"]}
    assert anna.get(f"{LINEAGE}/values?node={PRICE}").get_json()["by"] == [{"provenance": "typed", "values": 2}]
    removal = anna.get(f"{LINEAGE}/removal?node={PRICE}").get_json()
    assert removal["holding"] == 2
    assert ("Total", "/aggregate/field", True) in {
        (one["title"], one["pointer"], one["refused"]) for one in removal["places"]
    }


def test_what_one_may_not_see_is_not_there(shop: Site) -> None:
    cleo = shop.client("cleo")
    for path in ("", "/values", "/removal"):
        assert cleo.get(f"{LINEAGE}{path}?node={PRICE}").status_code == 404
    assert "price" not in cleo.get(f"{LINEAGE}?node=field:shop.deal.name").get_data(as_text=True).lower()
    answer = cleo.get(f"{LINEAGE}/difference?left=metric:shop.total&right=metric:shop.deals")
    assert (answer.status_code, answer.get_json()["code"]) == (403, "metric.not_permitted")
    assert shop.client("dora").get(f"{LINEAGE}/comparables?app=shop&form=deal").status_code == 404
    assert shop.anybody().get(LINEAGE).status_code == 401


def test_two_numbers_are_compared_and_nonsense_refused_with_a_pointer(shop: Site) -> None:
    anna = shop.client("anna")

    found = anna.get(f"{LINEAGE}/difference?left=list:shop.deal&right=metric:shop.total").get_json()

    assert (found["left"]["value"], found["right"]["value"], found["in_both"]) == ("3", "0.3", 2)
    (reason,) = found["only_in"][0]["reasons"]
    assert (reason["text"], reason["examples"][0]["title"]) == (
        "not counted: Price is filled in must hold",
        "Deal None",
    )
    keys = [one["key"] for one in anna.get(f"{LINEAGE}/comparables?app=shop&form=deal").get_json()["items"]]
    assert keys == ["list:shop.deal", "metric:shop.deals", "metric:shop.total"]
    for query, pointer in ((f"?node={PRICE}&way=round", "/way"), ("/difference?left=x&right=y", "/left")):
        answer = anna.get(f"{LINEAGE}{query}")
        assert answer.status_code == 422
        assert answer.get_json()["errors"][0]["pointer"] == pointer
