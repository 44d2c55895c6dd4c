"""Obligations over HTTP: what there is, who has not yet, and what cannot be asked."""

from loomwork.runtime import changes
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import publish
from tests.web.site import CLERK, DEAL, SELLER, Site

OWED = "/api/v1/apps/shop/obligations"


def test_duties_are_listed_by_state_with_the_records_that_meet_them(site: Site) -> None:
    context = Context(site.workspace, SYSTEM)
    owed = {
        "kind": "obligation",
        "key": "daily",
        "title": {"zh-CN": "每天一条", "en": "One a day"},
        "who": {"role": "seller"},
        "each": "day",
        "must": {"form": "deal", "match": {"seller": {"var": "person"}, "created_at": {"var": "day"}}},
    }
    changes.run(context, lambda tx: publish(tx, context, "shop", [DEAL, SELLER, CLERK, owed]))
    anna = site.client("anna")

    assert [one["words"] for one in anna.get(OWED).get_json()["items"]] == ["Seller: at least 1 of Deal each day"]
    first = anna.get(f"{OWED}/daily/duties?period=day&limit=1").get_json()
    assert first["counts"]["open"] == sum(first["counts"].values()) == len(first["items"]) + bool(first["next_cursor"])
    assert first["items"][0]["state"] == "open"
    assert anna.get(f"{OWED}/daily/duties?period=day&state=late").get_json()["items"] == []
    assert anna.get(f"{OWED}/nothing/duties").status_code == 404
    assert site.client("dora").get(f"{OWED}/daily/duties").status_code == 404
    for question, pointer in (("state=bad", "/state"), ("period=soon", "/period"), ("cursor=x", "/cursor")):
        refused = anna.get(f"{OWED}/daily/duties?{question}")
        assert (refused.status_code, refused.get_json()["errors"][0]["pointer"]) == (422, pointer)
