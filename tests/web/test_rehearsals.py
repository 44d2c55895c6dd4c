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
