"""Checklists over HTTP: a tick needs no revision, evidence goes with the right to it, items are told beforehand."""

from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from tests.web.site import CLERK, DEAL, RECORDS, SELLER, Site

STEP = {
    "kind": "form",
    "key": "step",
    "title": "Step",
    "fields": [{"key": "name", "type": "text", "title": "Name"}, {"key": "least", "type": "integer", "title": "Least"}],
}
STEPS: dict[str, Any] = {
    "key": "steps",
    "type": "checklist",
    "title": "Steps",
    "settings": {"items_from": {"form": "step"}, "minimum": {"var": "item.least"}},
}


@pytest.fixture
def listed(site: Site) -> Site:
    """Deals with two steps, of which the second needs a file; clerks do not see the files."""
    context = site.context
    hidden = {**CLERK["forms"]["deal"]["fields"], "steps.evidence": "hidden"}
    clerk = {**CLERK, "forms": {"deal": {"verbs": ["read"], "fields": hidden}}}

    def unit(tx: Any) -> None:
        put_app(tx, context, "shop", "1.0.1", {"package": "shop"}, [])
        publish(tx, context, "shop", [{**DEAL, "fields": [*DEAL["fields"], STEPS]}, STEP, SELLER, clerk])
        build_tables(tx, plans_in(site.workspace, tx))

    changes.run(context, unit)
    for name, least in (("Call", 0), ("Sign", 1)):
        records.create(context, "shop", "step", {"name": name, "least": least})
    return site


def test_a_tick_needs_no_revision_and_keeps_the_others(listed: Site) -> None:
    deal = listed.deal()
    anna, chief = listed.client("anna"), listed.client("chief")
    call, sign = (item["id"] for item in deal["values"]["steps"])
    path = f"{RECORDS}/{deal['id']}/checklists/steps"
    paper = anna.upload(b"signed", "signed.txt").get_json()["id"]

    assert anna.send("PATCH", f"{path}/{call}", {"done": True}).status_code == 200
    assert chief.send("PATCH", f"{path}/{sign}", {"remark": "On Monday"}).status_code == 200
    done = anna.send("PATCH", f"{path}/{sign}", {"evidence": [paper], "done": True}).get_json()
    assert [(item["done"], item["remark"]) for item in done["values"]["steps"]] == [(True, None), (True, "On Monday")]
    assert done["labels"][f"steps/{sign}/done_by"] == "Anna"


def test_what_a_tick_lacks_is_said_at_its_place(listed: Site) -> None:
    deal = listed.deal()
    anna = listed.client("anna")
    sign = deal["values"]["steps"][1]["id"]
    path = f"{RECORDS}/{deal['id']}/checklists"
    answer = anna.send("PATCH", f"{path}/steps/{sign}", {"done": True})
    assert (answer.status_code, answer.get_json()["errors"][0]["code"]) == (422, "checklist.evidence_missing")
    assert anna.send("PATCH", f"{path}/steps/{sign}", {"text": "Mine"}).status_code == 422
    assert anna.send("PATCH", f"{path}/steps/{deal['id']}", {"done": True}).status_code == 404
    assert anna.send("PATCH", f"{path}/name/{sign}", {"done": True}).status_code == 404


def test_who_may_not_change_the_record_ticks_nothing(listed: Site) -> None:
    deal = listed.deal()
    path = f"{RECORDS}/{deal['id']}/checklists/steps/{deal['values']['steps'][0]['id']}"
    answers = {login: listed.client(login).send("PATCH", path, {"done": True}) for login in ("ben", "cleo", "dora")}
    assert {login: answer.status_code for login, answer in answers.items()} == {"ben": 404, "cleo": 403, "dora": 404}


def test_evidence_is_shown_to_who_sees_it_and_no_one_else(listed: Site) -> None:
    deal = listed.deal()
    anna = listed.client("anna")
    paper = anna.upload(b"signed", "signed.txt").get_json()["id"]
    sign = deal["values"]["steps"][1]["id"]
    anna.send("PATCH", f"{RECORDS}/{deal['id']}/checklists/steps/{sign}", {"evidence": [paper]})
    seen = {login: listed.client(login).get(f"/api/v1/files/{paper}").status_code for login in ("anna", "ben", "cleo")}
    assert seen == {"anna": 200, "ben": 404, "cleo": 404}


def test_the_items_of_a_new_record_are_told_before_it_is_saved(listed: Site) -> None:
    path = "/api/v1/apps/shop/forms/deal/checklists"
    told = listed.client("anna").post(f"{path}/steps", {"values": {}}).get_json()["items"]
    assert [(item["text"], item["minimum"]) for item in told] == [("Call", 0), ("Sign", 1)]
    assert listed.client("anna").post(f"{path}/name", {"values": {}}).status_code == 404
    assert listed.client("cleo").post(f"{path}/steps", {"values": {}}).status_code == 403
    assert listed.client("dora").post(f"{path}/steps", {"values": {}}).status_code == 404
