"""Dry runs over HTTP: for who manages workflows, with what he may not read left out."""

from typing import Any

from loomwork.runtime import jobs
from tests.web.site import RECORDS, Site

TRY = "/api/v1/apps/shop/workflows/ask/dry-run"


def test_a_workflow_is_asked_about_and_tried(site: Site, stopped: dict[str, Any]) -> None:
    chief, record = site.client("chief"), stopped["id"]
    seller = site.people["anna"]
    chief.send("PATCH", f"{RECORDS}/{record}", {"values": {"seller": seller}}, If_Match='"1"')

    question = chief.get(TRY).get_json()
    assert (question["title"], question["form"]) == ("Asking", {"app": "shop", "key": "deal"})
    assert [(step["node"], step["acts"]) for step in question["steps"]] == [("call", ["accept", "done"])]

    told = chief.post(TRY, {"record": record}).get_json()
    assert (told["state"], told["cut"]) == ("completed", None)
    assert [step["node"] for step in told["flow"]["steps"]] == ["start", "call", "end"]
    waiting = chief.post(TRY, {"record": record, "replies": [{"node": "call", "act": "accept"}]}).get_json()
    assert waiting["state"] == "waiting"

    assert len(chief.get(f"{RECORDS}/{record}/flow").get_json()["instances"]) == 1
    assert jobs.run_due(site.workspace) == 0
    assert chief.post(TRY, {"record": record, "until": "soon"}).status_code == 400
    assert chief.post(TRY, {}).status_code == 400
    assert chief.post(TRY, {"record": "0" * 26}).status_code == 404
    assert chief.post(TRY.replace("ask", "gone"), {"record": record}).status_code == 404
    assert site.client("anna").post(TRY, {"record": record}).status_code == 403
    assert site.anybody().get(TRY).status_code == 401


def test_past_runs_are_replayed(site: Site, stopped: dict[str, Any]) -> None:
    chief, again = site.client("chief"), TRY.replace("dry-run", "replay")
    since = {"since": "2000-01-01T00:00:00Z"}
    known = chief.get("/api/v1/apps/shop/documents/workflow/ask").get_json()["published"]

    told = chief.post(again, since).get_json()
    assert (told["total"], len(told["items"]), told["next_cursor"]) == (1, 1, None)
    assert told["items"][0]["record"] == stopped["id"]
    empty = {
        **known,
        "nodes": [{"key": "fin", "type": "end", "title": "Fin"}],
        "edges": [{"from": "start", "to": "fin"}],
    }
    (item,) = chief.post(again, since | {"document": empty}).get_json()["items"]
    assert [(one["node"], one["after"]) for one in item["differences"]] == [("call", None)]

    assert chief.post(again, {}).status_code == 422
    assert chief.post(again, since | {"document": {}}).status_code == 422
    assert chief.post(again.replace("ask", "gone"), since).status_code == 404
    assert site.client("anna").post(again, since).status_code == 403
    assert site.anybody().post(again, since).status_code in (401, 403)
