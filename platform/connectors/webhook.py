"""Webhook: a signed JSON POST to an address of one's own, after the Standard Webhooks convention.

Headers: webhook-id (the same at every try, so that the receiver takes it once), webhook-timestamp (seconds since 1970),
webhook-signature ("v1," and the base64 of HMAC-SHA256 over "id.timestamp.body"; one for each key while keys change).
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from .addresses import networks, read_address
from .base import Connection, ConnectorType, Outgoing, connector_type
from .errors import NotAccepted
from .http_client import Limits, OutsideClient, Request
from .settings import are_networks, is_address


@connector_type("webhook")
class Webhook(ConnectorType):
    """Tells another system at once, by a signed message to an address that it gives."""

    label = {"zh-CN": "Webhook", "en": "Webhook"}
    secrets = {
        "signing_key": {"zh-CN": "签名密钥", "en": "Signing key"},
        "previous_key": {"zh-CN": "上一个签名密钥（更换期间）", "en": "Previous signing key, while keys change"},
    }
    example_settings = {"url": "https://partner.example/hooks/1", "allowed_networks": ["10.1.2.0/24"], "timeout_s": 5}

    class Settings(Schema):
        url = fields.String(required=True, validate=[validate.Length(1, 2000), is_address])
        # Networks inside that this connection may reach; by default none.
        allowed_networks = fields.List(fields.String(), load_default=list, validate=[are_networks])
        timeout_s = fields.Integer(load_default=10, strict=True, validate=validate.Range(1, 60))

    def destination(self, settings: Mapping[str, Any]) -> str:
        return read_address(settings["url"]).authority

    def needed_secrets(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return ("signing_key",)

    def client(self, settings: Mapping[str, Any]) -> OutsideClient:
        """No redirects: what is signed for one address goes to no other."""
        limits = Limits(total_s=settings["timeout_s"], body_bytes=64 * 1024, redirects=0)
        return OutsideClient(networks(settings["allowed_networks"]), limits)

    def test(self, connection: Connection, at: datetime, client: OutsideClient | None = None) -> None:
        """Sends a message of kind "test", which receivers answer and do nothing about."""
        self.send(connection, Outgoing(f"test-{int(at.timestamp())}", "test", at, {}), client)

    def send(self, connection: Connection, outgoing: Outgoing, client: OutsideClient | None = None) -> None:
        """Raises OutsideError; NotAccepted for any answer but 2xx."""
        url = connection.settings["url"]
        body = _body(outgoing)
        timestamp = str(int(outgoing.at.timestamp()))
        keys = [connection.secret("signing_key"), connection.secrets.get("previous_key", "")]
        signatures = " ".join(signature(key, outgoing.id, timestamp, body) for key in keys if key)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": outgoing.id,
            "webhook-timestamp": timestamp,
            "Idempotency-Key": outgoing.id,
        }
        request = Request("POST", url, headers, {"webhook-signature": signatures}, body)
        answer = (client or self.client(connection.settings)).call(request)
        if not 200 <= answer.status < 300:
            raise NotAccepted(read_address(url).host, status=str(answer.status))


def signature(key: str, id: str, timestamp: str, body: bytes) -> str:
    """ "v1,<base64>"; a receiver works it out again and compares in constant time."""
    digest = hmac.new(key.encode(), f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _body(outgoing: Outgoing) -> bytes:
    told = {"id": outgoing.id, "type": outgoing.kind, "timestamp": outgoing.at.isoformat(), "data": outgoing.body}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
