"""Attacks on routes: asking without being anybody, asking for another company's things, asking as another host.

The numbers are those of the list of attacks in the security design.
"""

import re
from typing import Any

import pytest
from flask import Flask, Response

from loomwork.web import WebSettings, create_app
from loomwork.web.policy import MissingPolicy, check_policies, policy_of
from tests.web.site import RECORDS, Client, Site

# Reviewed: what everybody may ask. Whoever adds a line explains it here.
OPEN_TO_ALL = {
    "answering.answer",  # by a link of a letter: see test_answer_links.py
    "answering.show",
    "front.asset",  # the pages themselves hold no data
    "front.desk",
    "front.embedding",
    "front.phone",
    "front.preview",
    "front.public",
    "health.healthz",
    "health.readyz",
    "hooks.receive",  # proved by signature: see test_webhooks.py
    "intake.receive",  # by a token of an intake: see test_intake_tokens.py
    "health.metrics",  # this machine only, or by key: see its own test
    "schemas.document",  # the API's own description
    "schemas.reader",
    "schemas.reader_part",
    "schemas.schema",
    "session.create",  # signing in
    "setup.show",
    "setup.create",  # works once, before there is anything to protect
}
# What a link opens: four calls, see test_public_forms.py; without a link there is nothing.
BY_LINK = {"public.show", "public.state", "public.put_file", "public.answer"}
ID = "01m82ht4nzrwcxczam45tk70ng"


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """(endpoint, method, path) of every route, with ids filled in."""
    return [
        (rule.endpoint, method, re.sub(r"<[^>]+>", ID, rule.rule))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def same_bytes(first: Any, second: Any) -> None:
    """Status, headers and body are equal."""
    assert first.status == second.status
    assert sorted(first.headers) == sorted(second.headers)
    assert first.data == second.data


def test_s20_only_reviewed_routes_are_open_to_all(site: Site) -> None:
    open_routes = {
        endpoint for endpoint, _, _ in routes(site.app) if policy_of(site.app, endpoint) == ("anonymous", None)
    }
    assert open_routes == OPEN_TO_ALL
    linked = {endpoint for endpoint, _, _ in routes(site.app) if policy_of(site.app, endpoint) == ("public", None)}
    assert linked == BY_LINK


def test_s20_every_other_route_refuses_anybody(site: Site) -> None:
    anybody = site.anybody()
    asked = 0
    for endpoint, method, path in routes(site.app):
        if endpoint in BY_LINK:
            assert (endpoint, anybody.send(method, path, json={}).status_code) == (endpoint, 404)
        elif endpoint not in OPEN_TO_ALL:
            answer = anybody.send(method, path, json={})
            assert (endpoint, answer.status_code) == (endpoint, 401)
            assert answer.get_json()["code"] == "session.missing"
            asked += 1
    assert asked >= 30


def test_s20_writes_without_the_sessions_token_are_refused(site: Site) -> None:
    anna = site.client("anna")
    anna.csrf = "guessed"
    for endpoint, method, path in routes(site.app):
        if endpoint not in OPEN_TO_ALL | BY_LINK and method != "GET":
            assert (endpoint, anna.send(method, path, json={}).status_code) == (endpoint, 403)


def test_s20_a_route_without_a_policy_keeps_the_server_from_starting(site: Site) -> None:
    app = create_app(site.installation)
    app.add_url_rule("/forgotten", "forgotten", lambda: Response("open"))
    with pytest.raises(MissingPolicy, match="/forgotten"):
        check_policies(app)


def test_s20_rights_on_the_workspace_are_asked_for(site: Site) -> None:
    anna = site.client("anna")
    asked = 0
    for endpoint, method, path in routes(site.app):
        policy = policy_of(site.app, endpoint)
        if policy is not None and policy.kind == "right":
            assert (endpoint, anna.send(method, path, json={}).status_code) == (endpoint, 403)
            asked += 1
    assert asked >= 4


def test_s22_another_companys_ids_are_as_if_they_were_not(site: Site, neighbour: Site) -> None:
    foreign = neighbour.deal("anna")
    chief = site.client("chief")
    foreign_file = neighbour.client("anna").upload(b"theirs", "a.txt").get_json()["id"]
    person = neighbour.people["anna"]
    asked: list[tuple[str, str, str, dict[str, Any]]] = [
        ("GET", f"{RECORDS}/{{}}", foreign["id"], {}),
        ("PATCH", f"{RECORDS}/{{}}", foreign["id"], {"json": {"values": {"name": "x"}}, "If_Match": '"1"'}),
        ("DELETE", f"{RECORDS}/{{}}", foreign["id"], {"If_Match": '"1"'}),
        ("POST", f"{RECORDS}/{{}}/restore", foreign["id"], {}),
        ("GET", f"{RECORDS}/{{}}/history", foreign["id"], {}),
        ("GET", f"{RECORDS}/{{}}/flow", foreign["id"], {}),
        ("GET", "/api/v1/files/{}", foreign_file, {}),
        ("PUT", "/api/v1/roles/shop.seller/holders/{}", person, {}),
        ("POST", "/api/v1/messages/{}/read", ID, {}),
        ("POST", "/api/v1/messages/{}/confirm", ID, {"json": {}}),
        ("GET", "/api/v1/messages/{}/snooze", ID, {}),
        ("POST", "/api/v1/messages/{}/snooze", ID, {"json": {"until": None}}),
        ("GET", "/api/v1/sendings/{}", ID, {}),
        ("GET", "/api/v1/sendings/{}/receivers.xlsx", ID, {}),
        ("POST", "/api/v1/sendings/{}/remind", ID, {}),
        ("GET", "/api/v1/tasks/{}", ID, {}),
    ]
    for method, path, id, more in asked:
        absent = chief.send(method, path.format("01m82h7xxcdfp91krpdch6c6c6"), **more)
        assert absent.status_code == 404
        same_bytes(chief.send(method, path.format(id), **more), absent)


def test_s22_values_that_name_anothers_things_say_the_same_as_unknown_ones(site: Site, neighbour: Site) -> None:
    chief = site.client("chief")
    foreign_file = neighbour.client("anna").upload(b"theirs", "a.txt").get_json()["id"]
    for field, foreign, absent in (
        ("seller", neighbour.people["anna"], ID),
        ("papers", [foreign_file], [ID]),
    ):
        refused = chief.post(RECORDS, {"values": {"name": "x", field: foreign}})
        assert refused.status_code == 422
        same_bytes(refused, chief.post(RECORDS, {"values": {"name": "x", field: absent}}))


def test_s22_rows_of_colleagues_are_as_if_they_were_not(site: Site) -> None:
    theirs = site.deal("ben")
    anna = site.client("anna")
    absent = anna.get(f"{RECORDS}/{ID}")
    same_bytes(anna.get(f"{RECORDS}/{theirs['id']}"), absent)
    page = anna.get(f"{RECORDS}?count=1").get_json()
    assert (page["items"], page["total"]) == ([], 0)


@pytest.mark.parametrize(
    "query",
    [
        "sort=price;drop table person",
        "sort=deal.price",
        "sort=-price,(select 1)",
        "fields=price,id' or 1=1",
        'filter={"field":"1=1 or name","operator":"equal","value":"x"}',
        'filter={"field":"name","operator":"= 1 or","value":"x"}',
        "sort=revision desc",
    ],
)
def test_s64_names_from_outside_are_only_looked_up(site: Site, query: str) -> None:
    answer = site.client("chief").get(f"{RECORDS}?{query}")
    assert answer.status_code in (400, 422)
    assert "sql" not in answer.text.lower()


def test_s64_a_hidden_field_is_as_unknown_as_one_that_is_not(site: Site) -> None:
    site.deal("anna")
    cleo = site.client("cleo")
    for query in ("sort={}", "fields={}", 'filter={{"field":"{}","operator":"equal","value":"1"}}'):
        hidden = cleo.get(f"{RECORDS}?{query.format('price')}")
        absent = cleo.get(f"{RECORDS}?{query.format('prize')}")
        assert hidden.status_code == absent.status_code
        assert 400 <= hidden.status_code < 500
        assert hidden.data.replace(b"price", b"") == absent.data.replace(b"prize", b"")


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("path", ["/api/v1/setup", "/api/v1/session", "/api/v1/gone", "/healthz", "/api/v1/docs"])
def test_s65_every_answer_says_what_a_page_may_do(site: Site, path: str) -> None:
    answer = site.anybody().get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    rules = dict(rule.strip().split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == "'self'"
    assert rules["script-src"] == "'self'"
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    # Designers frame previews of the app, which nobody else may frame.
    assert rules["frame-src"] == "'self'"
    assert "Server" not in answer.headers


def test_s65_only_sites_that_the_operator_named_may_be_embedded(site: Site) -> None:
    named = WebSettings.from_environment({"LOOMWORK_FRAMES": "https://maps.example.com https://*.Board.example:8443"})
    answer = create_app(site.installation, named, clock=site.workspace.clock).test_client().get("/healthz")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.endswith("; frame-src 'self' https://maps.example.com https://*.board.example:8443")
    for written in (
        "http://a.example",
        "https://a.example/x",
        "https://a.example;script-src",
        "*",
        "https://*",
        "data:",
    ):
        with pytest.raises(ValueError, match="LOOMWORK_FRAMES"):
            WebSettings.from_environment({"LOOMWORK_FRAMES": written})


def test_s65_the_session_cookie_is_out_of_reach_for_scripts_and_foreign_pages(site: Site) -> None:
    answer = site.anybody().sign_in("anna")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Strict-Transport-Security" not in answer.headers


def test_s65_over_https_the_cookie_is_secure_and_the_browser_stays_there(site: Site) -> None:
    app = create_app(site.installation, WebSettings(https=True), clock=site.workspace.clock)
    answer = Client(app.test_client()).sign_in("anna")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age=" in answer.headers["Strict-Transport-Security"]


def test_s72_other_hosts_are_refused(site: Site) -> None:
    app = create_app(site.installation, WebSettings(hosts=("crm.example",)), clock=site.workspace.clock)
    client = Client(app.test_client())
    assert client.get("/healthz", Host="evil.example").status_code == 421
    assert client.get("/healthz", Host="crm.example.evil.example").status_code == 421
    assert client.get("/healthz", Host="crm.example:8443").status_code == 200
