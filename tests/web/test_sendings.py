"""Announcements over the API: written by who may, confirmed by each, counted for who sent them."""

from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.web.site import Site

QUESTION: dict[str, Any] = {
    "key": "q1",
    "title": "When?",
    "options": [{"key": "a", "title": "Six"}, {"key": "b", "title": "Seven"}],
    "right": ["b"],
}
ANNOUNCEMENT: dict[str, Any] = {"title": "Party", "text": "On Friday.", "to": {"everyone": True}}


def test_an_announcement_is_confirmed_by_a_quiz_and_comes_back_to_its_sender(site: Site) -> None:
    chief, anna = site.client("chief"), site.client("anna")
    sent = ANNOUNCEMENT | {"quiz": {"questions": [QUESTION]}, "remind_after": "P1D"}
    assert anna.post("/api/v1/announcements", sent).status_code == 403
    id = chief.post("/api/v1/announcements", sent).get_json()["id"]

    (item,) = anna.get("/api/v1/messages").get_json()["items"]
    assert (item["title"], item["kind"], item["app"]) == ("Party", "announcement", "Loomwork")
    (question,) = item["confirmation"]["quiz"]["questions"]
    assert set(question) == {"key", "title", "options", "several"}
    confirm = f"/api/v1/messages/{item['id']}/confirm"
    assert anna.post(confirm, {"answers": {"q1": ["a"]}}).get_json()["confirmed_at"] is None
    assert anna.post(confirm, {"answers": {"q1": ["b"]}}).get_json()["confirmed_at"] is not None

    (listed,) = chief.get("/api/v1/sendings").get_json()["items"]
    assert (listed["id"], listed["given"], listed["missing"]) == (id, 1, 3)
    persons = chief.get(f"/api/v1/sendings/{id}").get_json()["persons"]
    assert {one["state"] for one in persons if one["id"] == site.people["anna"]} == {"given"}
    book = CalamineWorkbook.from_filelike(BytesIO(chief.get(f"/api/v1/sendings/{id}/receivers.xlsx").data))
    assert {row[2] for row in book.get_sheet_by_index(0).to_python()[1:]} == {"Done", "Missing"}
    assert chief.post(f"/api/v1/sendings/{id}/remind").get_json() == {"count": 3}
    assert chief.post(f"/api/v1/sendings/{id}/remind").status_code == 409
    assert anna.get("/api/v1/sendings").get_json()["items"] == []
    assert anna.get(f"/api/v1/sendings/{id}").status_code == 404


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"to": {}}, "/to"),
        ({"remind_after": "daily"}, "/remind_after"),
        ({"quiz": {"questions": []}}, "/quiz/questions"),
        ({"quiz": {"questions": [QUESTION | {"right": ["c"]}]}}, "/quiz/questions/0/right/0"),
        ({"sender": "somebody"}, "/sender"),
    ],
)
def test_what_is_wrong_with_an_announcement_is_said_at_its_place(
    site: Site, more: dict[str, Any], pointer: str
) -> None:
    refused = site.client("chief").post("/api/v1/announcements", ANNOUNCEMENT | more)
    assert refused.status_code == 422
    assert refused.get_json()["errors"][0]["pointer"] == pointer


def test_an_announcement_under_one_key_is_sent_once(site: Site) -> None:
    chief, anna = site.client("chief"), site.client("anna")
    key = {"Idempotency-Key": "announce-1"}
    first, again = (chief.post("/api/v1/announcements", ANNOUNCEMENT, **key) for _ in range(2))
    assert (first.status_code, again.get_json()) == (201, first.get_json())
    assert len(anna.get("/api/v1/messages").get_json()["items"]) == 1
    other = chief.post("/api/v1/announcements", ANNOUNCEMENT | {"title": "Another"}, **key)
    assert other.get_json()["code"] == "idempotency.mismatch"
