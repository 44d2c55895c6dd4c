"""Attacks on tokens of intakes: S70, none, swapped, expired, revoked or made for something else; S20 and S40, that they
open nothing but their one route."""

from datetime import timedelta
from typing import Any

import pytest

from loomwork.runtime.storage import FakeClock
from tests.attacks.sending import INTAKES, Sender, intake
from tests.attacks.test_routes import BY_LINK, OPEN_TO_ALL, routes
from tests.web.site import RECORDS, Site

PATH = "/api/v1/intake"
PARTNER = intake("partner", "api", {"zh-CN": "伙伴", "en": "Partner"})


class Partner(Sender):
    """Another system with a token."""

    def __init__(self, site: Site) -> None:
        super().__init__(site, PARTNER, PARTNER | {"key": "second"})
        self.token = self.new_token()

    def new_token(self, key: str = "partner", **wish: Any) -> str:
        token: str = self.chief.post(f"{INTAKES}/{key}/tokens", {"title": "CRM"} | wish).get_json()["token"]
        return token

    def send(self, body: Any, token: str | None = None, **headers: str) -> Any:
        given = {"Authorization": f"Bearer {self.token if token is None else token}"} | headers
        return self.site.app.test_client().post(PATH, json=body, headers=given)


@pytest.fixture
def partner(site: Site) -> Partner:
    return Partner(site)


def test_s70_a_token_adds_what_its_intake_takes_and_marks_it(partner: Partner) -> None:
    before = partner.count()
    answer = partner.send([{"name": "Lamps", "price": "1.00", "owner": "me"}, {"price": 3}])
    assert answer.status_code == 200
    assert [one["kept"] for one in answer.get_json()["items"]] == [False, True]
    assert "problem" not in answer.get_json()["items"][1]
    made = partner.chief.get(f"{RECORDS}/{answer.get_json()['items'][0]['record']}").get_json()
    assert (made["values"]["name"], made["values"]["price"]) == ("Lamps", "5.00")
    assert partner.count() == before + 1
    (told,) = partner.chief.get(f"{INTAKES}/partner/tokens").get_json()["items"]
    assert (told["title"], told["state"], told["used_at"] is not None) == ("CRM", "valid", True)
    assert partner.token not in partner.chief.get(f"{INTAKES}/partner/tokens").get_data(as_text=True)


def test_s36_the_same_key_adds_once_and_another_body_is_refused(partner: Partner) -> None:
    before = partner.count()
    first = partner.send({"name": "Lamps"}, **{"Idempotency-Key": "k1"})
    assert partner.send({"name": "Lamps"}, **{"Idempotency-Key": "k1"}).get_json() == first.get_json()
    assert partner.send({"name": "Other"}, **{"Idempotency-Key": "k1"}).status_code == 409
    # Another system's key of the same name is another.
    assert partner.send({"name": "Other"}, partner.new_token(), **{"Idempotency-Key": "k1"}).status_code == 200
    assert partner.send({"name": "X"}, **{"Idempotency-Key": "x" * 101}).status_code == 400
    assert partner.count() == before + 2


def test_s70_every_other_token_is_refused_in_the_same_words(partner: Partner) -> None:
    personal = partner.chief.post("/api/v1/account/tokens", {"title": "x"}).get_json()
    address = partner.chief.post(f"{INTAKES}/partner/address").get_json()["path"].rpartition("/")[2]
    revoked = partner.new_token()
    newest = partner.chief.get(f"{INTAKES}/partner/tokens").get_json()["items"][0]["id"]
    assert partner.chief.send("DELETE", f"{INTAKES}/partner/tokens/{newest}").status_code == 204
    id, _, secret = partner.token.removeprefix("lwi_").partition(".")
    given = ["", "x", "lwi_x.y", f"lwi_{id}.{secret[::-1]}", f"{id}.{secret}", f"lwi_{address}", revoked]
    given += [str(value) for value in personal.values() if isinstance(value, str)]
    answers = [partner.send({"name": "x"}, one) for one in given]
    assert {one.status_code for one in answers} == {401}
    assert len({one.get_data() for one in answers}) == 1
    paused = partner.new_token("second")
    assert partner.chief.send("PUT", f"{INTAKES}/second/paused", json={"paused": True}).status_code == 204
    assert partner.send({"name": "x"}, paused).get_data() == answers[0].get_data()


def test_s70_an_expired_token_opens_nothing(partner: Partner, clock: FakeClock) -> None:
    short = partner.new_token(days=1)
    assert partner.send({"name": "x"}, short).status_code == 200
    clock.advance(timedelta(days=1))
    assert partner.send({"name": "x"}, short).status_code == 401
    assert partner.send({"name": "x"}).status_code == 200
    assert {one["state"] for one in partner.chief.get(f"{INTAKES}/partner/tokens").get_json()["items"]} == {
        "valid",
        "expired",
    }
    for wish in ({"days": 0}, {"days": 4000}, {"title": " "}):
        assert partner.chief.post(f"{INTAKES}/partner/tokens", {"title": "x"} | wish).status_code == 422


def test_s40_a_token_opens_no_other_route(partner: Partner) -> None:
    before = partner.count()
    browser = partner.site.app.test_client()
    for endpoint, method, path in routes(partner.site.app):
        if endpoint in OPEN_TO_ALL:
            continue
        answer = browser.open(path, method=method, json={}, headers={"Authorization": f"Bearer {partner.token}"})
        assert answer.status_code == (404 if endpoint in BY_LINK else 401), (method, path)
    assert partner.count() == before


def test_only_who_manages_intakes_makes_tokens_and_only_for_the_api(partner: Partner) -> None:
    other = partner.site.client("cleo")
    for method, path in (("GET", "tokens"), ("POST", "tokens"), ("DELETE", "tokens/x"), ("GET", "files")):
        assert other.send(method, f"{INTAKES}/partner/{path}", json={"title": "x"}).status_code == 403
    assert partner.chief.get(f"{INTAKES}/partner/files").status_code == 404
