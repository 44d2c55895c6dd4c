"""HTTP: parts of a path stay parts, credentials go to their host, every attempt has one key."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from marshmallow import ValidationError

from loomwork.connectors.base import Connection
from loomwork.connectors.errors import AddressRefused, NotAccepted, SecretMissing
from loomwork.connectors.http import Call, Http
from loomwork.connectors.settings import Told
from loomwork.connectors.webhook import signature
from tests.connectors.partner import Partner, partner, plain

AT = datetime(2026, 1, 5, 1, tzinfo=UTC)
SECRETS = {"token": "hush-token", "password": "hush-password", "signing_key": "hush-key"}


def made(outside: Partner, **settings: Any) -> Connection:
    url = f"http://partner.example:{outside.port}/api?fixed=1"
    return Connection(Http.Settings().load({"url": url, **settings}), SECRETS)


def asked(outside: Partner) -> tuple[str, dict[str, str], bytes]:
    """The request line, headers and body of the last request."""
    head, _, body = outside.requests[-1].partition(b"\r\n\r\n")
    line, *lines = head.decode().split("\r\n")
    return line, {name.lower(): value for name, value in (one.split(": ", 1) for one in lines)}, body


def test_a_call_says_what_it_is_told_below_the_address() -> None:
    with partner() as outside:
        outside.answer = plain("201 Created", b'{"ok":true}')
        call = Call("ws/call/1", "POST", ["orders", "A/1 ?#%2e 甲"], AT, {"q": "a&b=c"}, {"X-More": "1"}, {"名": "值"})
        answer = Http().call(made(outside, sign_in="bearer"), call, outside.client())
        line, headers, body = asked(outside)
    assert answer.status == 201
    assert line == "POST /api/orders/A%2F1%20%3F%23%252e%20%E7%94%B2?fixed=1&q=a%26b%3Dc HTTP/1.1"
    assert headers["idempotency-key"] == "ws/call/1"
    assert headers["authorization"] == "Bearer hush-token"
    assert (headers["x-more"], headers["content-type"]) == ("1", "application/json")
    assert json.loads(body) == {"名": "值"}


@pytest.mark.parametrize("part", ["", ".", ".."])
def test_a_part_that_leads_up_is_refused(part: str) -> None:
    with partner() as outside:
        with pytest.raises(AddressRefused):
            Http().call(made(outside), Call("1", "GET", ["orders", part], AT), outside.client())
        assert outside.requests == []


@pytest.mark.parametrize("way", ["basic", "header", "signed", "none"])
def test_each_way_of_signing_in(way: str) -> None:
    with partner() as outside:
        connection = made(outside, sign_in=way, user="erp", header="X-Key")
        Http().call(connection, Call("k1", "POST", ["x"], AT, body=[1]), outside.client())
        _, headers, body = asked(outside)
    basic = f"Basic {base64.b64encode(b'erp:hush-password').decode()}"
    told = {name: headers[name] for name in ("authorization", "x-key", "webhook-signature") if name in headers}
    signed = signature("hush-key", "k1", str(int(AT.timestamp())), body)
    expected = {"basic": {"authorization": basic}, "header": {"x-key": "hush-token"}}
    assert told == (expected | {"signed": {"webhook-signature": signed}, "none": {}})[way]


def test_a_redirect_to_another_host_gets_no_credentials() -> None:
    with partner() as outside, partner() as other:
        outside.answer = plain("307 Temporary Redirect", Location=f"http://other.example:{other.port}/x")
        Http().call(made(outside, sign_in="header"), Call("1", "GET", ["a"], AT), outside.client())
        _, headers, _ = asked(other)
    assert "x-api-key" not in headers


def test_without_its_secret_nothing_is_sent() -> None:
    with partner() as outside:
        connection = Connection(made(outside, sign_in="bearer").settings, {})
        with pytest.raises(SecretMissing):
            Http().call(connection, Call("1", "GET", [], AT), outside.client())
        assert outside.requests == []


def test_the_test_asks_for_its_path_and_tells_a_refusal() -> None:
    with partner() as outside:
        connection = made(outside, test_path="/health/ping")
        Http().test(connection, AT, outside.client())
        assert asked(outside)[0] == "GET /api/health/ping?fixed=1 HTTP/1.1"
        outside.answer = plain("401 Unauthorized")
        with pytest.raises(NotAccepted):
            Http().test(connection, AT, outside.client())


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "file:///etc/passwd"},
        {"url": "http://user:pass@erp.example"},
        {"url": "https://erp.example", "allowed_networks": ["all"]},
        {"url": "https://erp.example", "header": "Host"},
        {"url": "https://erp.example", "header": "X-A: 1\r\nX-B"},
    ],
)
def test_settings_that_lead_astray_are_refused_in_both_languages(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        Http.Settings().load(settings)
    ((told,),) = caught.value.normalized_messages().values()
    assert isinstance(told, Told)
    assert set(told.words) == {"zh-CN", "en"}
