"""Workflows that stopped, over HTTP: seen, retried and ended by who may, and by nobody else."""

from typing import Any

from tests.web.site import RECORDS, Site

INCIDENTS = "/api/v1/incidents"


def test_a_stop_is_told_in_words_and_can_be_retried(site: Site, stopped: dict[str, Any]) -> None:
    chief = site.client("chief")

    (found,) = chief.get(INCIDENTS).get_json()["items"]

    told = {name: found[name] for name in ("app_title", "workflow_title", "node_title", "record_title", "code")}
    assert told == {
        "app_title": "Shop", "workflow_title": "Asking", "node_title": "Call", "record_title": "Lights",
        "code": "workflow.nobody",
    }  # fmt: skip
    assert (found["form"], found["record"]) == ("shop.deal", stopped["id"])
    assert found["since"].endswith("Z")

    again = f"{INCIDENTS}/{found['instance']}/retry"
    assert chief.post(again).get_json()["state"] == "incident"
    path = f"{RECORDS}/{stopped['id']}"
    chief.send("PATCH", path, {"values": {"seller": site.people["anna"]}}, If_Match='"1"')
    assert chief.post(again).get_json()["state"] == "waiting"
    assert chief.get(INCIDENTS).get_json() == {"items": []}
    assert chief.post(again).status_code == 409


def test_a_stop_can_be_ended_with_a_reason(site: Site, stopped: dict[str, Any]) -> None:
    chief = site.client("chief")
    (found,) = chief.get(INCIDENTS).get_json()["items"]
    path = f"{INCIDENTS}/{found['instance']}/cancel"

    assert chief.post(path, {"reason": ""}).status_code == 422
    assert chief.post(path, {}).status_code == 422
    assert chief.post(path, {"reason": "Entered twice"}).get_json() == {"id": found["instance"], "state": "cancelled"}

    assert chief.get(INCIDENTS).get_json() == {"items": []}
    assert chief.post(path, {"reason": "Again"}).status_code == 409
    (flow,) = chief.get(f"{RECORDS}/{stopped['id']}/flow").get_json()["instances"]
    assert flow["state"] == "cancelled"


def test_a_stop_can_be_skipped_corrected_and_retried_with_others(site: Site, stopped: dict[str, Any]) -> None:
    chief = site.client("chief")
    (found,) = chief.get(INCIDENTS).get_json()["items"]
    path = f"{INCIDENTS}/{found['instance']}"
    skip = {"node": found["node"], "visit": found["visit"], "outcome": found["outcomes"][0]["key"]}

    assert chief.post(f"{INCIDENTS}/retry", {"app": "shop", "workflow": found["workflow"]}).get_json() == {
        "retried": 1, "stopped": 1,
    }  # fmt: skip
    assert chief.post(f"{path}/correct", {"reason": "x", "outputs": {"gone": {"a": 1}}}).status_code == 400
    assert chief.post(f"{path}/skip", skip).status_code == 422, "without a reason"
    assert chief.post(f"{path}/skip", {**skip, "reason": "Called himself"}).get_json()["state"] != "incident"


def test_only_who_manages_workflows_may(site: Site, stopped: dict[str, Any]) -> None:
    (found,) = site.client("chief").get(INCIDENTS).get_json()["items"]
    anna = site.client("anna")

    assert anna.get(INCIDENTS).status_code == 403
    assert anna.post(f"{INCIDENTS}/{found['instance']}/retry").status_code == 403
    assert anna.post(f"{INCIDENTS}/{found['instance']}/cancel", {"reason": "x"}).status_code == 403
    for act in ("skip", "correct"):
        assert anna.post(f"{INCIDENTS}/{found['instance']}/{act}", {"reason": "x"}).status_code == 403
    assert anna.post(f"{INCIDENTS}/retry", {"app": "shop", "workflow": "asking"}).status_code == 403
    assert site.anybody().get(INCIDENTS).status_code == 401
    assert site.client("chief").post(f"{INCIDENTS}/unknown/retry").status_code == 404
