"""Connections over HTTP: asked for by an app, set up, tried, closed to others; secrets never come out."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.changes.tables import change_entry
from loomwork.runtime.connections import ready
from loomwork.runtime.connections.errors import ConnectionNotReady
from loomwork.runtime.definitions import publish
from tests.connectors.partner import Partner, partner, plain
from tests.web.site import Client, Site

CONNECTIONS = "/api/v1/connections"
ERP = f"{CONNECTIONS}/shop/erp"
SECRET = "hush-hush-4711"
DOCUMENT = {
    "kind": "connection",
    "key": "erp",
    "title": {"zh-CN": "进销存", "en": "Stock system"},
    "connector": "http",
    "settings": {"sign_in": "bearer", "test_path": "ping"},
}


@pytest.fixture
def outside() -> Iterator[Partner]:
    with partner() as made:
        yield made


@pytest.fixture
def chief(site: Site) -> Client:
    changes.run(site.context, lambda tx: publish(tx, site.context, "shop", [DOCUMENT]))
    return site.client("chief")


def body(outside: Partner, **more: Any) -> dict[str, Any]:
    settings: dict[str, Any] = {"url": f"http://127.0.0.1:{outside.port}/api", "sign_in": "bearer", "test_path": "ping"}
    settings["allowed_networks"] = ["127.0.0.1/32"]
    return {"settings": settings, "secrets": {"token": SECRET}, "enabled": True} | more


def test_an_app_asks_an_administrator_sets_up_and_tries(site: Site, chief: Client, outside: Partner) -> None:
    (new,) = [one for one in chief.get(CONNECTIONS).get_json()["items"] if one["app"] == "shop"]
    assert (new["title"], new["app_title"], new["state"], new["revision"]) == ("Stock system", "Shop", "new", 0)
    assert new["settings"]["timeout_s"] == 20
    assert new["schema"]["properties"]["sign_in"]["enum"][0] == "none"
    with pytest.raises(ConnectionNotReady):
        ready(site.context, "shop", "erp")

    saved = chief.send("PUT", ERP, body(outside), If_Match='"0"')
    assert saved.status_code == 200
    told = saved.get_json()
    assert (told["state"], told["revision"], told["changed_by"]) == ("on", 1, "Chief")
    token = next(one for one in told["secrets"] if one["name"] == "token")
    assert (token["title"], token["needed"], token["set_by"]) == ("Token", True, "Chief")

    tried = chief.post(f"{ERP}/test").get_json()
    assert (tried["problem"], tried["state"]) == (None, "on")
    assert b"GET /api/ping HTTP/1.1" in outside.requests[0]
    assert f"Bearer {SECRET}".encode() in outside.requests[0]
    outside.answer = plain("503 Down")
    tried = chief.post(f"{ERP}/test").get_json()
    assert (tried["state"], tried["problem"]["code"]) == ("broken", "outside.refused")

    plan, connection = ready(site.context, "shop", "erp")
    assert (plan.name, connection.secret("token")) == ("shop.erp", SECRET)
    off = body(outside, secrets={}, enabled=False)
    assert chief.send("PUT", ERP, off, If_Match='"1"').get_json()["state"] == "off"
    with pytest.raises(ConnectionNotReady):
        ready(site.context, "shop", "erp")


def test_secrets_stay_with_the_host_they_were_entered_for(site: Site, chief: Client, outside: Partner) -> None:
    chief.send("PUT", ERP, body(outside), If_Match='"0"')
    elsewhere = body(outside, secrets={})
    elsewhere["settings"] = elsewhere["settings"] | {"url": "https://evil.example/api"}
    answer = chief.send("PUT", ERP, elsewhere, If_Match='"1"')
    assert (answer.status_code, answer.get_json()["code"]) == (422, "connection.secrets_anew")
    assert chief.send("PUT", ERP, elsewhere | {"secrets": {"token": "new"}}, If_Match='"1"').status_code == 200
    assert ready(site.context, "shop", "erp")[1].secret("token") == "new"


def test_no_answer_no_error_and_no_trail_holds_a_secret(site: Site, chief: Client, outside: Partner) -> None:
    answers = [
        chief.send("PUT", ERP, body(outside), If_Match='"0"'),
        chief.send("PUT", ERP, body(outside), If_Match='"0"'),
        chief.send("PUT", ERP, body(outside, secrets={"token": f"{SECRET}\n"}), If_Match='"1"'),
        chief.send("PUT", ERP, body(outside, secrets={"unknown": SECRET}), If_Match='"1"'),
        chief.post(f"{ERP}/test"),
        chief.get(CONNECTIONS),
    ]
    assert [answer.status_code for answer in answers] == [200, 409, 422, 422, 200, 200]
    assert not any("hush" in answer.get_data(as_text=True) for answer in answers)
    with site.context.workspace.database.read() as connection:
        told = connection.execute(sa.select(change_entry).where(change_entry.c.object_key.contains("shop.erp"))).all()
    assert {row.object_kind for row in told} == {"secret", "connection"}
    assert "hush" not in str(told)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"settings": {"url": "ftp://erp.example"}}, "/settings/url"),
    ({"settings": {"sign_in": "none"}}, "/settings/url"),
    ({"settings": {"url": "https://erp.example", "unheard_of": 1}}, "/settings/unheard_of"),
    ({"secrets": {}}, "/secrets/token"),
]


def test_what_is_wrong_is_told_where_it_is(chief: Client, outside: Partner) -> None:
    for changed, pointer in WRONG:
        answer = chief.send("PUT", ERP, body(outside, **changed), If_Match='"0"')
        assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, pointer)


def test_inside_addresses_are_refused_by_default_when_it_is_tried(chief: Client, outside: Partner) -> None:
    given = body(outside)
    given["settings"]["allowed_networks"] = []
    chief.send("PUT", ERP, given, If_Match='"0"')
    tried = chief.post(f"{ERP}/test").get_json()
    assert tried["problem"]["code"] == "outside.address"
    assert outside.requests == []


def test_a_secret_can_be_taken_away(site: Site, chief: Client, outside: Partner) -> None:
    chief.send("PUT", ERP, body(outside), If_Match='"0"')
    told = chief.send("DELETE", f"{ERP}/secrets/token").get_json()
    assert [one["set_at"] for one in told["secrets"]] == [None, None, None]
    assert chief.post(f"{ERP}/test").get_json()["problem"]["code"] == "outside.secret"


def test_only_who_may_set_them_up_sees_them(site: Site, chief: Client, outside: Partner) -> None:
    anna = site.client("anna")
    assert anna.get(CONNECTIONS).status_code == 403
    assert anna.send("PUT", ERP, body(outside), If_Match='"0"').status_code == 403
    assert anna.post(f"{ERP}/test").status_code == 403
    assert anna.send("DELETE", f"{ERP}/secrets/token").status_code == 403
    assert chief.post(f"{CONNECTIONS}/shop/none/test").status_code == 404
    assert chief.post(f"{ERP}/test").get_json()["code"] == "connection.not_ready"
