"""Attacks on public forms: S40 to S44, by whoever has a link and by who has none."""

import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from loomwork.runtime import changes
from loomwork.runtime.definitions import plan_cache, plans_in, publish
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.forms import build_tables
from loomwork.runtime.intake import intake_plan
from loomwork.runtime.intake.channels.public_form import is_origin
from loomwork.web import WebSettings, create_app
from loomwork.web.policy import policy_of
from tests.attacks.test_routes import OPEN_TO_ALL, routes
from tests.web.site import Client, Site

INTAKES = "/api/v1/apps/shop/intakes"
_SIZE = {"var": "record.size"}
_UNSAID = {"!": [{"is_set": [_SIZE]}]}
ENTRY: dict[str, Any] = {
    "kind": "form",
    "key": "entry",
    "title": {"zh-CN": "登记", "en": "Entry"},
    "fields": [
        {"key": "name", "type": "text", "title": {"zh-CN": "姓名", "en": "Name"}, "required": True},
        {"key": "code", "type": "text", "title": {"zh-CN": "编号", "en": "Code"}, "unique": True, "indexed": True},
        {"key": "mobile", "type": "text", "title": {"zh-CN": "手机", "en": "Mobile"}},
        {"key": "size", "type": "integer", "title": {"zh-CN": "人数", "en": "Size"}},
        {"key": "limit", "type": "integer", "title": {"zh-CN": "内部上限", "en": "Limit within"}, "default": 50},
        {"key": "host", "type": "member", "title": {"zh-CN": "接待人", "en": "Host"}},
        {"key": "papers", "type": "file", "title": {"zh-CN": "附件", "en": "Papers"}},
        {"key": "source", "type": "text", "title": {"zh-CN": "来源", "en": "Source"}},
        {"key": "action", "type": "text", "title": {"zh-CN": "活动", "en": "Action"}},
        {"key": "twice", "type": "yes_no", "title": {"zh-CN": "重复", "en": "Twice"}},
        {"key": "came_at", "type": "datetime", "title": {"zh-CN": "时间", "en": "Came at"}},
    ],
    "checks": [
        {"key": "few", "assert": {"or": [_UNSAID, {"<": [_SIZE, 100]}]}, "message": "Fewer than 100"},
        {
            "key": "within",
            "assert": {"or": [_UNSAID, {"<=": [_SIZE, {"var": "record.limit"}]}]},
            "message": "More than our secret limit",
        },
    ],
}
INTAKE: dict[str, Any] = {
    "kind": "intake",
    "key": "visit",
    "title": {"zh-CN": "来访登记", "en": "Visit"},
    "channel": "public_form",
    "form": "entry",
    "fields": ["name", "code", "mobile", "size", "papers"],
    "set": {"source": "website"},
    "parameters": {"action": "utm_campaign"},
    "moment": "came_at",
    "settings": {"least_s": 0, "consent": {"zh-CN": "同意隐私说明", "en": "I agree to the notice"}},
}


class Door:
    """A public form with one link, and the chief who made it."""

    def __init__(self, site: Site) -> None:
        self.site, self.chief = site, site.client("chief")
        self.publish(ENTRY)
        self.publish(INTAKE)
        self.path = self.link()
        self.count = 0

    def publish(self, *documents: dict[str, Any]) -> None:
        def unit(tx: Any) -> None:
            publish(tx, self.site.context, "shop", list(documents))
            build_tables(tx, plans_in(self.site.workspace, tx))

        changes.run(self.site.context, unit)

    def sets(self, **settings: Any) -> None:
        self.publish(INTAKE | {"settings": INTAKE["settings"] | settings})

    def link(self, **body: Any) -> str:
        """Its path in the API."""
        made = self.chief.post(f"{INTAKES}/visit/links", body)
        assert made.status_code == 201, made.text
        page: str = made.get_json()["items"][0]["path"]
        return page.replace("/f/", "/api/v1/public/")

    def form(self, path: str | None = None) -> Any:
        return self.anybody().get(path or self.path).get_json()

    def anybody(self) -> Client:
        return self.site.anybody()

    def send(self, values: dict[str, Any] | None = None, **how: Any) -> Any:
        self.count += 1
        form = how.get("form") or self.form(how.get("path"))
        body = {"values": {"name": "Li"} | (values or {}), "consent": form["consent"]["hash"], "ticket": form["ticket"]}
        body |= how.get("body", {})
        headers = {"Idempotency-Key": how.get("once", f"k{self.count}"), "Accept-Language": "en"}
        return self.site.app.test_client().post(
            f"{how.get('path', self.path)}/answers",
            json=body,
            headers=headers | how.get("headers", {}),
            environ_overrides={"REMOTE_ADDR": how.get("address", "203.0.113.9")},
        )

    def upload(self, content: bytes, name: str, ticket: str) -> Any:
        sent = {"file": (BytesIO(content), name)}
        return self.site.app.test_client().post(f"{self.path}/files", data=sent, headers={"Ticket": ticket})

    def records(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.chief.get("/api/v1/apps/shop/forms/entry/records?limit=200").get_json()[
            "items"
        ]
        return items

    def kept(self) -> list[str]:
        """Why what was kept was kept, the last first."""
        found = self.chief.get(f"{INTAKES}/visit/deliveries?kept=1").get_json()["items"]
        return [item["problem"]["code"] for one in found for item in one["items"] if item["problem"]]


@pytest.fixture
def door(site: Site) -> Door:
    return Door(site)


def test_an_answer_becomes_one_record_that_tells_where_it_came_from(door: Door) -> None:
    spring = door.link(title="Fair", parameters={"utm_campaign": "spring"})
    form = door.form(spring)
    assert [one["key"] for one in form["form"]["fields"]] == INTAKE["fields"]
    assert form["parameters"] == []
    assert (
        door.send(path=spring, form=form, once="a").status_code,
        door.send(path=spring, form=form, once="a").data,
    ) == (
        204,
        b"",
    )
    (made,) = door.records()
    assert made["values"]["name"] == "Li"
    assert (made["values"]["source"], made["values"]["action"]) == ("website", "spring")
    assert made["values"]["came_at"] is not None
    (entry,) = door.chief.get(f"/api/v1/apps/shop/forms/entry/records/{made['id']}/history").get_json()["items"]
    assert entry["provenance"] == "public_form"
    assert entry["source"]["link_title"] == "Fair · spring"
    assert entry["source"]["consent"] == form["consent"]["hash"]
    counted = {one["title"]: one["all"] for one in door.chief.get(f"{INTAKES}/visit/links").get_json()["items"]}
    assert counted == {"Fair": 1, "": 0}
    assert door.send({"name": "Wang"}, path=spring, form=form, once="a").status_code == 409
    # What stands behind the address is taken along where the link itself says nothing.
    door.send(body={"parameters": {"utm_campaign": "may", "other": "x"}})
    assert {one["values"]["action"] for one in door.records()} == {"spring", "may"}


def test_s40_who_has_a_link_is_refused_all_but_his_four_calls(door: Door) -> None:
    token = door.path.rpartition("/")[2]
    visitor = door.anybody()
    visitor.http.set_cookie("loomwork_session", token)
    asked = 0
    public = set()
    for endpoint, method, path in routes(door.site.app):
        kind = policy_of(door.site.app, endpoint)
        if kind is not None and kind.kind == "public":
            public.add((endpoint, method))
        elif endpoint not in OPEN_TO_ALL:
            for headers in ({}, {"Authorization": f"Bearer {token}"}):
                answer = visitor.send(method, path, json={}, **headers)
                assert (endpoint, answer.status_code) == (endpoint, 401)
            asked += 1
    assert asked >= 100
    assert public == {
        ("public.show", "GET"),
        ("public.state", "GET"),
        ("public.put_file", "POST"),
        ("public.answer", "POST"),
    }
    # Nor does a token open anything as another thing than it is.
    hook = door.site.app.test_client().post(f"/api/v1/hooks/{token}", data=b"{}")
    assert hook.status_code == 401
    for wrong in (token[:-1] + "_", f"{'0' * 26}.{token.partition('.')[2]}", "x", token.partition(".")[2]):
        refused = visitor.get(f"/api/v1/public/{wrong}")
        assert (refused.status_code, refused.get_json()["code"]) == (404, "not_found")


def test_s40_what_he_puts_is_his_and_nobodys_before_it_is_sent(door: Door) -> None:
    mine, theirs = door.form(), door.form()
    put = door.upload(b"%PDF-1.7 paper", "../cv.pdf", mine["ticket"])
    assert put.status_code == 201, put.text
    file = put.get_json()["id"]
    assert door.anybody().get(f"/api/v1/files/{file}").status_code == 401
    assert door.chief.get(f"/api/v1/files/{file}").status_code == 404
    # Another visitor who names it is told what he would be of a file that never was.
    absent = door.send({"papers": ["01m82ht4nzrwcxczam45tk70ng"]}, form=theirs)
    assert door.send({"papers": [file]}, form=theirs).data == absent.data
    assert (absent.status_code, door.records(), door.kept()) == (422, [], [])
    assert door.send({"papers": [file]}, form=mine).status_code == 204
    (made,) = door.records()
    assert made["values"]["papers"][0]["name"] == "cv.pdf"
    assert door.upload(b"<script>", "a.html", mine["ticket"]).get_json()["code"] == "file.unfit"
    assert door.upload(b"%PDF-1.7", "a.pdf", "guessed").status_code == 400


def test_s42_choices_name_no_people(door: Door) -> None:
    def refusal(**more: Any) -> str:
        door.publish(INTAKE | {"fields": ["name", "host"]} | more)
        with pytest.raises(InvalidDefinition) as refused:
            intake_plan(plan_cache(door.site.workspace).latest(), "shop", "visit")
        return refused.value.pointer or ""

    assert refusal() == "/fields/1"
    assert refusal(choices={"host": {"Anna": "Front desk"}}) == "/choices/host/Anna"
    assert refusal(choices={"name": {"x": "X"}, "host": {door.site.people["anna"]: "Desk"}}) == "/choices/name"
    anna, ben = door.site.people["anna"], door.site.people["ben"]
    door.publish(
        INTAKE | {"fields": ["name", "host"], "choices": {"host": {anna: {"zh-CN": "前台", "en": "Front desk"}}}}
    )
    (_, host) = door.form()["form"]["fields"]
    assert (host["type"], host["settings"]) == ("single_choice", {"options": [{"key": anna, "title": "Front desk"}]})
    assert door.send({"host": ben}).status_code == 422
    assert door.send({"host": anna}).status_code == 204
    assert door.records()[0]["values"]["host"] == anna


def test_s42_answers_do_not_tell_what_is_there(door: Door) -> None:
    assert door.send({"code": "A1"}).status_code == 204
    for values in ({"code": "A1"}, {"size": 60}):
        # Taken already, and more than a limit that nobody was asked for: told to nobody but who looks after it.
        assert door.send(values).status_code == 204
    assert len(door.records()) == 1
    assert len(door.kept()) == 2
    told = door.send({"size": 120})
    assert told.status_code == 422
    assert [one["detail"] for one in told.get_json()["errors"]] == ["Fewer than 100"]
    assert door.send({"name": ""}).get_json()["errors"][0]["pointer"] == "/values/name"
    for field in ("source", "limit", "owner", "created_by"):
        assert door.send({field: "x"}).get_json()["errors"][0]["code"] == "value.unknown_field"


def test_s42_repeats_are_dealt_with_and_never_told(door: Door) -> None:
    for number, way in enumerate(("refuse", "keep", "mark")):
        more = {"set": {"twice": True}} if way == "mark" else {}
        door.publish(INTAKE | {"repeats": {"fields": ["mobile"], "way": way, **more}})
        before = len(door.records())
        answers = [door.send({"mobile": f"1380000000{number}"}) for _ in range(2)]
        assert answers[0].status_code == answers[1].status_code == 204
        records = door.records()
        assert len(records) - before == {"refuse": 1, "keep": 2, "mark": 2}[way]
        assert sum(bool(one["values"]["twice"]) for one in records) == (way == "mark")
    assert door.kept() == ["intake.repeated"]
    # Whoever has compared them may take it in all the same.
    (delivery,) = door.chief.get(f"{INTAKES}/visit/deliveries?kept=1").get_json()["items"]
    retried = door.chief.post(f"{INTAKES}/visit/deliveries/{delivery['id']}/retry", {"index": 0})
    assert (retried.get_json()["kept"], len(door.records())) == (0, 6)


def test_s43_limits_hold_to_the_last_answer_of_many_at_once(door: Door) -> None:
    door.sets(limit=5)
    form = door.form()
    statuses: list[int] = []

    def sends(first: int) -> None:
        statuses.extend(door.send(form=form, once=f"t{first}-{n}").status_code for n in range(10))

    threads = [threading.Thread(target=sends, args=(first,)) for first in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (statuses.count(204), statuses.count(409)) == (5, 75)
    assert len(door.records()) == 5
    assert door.form()["state"] == "full"
    # What was taken in stays taken in: the page that lost the answer asks again.
    taken = next(one["sent_as"] for one in door.chief.get(f"{INTAKES}/visit/deliveries").get_json()["items"])
    assert door.send(form=form, once=taken).status_code == 204


def test_s43_rates_go_by_address_and_by_form_and_no_header_helps(door: Door) -> None:
    door.sets(each=2, together=4)
    form = door.form()
    assert [door.send(form=form).status_code for _ in range(3)] == [204, 204, 429]
    spoofed = door.send(form=form, headers={"X-Forwarded-For": "198.51.100.7", "Forwarded": "for=198.51.100.7"})
    assert (spoofed.status_code, int(spoofed.headers["Retry-After"]) > 500) == (429, True)
    statuses = [door.send(form=form, address=f"2001:db8:0:{n}::{n}").status_code for n in (1, 2, 3)]
    assert statuses == [204, 204, 429]
    assert len(door.records()) == 4


def test_s43_machines_are_slowed_and_what_they_send_makes_no_record(door: Door) -> None:
    door.sets(least_s=3)
    form = door.form()
    soon = door.send(form=form, once="x")
    assert (soon.status_code, soon.get_json()["code"], soon.headers["Retry-After"]) == (429, "intake.too_soon", "4")
    door.sets(least_s=0)
    for ticket in (None, "", "guessed", form["ticket"][:-4] + "AAAA", 5):
        assert door.send(form=form, body={"ticket": ticket}).status_code == 400
    other = door.form(door.link())
    assert door.send(form=form, body={"ticket": other["ticket"]}).status_code == 400
    assert door.send(form=form, body={"website": "https://spam.example"}).status_code == 204
    assert (door.records(), door.kept()) == ([], ["intake.suspect"])
    assert door.send(form=form, body={"consent": None}).get_json()["code"] == "intake.consent"
    assert door.send(form=form, body={"values": {"name": "x" * 3_000_000}}).status_code == 413
    assert door.site.app.test_client().post(f"{door.path}/answers", json={}).status_code == 400


def test_s43_closed_paused_withdrawn_and_renewed_links_take_nothing(door: Door) -> None:
    form = door.form()
    states = []
    for settings in ({"opens_at": "2999-01-01T00:00:00+08:00"}, {"closes_at": "2001-01-01T00:00:00Z"}):
        door.sets(**settings)
        states.append(door.form()["state"])
        assert door.send(form=form).get_json()["code"] == "intake.not_open"
    door.sets()
    door.chief.send("PUT", f"{INTAKES}/visit/paused", {"paused": True})
    assert door.send(form=form).status_code == 409
    states.append(door.form()["state"])
    door.chief.send("PUT", f"{INTAKES}/visit/paused", {"paused": False})
    (link,) = door.chief.get(f"{INTAKES}/visit/links").get_json()["items"]
    ways = f"{INTAKES}/visit/links/{link['id']}"
    (revoked,) = door.chief.post(f"{ways}/revoke").get_json()["items"]
    assert revoked["path"] is None
    assert door.form() == {"state": "revoked"}
    assert door.send(form=form).status_code == 409
    assert states == ["early", "closed", "paused"]
    (again,) = door.chief.post(f"{ways}/renew").get_json()["items"]
    assert door.anybody().get(door.path).status_code == 404
    assert door.form(again["path"].replace("/f/", "/api/v1/public/"))["state"] == "open"
    drawn = door.chief.get(f"{ways}/code.png")
    assert (drawn.status_code, drawn.data[:4]) == (200, b"\x89PNG")
    assert door.chief.get(f"{ways}/code.svg").data.startswith(b"<?xml")
    assert door.chief.get(f"{ways}/code.gif").status_code == 404


ORIGINS = {
    "https://www.example.com": True,
    "https://shop.example.com:8443": True,
    "http://127.0.0.1:8080": True,
    "http://localhost": True,
    "null": False,
    "https://ex\u0430mple.com": False,
    "*": False,
    "https://*": False,
    "https://*.example.com": False,
    "https://example.com/page": False,
    "https://example.com/": False,
    "https://example.com:99999": False,
    "http://example.com": False,
    "http://127.0.0.1.example.com": False,
    "https://user@example.com": False,
    "https://example.com;script-src": False,
    "https://example.com https://evil.example": False,
    "https://example.com\r\nX: y": False,
    "javascript:alert(1)": False,
    "https://localhost": False,
    "https://192.168.0.1": False,
}


def test_s44_only_named_sites_embed_a_form(door: Door, tmp_path: Path) -> None:
    page = door.path.replace("/api/v1/public/", "/f/")
    for name in ("public.html", "embed.js", "index.html", "phone.html"):
        (tmp_path / name).write_text("built")
    app = create_app(door.site.installation, WebSettings(front=tmp_path), clock=door.site.workspace.clock)

    def asked(path: str) -> Any:
        return app.test_client().get(path)

    def ancestors(path: str) -> str:
        policy = asked(path).headers["Content-Security-Policy"]
        return next(rule for rule in policy.split("; ") if rule.startswith("frame-ancestors"))

    assert ancestors(page) == "frame-ancestors 'none'"
    named = [origin for origin, right in ORIGINS.items() if right]
    door.sets(origins=named)
    assert ancestors(page) == f"frame-ancestors {' '.join(named)}"
    # No other page of ours, and no link that leads nowhere.
    for path in (f"{page}x", "/", "/m/", door.path, "/f/embed.js"):
        assert ancestors(path) == "frame-ancestors 'none'"
    assert asked("/f/embed.js").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert asked(page).headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_s44_only_whole_origins_are_named() -> None:
    assert {origin: is_origin(origin) for origin in ORIGINS} == ORIGINS


def test_the_database_holds_no_token_that_could_be_used(door: Door) -> None:
    token = door.path.rpartition("/")[2]
    with door.site.workspace.database.read() as connection:
        for table in ("intake_link", "secret", "change_entry", "intake_delivery"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert token.partition(".")[2] not in str(rows)
