"""Webhooks: what the other side gets can be checked by it, and a refusal is told as one."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from marshmallow import ValidationError

from loomwork.connectors.base import Connection, Outgoing, connector_types
from loomwork.connectors.errors import AnswerRefused, NotAccepted, SecretMissing
from tests.connectors.partner import Partner, partner, plain

WEBHOOK = connector_types.get("webhook")
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
MESSAGE = Outgoing("m1", "record_changed", AT, {"公司": "华山机械", "budget": "600000.00"})


def connection(to: Partner, **secrets: str) -> Connection:
    settings: dict[str, Any] = WEBHOOK.Settings().load({"url": to.url, "allowed_networks": ["127.0.0.1"]})
    return Connection(settings, secrets or {"signing_key": "k1"})


def received(to: Partner) -> tuple[dict[str, str], bytes]:
    head, _, body = to.requests[-1].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")[1:]
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}, body


def signed(key: str, headers: dict[str, str], body: bytes) -> str:
    """What a receiver works out, apart from the product's code."""
    content = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    return "v1," + base64.b64encode(hmac.new(key.encode(), content, hashlib.sha256).digest()).decode()


def test_the_receiver_can_check_who_sent_it_and_what() -> None:
    with partner() as other:
        WEBHOOK.send(connection(other), MESSAGE, other.client())

    headers, body = received(other)
    assert headers["webhook-signature"] == signed("k1", headers, body)
    assert headers["webhook-signature"] != signed("k1", headers, body + b" ")
    assert (headers["webhook-id"], headers["idempotency-key"]) == ("m1", "m1")
    assert headers["webhook-timestamp"] == str(int(AT.timestamp()))
    assert json.loads(body) == {"id": "m1", "type": "record_changed", "timestamp": AT.isoformat(), "data": MESSAGE.body}


def test_while_keys_change_both_sign() -> None:
    with partner() as other:
        WEBHOOK.send(connection(other, signing_key="new", previous_key="old"), MESSAGE, other.client())
    headers, body = received(other)
    assert headers["webhook-signature"].split(" ") == [signed("new", headers, body), signed("old", headers, body)]


def test_without_a_key_nothing_is_sent() -> None:
    with partner() as other:
        for secrets in ({"previous_key": "old"}, {"signing_key": ""}):
            with pytest.raises(SecretMissing):
                WEBHOOK.send(connection(other, **secrets), MESSAGE, other.client())
    assert other.requests == []


@pytest.mark.parametrize("status", ["400 Bad", "401 No", "404 Gone", "500 Oh", "503 Later"])
def test_any_answer_but_yes_is_a_refusal(status: str) -> None:
    with partner() as other:
        other.answer = plain(status, b"a secret answer")
        with pytest.raises(NotAccepted) as caught:
            WEBHOOK.send(connection(other), MESSAGE, other.client())
    assert status[:3] in caught.value.sentence("zh-CN")
    assert "a secret answer" not in str(caught.value)


def test_what_is_signed_for_one_address_goes_to_no_other() -> None:
    with partner() as other:
        other.answer = plain("307 There", Location="/elsewhere")
        made = connection(other)
        client = other.client(redirects=0)
        with pytest.raises(AnswerRefused):
            WEBHOOK.send(made, MESSAGE, client)
    assert len(other.requests) == 1


def test_its_own_client_reaches_what_its_settings_allow() -> None:
    with partner() as other:
        made = connection(other)
        settings = dict(made.settings) | {"url": f"http://127.0.0.1:{other.port}/"}
        WEBHOOK.test(Connection(settings, made.secrets), AT)
    assert json.loads(received(other)[1])["type"] == "test"


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "ftp://partner.example/"},
        {"url": "https://user@partner.example/"},
        {"url": "https://partner.example/\r\nX: y"},
        {"url": "https://partner.example/", "allowed_networks": ["inside"]},
        {"url": "https://partner.example/", "timeout_s": 0},
        {"url": "https://partner.example/", "verify": False},
        {},
    ],
)
def test_settings_that_cannot_be_used_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        WEBHOOK.Settings().load(wrong)
