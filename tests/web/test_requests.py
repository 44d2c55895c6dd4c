"""The edge parses strictly and answers in the caller's language, always with a problem document."""

from typing import Any

import pytest

from loomwork.web import create_app
from loomwork.web.policy import COOKIE
from tests.web.site import RECORDS, Site


def test_a_record_is_created_read_changed_and_deleted(site: Site) -> None:
    anna = site.client("anna")
    made = anna.post(RECORDS, {"values": {"name": "Lights", "price": "12.50", "seller": site.people["anna"]}})
    assert made.status_code == 201
    assert made.headers["ETag"] == '"1"'
    path = f"{RECORDS}/{made.get_json()['id']}"

    changed = anna.send("PATCH", path, {"values": {"price": "13"}}, If_Match='"1"')
    assert changed.get_json()["values"]["price"] == "13.00"
    assert changed.headers["ETag"] == '"2"'
    assert anna.get(path).get_json() == changed.get_json()
    page = anna.get(f"{RECORDS}?count=1&sort=-price&limit=10").get_json()
    assert (page["total"], page["total_exact"], len(page["items"])) == (1, True, 1)
    assert [entry["action"] for entry in anna.get(f"{path}/history").get_json()["items"]] == ["change", "create"]
    assert anna.get(f"{path}/flow").get_json() == {"instances": []}

    assert anna.send("DELETE", path, If_Match='"2"').status_code == 204
    assert anna.get(path).status_code == 404
    assert anna.post(f"{path}/restore").status_code == 200


def test_a_change_names_the_revision_it_is_based_on(site: Site) -> None:
    record = site.deal()
    anna, path = site.client("anna"), f"{RECORDS}/{record['id']}"
    assert anna.send("PATCH", path, {"values": {"name": "A"}}).get_json()["code"] == "revision.required"
    assert anna.send("PATCH", path, {"values": {"name": "A"}}, If_Match="*").status_code == 428
    assert anna.send("PATCH", path, {"values": {"name": "A"}}, If_Match='"1"').status_code == 200

    lost = anna.send("PATCH", path, {"values": {"name": "B"}}, If_Match='"1"')

    assert lost.status_code == 409
    assert lost.get_json()["code"] == "revision.stale"
    assert lost.get_json()["current"]["values"]["name"] == "A"


def test_the_same_request_sent_twice_makes_one_record(site: Site) -> None:
    anna = site.client("anna")
    body = {"values": {"name": "Lights", "seller": site.people["anna"]}}
    first = anna.post(RECORDS, body, Idempotency_Key="k1")
    again = anna.post(RECORDS, body, Idempotency_Key="k1")
    other = anna.post(RECORDS, {"values": {"name": "Else", "seller": site.people["anna"]}}, Idempotency_Key="k1")

    assert first.get_json() == again.get_json()
    assert other.get_json()["code"] == "idempotency.mismatch"
    assert anna.get(f"{RECORDS}?count=1").get_json()["total"] == 1
    assert anna.post(RECORDS, body, Idempotency_Key="with blanks").status_code == 400


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "request.malformed"),
        (b"[]", "request.malformed"),
        (b"null", "request.malformed"),
        (b"\xff\xfe", "request.malformed"),
        (b"{}", "value.invalid"),
        (b'{"values": []}', "value.invalid"),
        (b'{"values": {"name": "x"}, "revision": 7}', "value.invalid"),
        (b'{"values": {"name": "x"}, "created_by": "me"}', "value.invalid"),
        (b"[" * 100_000, "request.malformed"),
    ],
)
def test_bodies_that_say_something_else_are_refused(site: Site, body: bytes, code: str) -> None:
    anna = site.client("anna")
    headers = {"X-CSRF-Token": anna.csrf, "Content-Type": "application/json"}

    answer = anna.http.post(RECORDS, data=body, headers=headers)

    assert answer.status_code in (400, 422)
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["code"] == code


def test_a_body_that_is_not_called_json_is_refused(site: Site) -> None:
    anna = site.client("anna")
    headers = {"X-CSRF-Token": anna.csrf, "Content-Type": "text/plain"}
    assert anna.http.post(RECORDS, data=b'{"values":{"name":"x"}}', headers=headers).status_code == 415


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "limit=-1", "filter={", "cursor=x", "sort=gone", "fields=gone"]
)
def test_queries_that_cannot_be_answered_are_refused(site: Site, query: str) -> None:
    assert 400 <= site.client("anna").get(f"{RECORDS}?{query}").status_code < 500


@pytest.mark.parametrize(
    ("language", "sentence"), [("zh-CN,zh;q=0.9", "内容不存在，或你无权查看。"), ("en-GB", "This does not exist")]
)
def test_problems_speak_the_callers_language(site: Site, language: str, sentence: str) -> None:
    problem = site.client("anna").get(f"{RECORDS}/nothing", Accept_Language=language).get_json()
    assert problem["detail"].startswith(sentence)
    assert problem["code"] == "not_found"
    assert problem["status"] == 404


def test_unknown_addresses_and_methods_are_problems_too(site: Site) -> None:
    anna = site.client("anna")
    assert anna.get("/api/v1/gone").get_json()["code"] == "not_found"
    refused = anna.send("PUT", RECORDS)
    assert refused.get_json()["code"] == "request.method"
    assert "GET" in refused.headers["Allow"]


def test_a_form_describes_itself_to_its_reader(site: Site) -> None:
    form = site.client("cleo").get("/api/v1/apps/shop/forms/deal").get_json()
    assert [field["key"] for field in form["fields"]] == ["name", "seller"]
    assert {field["access"] for field in form["fields"]} == {"read"}
    assert set(form["may"].values()) == {False}
    assert site.client("dora").get("/api/v1/apps/shop/forms/deal").status_code == 404


def test_apps_are_listed_with_the_forms_one_may_use(site: Site) -> None:
    site.deal("anna")
    site.deal("ben")

    def forms(login: str) -> Any:
        return [app["forms"] for app in site.client(login).get("/api/v1/apps").get_json()["items"]]

    assert forms("anna") == [[{"key": "deal", "title": "Deal", "count": 1, "count_exact": True, "may_create": True}]]
    assert forms("cleo") == [[{"key": "deal", "title": "Deal", "count": 2, "count_exact": True, "may_create": False}]]
    assert forms("dora") == []


def test_programs_sign_in_by_token(site: Site) -> None:
    from loomwork.runtime.people import create_token

    token, _ = create_token(site.installation.directory, site.workspace.clock, site.accounts["anna"], "script")
    program = site.anybody()
    body = {"values": {"name": "By token", "seller": site.people["anna"]}}

    made = program.send("POST", RECORDS, body, Authorization=f"Bearer {token}")

    assert made.status_code == 201
    history = program.get(f"{RECORDS}/{made.get_json()['id']}/history", Authorization=f"Bearer {token}")
    assert history.get_json()["items"][0]["provenance"] == "api"


def test_the_session_tells_who_one_is_and_ends(site: Site) -> None:
    chief = site.client("chief")
    session = chief.get("/api/v1/session").get_json()
    assert session["person"]["name"] == "Chief"
    assert "people.manage" in session["may"]
    assert session["locale"] == "en"
    assert session["csrf"] == chief.csrf
    cookie = chief.http.get_cookie(COOKIE)
    assert cookie is not None

    assert chief.send("DELETE", "/api/v1/session").status_code == 204
    assert chief.http.get_cookie(COOKIE) is None
    chief.http.set_cookie(COOKIE, cookie.value)
    assert chief.get("/api/v1/session").status_code == 401


def test_a_sandbox_clock_moves_and_another_does_not(site: Site) -> None:
    refused = site.client("anna").post("/api/v1/clock", {"advance": "PT15M"})
    assert refused.status_code == 409


def test_an_unexpected_error_gives_a_reference_and_logs_no_value(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    from loomwork.web import policy

    @policy.person
    def broken(context: Any) -> None:
        raise RuntimeError("a secret value")

    site.app = create_app(site.installation, clock=site.workspace.clock)
    site.app.view_functions["apps.items"] = broken
    answer = site.client("anna").get("/api/v1/apps")

    assert answer.status_code == 500
    reference = answer.get_json()["detail"].removesuffix(".").rsplit(" ", 1)[-1]
    logged = "".join(capsys.readouterr())
    assert reference in logged
    assert "RuntimeError" in logged
    assert "a secret value" not in logged
    assert "a secret value" not in answer.text


def test_health_and_metrics(site: Site) -> None:
    anybody = site.anybody()
    assert anybody.get("/healthz").text == "ok\n"
    assert anybody.get("/readyz").text == "ok\n"
    told = anybody.get("/metrics").text
    assert "loomwork_http_requests_total" in told
    assert f'loomwork_workspace_up{{workspace="{site.workspace.id}"}} 1.0' in told
    assert f'loomwork_instances_open{{state="incident",workspace="{site.workspace.id}"}} 0.0' in told
    assert "loomwork_jobs_behind_seconds" in told
    assert 'loomwork_database_connections{database="directory",state="in_use"}' in told
    assert anybody.get("/metrics", X_Forwarded_For="203.0.113.9").status_code == 404


def test_openapi_describes_every_route_of_the_api(site: Site) -> None:
    paths = site.anybody().get("/api/v1/openapi.json").get_json()["paths"]
    described = {(path, method.upper()) for path, item in paths.items() for method in item}
    for rule in site.app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/"):
            path = rule.rule.replace("<path:", "{").replace("<", "{").replace(">", "}")
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                assert (path, method) in described


def test_the_reader_page_loads_only_files_of_its_own(site: Site) -> None:
    page = site.anybody().get("/api/v1/docs")
    assert page.status_code == 200
    assert "http" not in page.text.replace("loomwork", "")
    assert site.anybody().get("/api/v1/docs/reader.js").status_code == 200
    assert site.anybody().get("/api/v1/docs/..%2f..%2fsettings.py").status_code == 404
