"""An app is looked at as its drafts would make it: every page, with the data that is there, and nothing is written."""

from datetime import timedelta
from typing import Any

import pytest

from loomwork.runtime.storage import FakeClock
from tests.web.site import DEAL, RECORDS, SELLER, Client, Site

SHOP = "/api/v1/apps/shop"
VIEWS = f"{SHOP}/forms/deal/views"
RANK = {"key": "rank", "type": "integer", "title": {"zh-CN": "等级", "en": "Rank"}}
LINES = {
    "key": "goods",
    "type": "detail_lines",
    "title": {"zh-CN": "货品", "en": "Goods"},
    "settings": {"columns": [{"key": "name", "type": "text", "title": {"zh-CN": "名称", "en": "Name"}}]},
}
DEARER: dict[str, Any] = {
    "kind": "view",
    "key": "dear",
    "title": {"zh-CN": "大单", "en": "Large deals"},
    "form": "deal",
    "type": "table",
    "settings": {"columns": ["name", "rank"]},
}
VISIT: dict[str, Any] = {
    "kind": "form",
    "key": "visit",
    "title": {"zh-CN": "拜访", "en": "Visit"},
    "fields": [{"key": "name", "type": "text", "title": {"zh-CN": "名称", "en": "Name"}}],
}


@pytest.fixture
def chief(site: Site) -> Client:
    client = site.client("chief")
    for name, price in (("Lights", "900"), ("Desk", "20")):
        assert client.post(RECORDS, {"values": {"name": name, "price": price}}).status_code == 201
    return client


def drafted(client: Client, document: dict[str, Any], version: int = 0) -> None:
    where = f"{SHOP}/documents/{document['kind']}/{document['key']}/draft"
    answer = client.send("PUT", where, {"document": document}, If_Match=f'"{version}"')
    assert answer.status_code == 200, answer.get_json()


def seen(client: Client, path: str, **headers: str) -> Any:
    answer = client.send("GET", path, Loomwork_Preview="shop", **headers)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def views_of(answer: Any) -> list[str]:
    return [one["key"] for one in answer["items"] if "dear" in one["key"]]


def test_a_drafted_field_stands_in_the_records_there_are_and_is_empty(chief: Client) -> None:
    drafted(chief, DEAL | {"fields": [*DEAL["fields"], RANK, LINES]})
    drafted(chief, DEARER)
    assert chief.get(f"{SHOP}/problems").get_json() == {"items": []}
    rows = seen(chief, f"{RECORDS}?view=dear")["items"]
    assert {row["values"]["name"]: row["values"]["rank"] for row in rows} == {"Lights": None, "Desk": None}
    assert [one["key"] for one in seen(chief, f"{SHOP}/forms/deal")["fields"]][-2:] == ["rank", "goods"]
    one = seen(chief, f"{RECORDS}/{rows[0]['id']}")
    assert one["values"]["goods"] is None
    # Whoever does not look beforehand sees what is published.
    assert "rank" not in chief.get(f"{RECORDS}/{rows[0]['id']}").get_json()["values"]
    assert views_of(chief.get(VIEWS).get_json()) == []


def test_a_drafted_form_has_no_records_yet(chief: Client) -> None:
    drafted(chief, VISIT)
    assert seen(chief, f"{SHOP}/forms/visit/records")["items"] == []


def test_nothing_is_written(chief: Client) -> None:
    drafted(chief, VISIT)
    for where in (RECORDS, f"{SHOP}/forms/visit/records"):
        refused = chief.send("POST", where, {"values": {"name": "Chair"}}, Loomwork_Preview="shop")
        assert (refused.status_code, refused.get_json()["code"]) == (409, "preview.read_only")
    assert len(chief.get(RECORDS).get_json()["items"]) == 2


def test_a_wrong_draft_is_left_aside_and_the_others_are_shown(chief: Client) -> None:
    drafted(chief, DEARER)
    drafted(chief, VISIT)
    assert views_of(seen(chief, VIEWS)) == []
    assert seen(chief, f"{SHOP}/forms/visit/records")["items"] == []
    drafted(chief, DEAL | {"fields": [*DEAL["fields"], RANK]})
    assert views_of(seen(chief, VIEWS)) == ["dear"]


def test_a_draft_begun_anew_is_not_taken_for_the_one_that_was_thrown_away(chief: Client, clock: FakeClock) -> None:
    drafted(chief, VISIT)
    assert seen(chief, f"{SHOP}/forms/visit")["title"] == "Visit"
    gone = chief.send("DELETE", f"{SHOP}/documents/form/visit/draft", If_Match='"1"')
    assert gone.status_code == 204
    clock.advance(timedelta(seconds=1))
    drafted(chief, VISIT | {"title": "Call"})
    assert seen(chief, f"{SHOP}/forms/visit")["title"] == "Call"


def test_one_looks_with_other_eyes(site: Site, chief: Client) -> None:
    drafted(chief, SELLER | {"forms": {"deal": {"verbs": ["read"], "fields": {"*": "read", "price": "hidden"}}}})
    rows = seen(chief, RECORDS, Loomwork_Preview_Role="shop.seller")["items"]
    assert len(rows) == 2
    assert all("price" not in row["values"] for row in rows)
    assert seen(chief, "/api/v1/session", Loomwork_Preview_Role="shop.seller")["may"] == []
    nobody = {"Loomwork_Preview": "shop", "Loomwork_Preview_Person": site.people["dora"]}
    assert chief.send("GET", RECORDS, **nobody).status_code == 404
    unknown = chief.send("GET", RECORDS, Loomwork_Preview="shop", Loomwork_Preview_Role="shop.nobody")
    assert unknown.status_code == 404


def test_letters_to_a_person_are_not_read_with_his_eyes(site: Site, chief: Client) -> None:
    eyes = {"Loomwork_Preview": "shop", "Loomwork_Preview_Person": site.people["anna"]}
    for path in ("/api/v1/messages", "/api/v1/sendings"):
        assert chief.send("GET", path, **eyes).status_code == 403
        assert chief.send("GET", path, Loomwork_Preview="shop").status_code == 200


def test_who_may_not_build_may_not_look_and_who_gives_no_rights_keeps_his_own(site: Site, chief: Client) -> None:
    assert site.client("anna").send("GET", RECORDS, Loomwork_Preview="shop").status_code == 403
    assert chief.send("GET", RECORDS, Loomwork_Preview="nothing").status_code == 404
