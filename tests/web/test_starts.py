"""Starting workflows over HTTP: what is offered, once for one key, many as an operation, refusals in words."""

import pytest

from loomwork.builder import parts
from loomwork.runtime import changes, jobs
from loomwork.runtime.definitions import publish
from tests.web.site import RECORDS, Site

START = "/api/v1/apps/shop/workflows/remind/starts"
REMIND = {
    "kind": "workflow",
    "key": "remind",
    "title": {"zh-CN": "催办", "en": "Remind"},
    "trigger": {
        "type": "manual",
        "form": "deal",
        "roles": ["seller"],
        "alone": True,
        "inputs": [{"key": "why", "title": {"zh-CN": "原因", "en": "Why"}, "required": True}],
    },
    "nodes": [{"key": "rest", "type": "wait", "title": "Rest", "settings": {"for": "P1D"}}],
    "edges": [{"from": "start", "to": "rest"}, {"from": "rest", "to": "end"}],
}
PLAIN = REMIND | {"key": "plain", "title": "Plain", "trigger": {"type": "manual", "roles": ["clerk"]}}


@pytest.fixture
def deals(site: Site) -> list[str]:
    parts.load()
    changes.run(site.context, lambda tx: publish(tx, site.context, "shop", [REMIND, PLAIN]))
    anna, seller = site.client("anna"), site.people["anna"]
    made = [anna.post(RECORDS, {"values": {"name": f"D{n}", "seller": seller}}).get_json() for n in range(3)]
    return [one["id"] for one in made]


def test_it_is_offered_started_once_and_on_many(site: Site, deals: list[str]) -> None:
    anna, offers = site.client("anna"), "/api/v1/apps/shop/forms/deal/starts"
    (offer,) = anna.get(f"{offers}?record={deals[0]}").get_json()["items"]
    assert (offer["workflow"], offer["state"], offer["inputs"][0]["title"]) == ("remind", "ready", "Why")
    assert site.client("ben").get(f"{offers}?record={deals[0]}").status_code == 404
    assert [one["workflow"] for one in site.client("cleo").get("/api/v1/starts").get_json()["items"]] == ["plain"]

    refused = anna.post(START, {"record": deals[0], "inputs": {"why": ""}})
    assert (refused.status_code, refused.get_json()["errors"][0]["pointer"]) == (422, "/inputs/why")
    body = {"record": deals[0], "inputs": {"why": "late"}}
    one, two = (anna.post(START, body, Idempotency_Key="press") for _ in range(2))
    assert (one.status_code, one.get_json()) == (201, two.get_json())
    busy = anna.post(START, body, Idempotency_Key="again")
    assert (busy.status_code, busy.get_json()["code"]) == (409, "workflow.runs_already")
    other = anna.post(START, body | {"inputs": {"why": "other"}}, Idempotency_Key="press")
    assert other.status_code == 409
    assert site.client("cleo").post(START, body).status_code == 404

    many = anna.post("/api/v1/apps/shop/workflows/remind/bulk-starts", {"ids": deals, "inputs": {"why": "all"}})
    jobs.run_due(site.workspace)
    done = anna.get(f"/api/v1/operations/{many.get_json()['operation']}").get_json()
    assert (done["state"], done["result"]["done"], done["result"]["refused"]) == ("done", 2, 1)
    assert done["result"]["problems"][0]["id"] == deals[0]
