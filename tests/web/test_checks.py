"""Checks over HTTP: warnings are confirmed, live verdicts are asked for, a program is not asked."""

from typing import Any

import pytest

from loomwork.runtime import changes
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from tests.web.site import CLERK, DEAL, RECORDS, SELLER, Site

CHECKS: list[dict[str, Any]] = [
    {
        "key": "dear",
        "warn": True,
        "field": "price",
        "assert": {"<=": [{"var": "record.price"}, "1000"]},
        "message": {"zh-CN": "金额很高", "en": "That is dear"},
    },
    {
        "key": "known",
        "field": "name",
        "assert": {"!": {"exists": ["deal", {"==": [{"var": "row.name"}, {"var": "this.name"}]}]}},
        "lock": ["name"],
        "reveals": ["price"],
        "message": {"zh-CN": "已有同名商机，金额 {price}", "en": "There is one already, worth {price}"},
    },
]


@pytest.fixture
def checked(site: Site) -> Site:
    def unit(tx: Any) -> None:
        put_app(tx, site.context, "shop", "1.0.1", {"package": "shop"}, [])
        publish(tx, site.context, "shop", [{**DEAL, "checks": CHECKS}, SELLER, CLERK])
        build_tables(tx, plans_in(site.workspace, tx))

    changes.run(site.context, unit)
    return site


def test_a_warning_is_confirmed_by_its_key(checked: Site) -> None:
    anna = checked.client("anna")
    values = {"name": "Lights", "price": "5000", "seller": checked.people["anna"]}

    asked = anna.post(RECORDS, {"values": values}, Idempotency_Key="k")
    assert (asked.status_code, asked.get_json()["code"]) == (422, "checks.unconfirmed")
    assert [(error["check"], error["code"]) for error in asked.get_json()["errors"]] == [("dear", "value.warning")]

    made = anna.post(RECORDS, {"values": values, "confirmed": ["dear"]}, Idempotency_Key="k")
    assert made.status_code == 201
    path = f"{RECORDS}/{made.get_json()['id']}"
    assert anna.get(f"{path}/history").get_json()["items"][0]["warned"] == [
        {"check": "dear", "words": "That is dear", "seen": True}
    ]
    change = {"values": {"price": "6000"}}
    assert anna.send("PATCH", path, change, If_Match='"1"').get_json()["code"] == "checks.unconfirmed"
    assert anna.send("PATCH", path, change | {"confirmed": ["dear"]}, If_Match='"1"').status_code == 200
    assert (
        anna.post(RECORDS, {"values": values, "confirmed": "dear"}).get_json()["errors"][0]["pointer"] == "/confirmed"
    )


def test_a_program_is_not_asked_unless_it_says_so(checked: Site) -> None:
    anna = checked.client("anna")
    token = anna.post("/api/v1/account/tokens", {"title": "t"}).get_json()["token"]
    program, bearer = checked.anybody(), {"Authorization": f"Bearer {token}"}
    values = {"name": "Lights", "price": "5000", "seller": checked.people["anna"]}

    made = program.post(RECORDS, {"values": values}, **bearer)
    assert made.status_code == 201
    history = anna.get(f"{RECORDS}/{made.get_json()['id']}/history").get_json()
    assert history["items"][0]["warned"][0]["seen"] is False
    again = program.post(RECORDS, {"values": {**values, "name": "Else"}, "confirmed": []}, **bearer)
    assert again.get_json()["code"] == "checks.unconfirmed"


def test_the_verdict_on_what_is_typed(checked: Site) -> None:
    anna, check = checked.client("anna"), RECORDS.replace("/records", "/check")
    made = checked.deal("ben", name="Lamps")

    found = anna.post(check, {"values": {"name": "Lamps"}}).get_json()
    assert found == {
        "errors": [
            {
                "pointer": "/values/name",
                "code": "value.check",
                "detail": "There is one already, worth ¥100.00",
                "check": "known",
            }
        ],
        "warnings": [],
        "rules": [],
        "sets": {},
        "computed": {},
    }
    assert anna.post(check, {"values": {"name": "New"}}).get_json()["errors"] == []
    assert anna.post(check, {"values": {}, "id": made["id"]}).status_code == 404
    assert anna.post(check, {"values": {}, "id": 5}).status_code == 422
    assert checked.client("dora").post(check, {"values": {}}).status_code == 404
    assert checked.client("cleo").post(check, {"values": {}}).status_code == 403
