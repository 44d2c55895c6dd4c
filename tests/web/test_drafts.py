"""An app is built over HTTP: begun, drafted, undone, judged and published, by those who may."""

from typing import Any

import pytest

from tests.web.site import Client, Site

ROOM: dict[str, Any] = {
    "kind": "form",
    "key": "room",
    "title": {"zh-CN": "会议室", "en": "Room"},
    "fields": [{"key": "name", "type": "text", "title": {"zh-CN": "名称", "en": "Name"}}],
}
APP = "/api/v1/apps/rooms"
DOCUMENT = f"{APP}/documents/form/room"


@pytest.fixture
def chief(site: Site) -> Client:
    client = site.client("chief")
    made = client.post("/api/v1/apps", {"key": "rooms", "title": {"zh-CN": "会议室", "en": "Rooms"}})
    assert made.status_code == 201
    return client


def saved(client: Client, document: dict[str, Any], version: int) -> Any:
    answer = client.send("PUT", f"{DOCUMENT}/draft", {"document": document}, If_Match=f'"{version}"')
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()["draft"]


def test_an_app_from_nothing_to_its_first_record(chief: Client) -> None:
    draft = saved(chief, ROOM, 0)
    assert (draft["version"], draft["undo"], draft["mine"]) == (1, 1, True)
    draft = saved(chief, ROOM | {"title": "Rooms"}, 1)
    back = chief.send("POST", f"{DOCUMENT}/draft/undo", If_Match='"2"').get_json()
    assert (back["title"], back["draft"]["redo"]) == ("Room", 1)
    assert chief.get(f"{APP}/problems").get_json() == {"items": []}

    (listed,) = chief.get(f"{APP}/documents").get_json()["items"]
    assert (listed["title"], listed["revision"], listed["draft"]["version"]) == ("Room", 0, 3)
    sent = {"drafts": [{"kind": "form", "key": "room", "version": 3}]}
    assert chief.post(f"{APP}/publish", sent).get_json() == {"published": 1}

    record = chief.post(f"{APP}/forms/room/records", {"values": {"name": "Blue"}})
    assert record.status_code == 201
    found = chief.get(DOCUMENT).get_json()
    assert (found["published"], found["revision"], found["draft"]) == (ROOM, 1, None)
    (revision,) = chief.get(f"{DOCUMENT}/revisions").get_json()["items"]
    assert (revision["number"], revision["current"]) == (1, True)


def test_what_is_wrong_is_told_with_its_place_in_the_readers_language(chief: Client) -> None:
    saved(chief, ROOM | {"fields": [{"key": "name", "type": "txt", "title": "Name"}]}, 0)
    (problem, *_) = chief.get(f"{APP}/problems").get_json()["items"]
    assert (problem["kind"], problem["app"], problem["key"]) == ("form", "rooms", "room")
    assert problem["pointer"].startswith("/fields/0/type")
    refused = chief.post(f"{APP}/publish", {"drafts": [{"kind": "form", "key": "room", "version": 1}]})
    assert refused.status_code == 422
    assert refused.get_json()["errors"][0]["pointer"] == problem["pointer"]
    chief.language = "zh-CN"
    assert chief.get(f"{APP}/problems").get_json()["items"][0]["detail"] != problem["detail"]


def test_a_save_says_what_it_saw(chief: Client) -> None:
    saved(chief, ROOM, 0)
    assert chief.send("PUT", f"{DOCUMENT}/draft", {"document": ROOM}).status_code == 428
    stale = chief.send("PUT", f"{DOCUMENT}/draft", {"document": ROOM | {"title": "Late"}}, If_Match='"0"')
    assert (stale.status_code, stale.get_json()["code"]) == (409, "draft.changed")
    assert (stale.get_json()["current"], stale.get_json()["version"]) == (ROOM, 1)
    assert chief.send("DELETE", f"{DOCUMENT}/draft", If_Match='"1"').status_code == 204
    assert chief.get(DOCUMENT).status_code == 404


def test_only_who_builds_sees_any_of_it(site: Site, chief: Client) -> None:
    saved(chief, ROOM, 0)
    anna = site.client("anna")
    assert anna.get(f"{APP}/documents").status_code == 403
    assert anna.get(DOCUMENT).status_code == 403
    assert anna.post("/api/v1/apps", {"key": "mine", "title": "Mine"}).status_code == 403
    assert anna.send("PUT", f"{DOCUMENT}/draft", {"document": ROOM}, If_Match='"1"').status_code == 403
    assert anna.post(f"{APP}/publish", {"drafts": []}).status_code == 403
