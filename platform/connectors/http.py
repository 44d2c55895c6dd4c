"""HTTP: requests to a service with a JSON interface, such as an ERP. What is asked is said by whoever calls.

Each call goes below the connection's address, so that its credentials reach no other host. Every attempt of a call
carries the same Idempotency-Key. Signed calls follow the Standard Webhooks convention, as in webhook.py.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from marshmallow import Schema, fields, validate

from .addresses import networks, read_address
from .base import Connection, ConnectorType, Outgoing, connector_type
from .errors import AddressRefused, NotAccepted
from .http_client import Answer, Limits, OutsideClient, Request
from .settings import are_networks, is_address, is_header
from .webhook import signature

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_WAYS = ("none", "bearer", "basic", "header", "signed")
_LONGEST_BODY_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Call:
    """One call: `path` are the parts below the connection's address, each sent as one part whatever it holds."""

    id: str
    method: str
    path: Sequence[str]
    at: datetime
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Any = field(default=None, repr=False)


@connector_type("http")
class Http(ConnectorType):
    """Asks another system over HTTP and goes on with its answer."""

    label = {"zh-CN": "HTTP 接口", "en": "HTTP service"}
    secrets = {
        "token": {"zh-CN": "令牌", "en": "Token"},
        "password": {"zh-CN": "密码", "en": "Password"},
        "signing_key": {"zh-CN": "签名密钥", "en": "Signing key"},
    }
    example_settings = {
        "url": "https://erp.example/api/v1",
        "sign_in": "bearer",
        "test_path": "ping",
        "allowed_networks": ["10.1.2.0/24"],
        "timeout_s": 10,
    }

    class Settings(Schema):
        url = fields.String(required=True, validate=[validate.Length(1, 1000), is_address])
        # How the service knows us: a bearer token, user and password, a token in a header of its own, a signature.
        sign_in = fields.String(load_default="none", validate=validate.OneOf(_WAYS))
        user = fields.String(load_default="", validate=validate.Length(0, 200))
        header = fields.String(load_default="X-Api-Key", validate=[validate.Length(1, 60), is_header])
        # What the test asks for; any answer below 400 is a good one.
        test_path = fields.String(load_default="", validate=validate.Length(0, 200))
        # Networks inside that this connection may reach; by default none.
        allowed_networks = fields.List(fields.String(), load_default=list, validate=[are_networks])
        timeout_s = fields.Integer(load_default=20, strict=True, validate=validate.Range(1, 60))

    def destination(self, settings: Mapping[str, Any]) -> str:
        return read_address(settings["url"]).authority

    def needed_secrets(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return _NEEDS[settings["sign_in"]]

    def client(self, settings: Mapping[str, Any]) -> OutsideClient:
        limits = Limits(total_s=settings["timeout_s"], redirects=3)
        return OutsideClient(networks(settings["allowed_networks"]), limits)

    def test(self, connection: Connection, at: datetime, client: OutsideClient | None = None) -> None:
        """Asks for the test path and reads nothing of the answer but its status."""
        path = [part for part in connection.settings["test_path"].split("/") if part]
        self._accepted(connection, Call(f"test-{int(at.timestamp())}", "GET", path, at), client)

    def send(self, connection: Connection, outgoing: Outgoing, client: OutsideClient | None = None) -> None:
        """Posts {"id", "type", "timestamp", "data"} to the address itself. Raises OutsideError."""
        told = {"id": outgoing.id, "type": outgoing.kind, "timestamp": outgoing.at, "data": outgoing.body}
        self._accepted(connection, Call(outgoing.id, "POST", (), outgoing.at, body=told), client)

    def call(self, connection: Connection, call: Call, client: OutsideClient | None = None) -> Answer:
        """The answer, whatever its status. Raises OutsideError."""
        body = b"" if call.body is None else orjson.dumps(call.body)
        if len(body) > _LONGEST_BODY_BYTES:
            raise AddressRefused(self.destination(connection.settings), reason="size")
        headers = {"Accept": "application/json", **call.headers, "Idempotency-Key": call.id}
        if body:
            headers["Content-Type"] = "application/json"
        request = Request(
            call.method, _address(connection.settings["url"], call), headers, _credentials(connection, call, body), body
        )
        return (client or self.client(connection.settings)).call(request)

    def _accepted(self, connection: Connection, call: Call, client: OutsideClient | None) -> None:
        answer = self.call(connection, call, client)
        if answer.status >= 400:
            raise NotAccepted(self.destination(connection.settings), status=str(answer.status))


_NEEDS = {"none": (), "bearer": ("token",), "basic": ("password",), "header": ("token",), "signed": ("signing_key",)}


def _address(base: str, call: Call) -> str:
    """The connection's address with what is asked for below it. Raises AddressRefused for a part that leads up."""
    parts = [quote(part, safe="") for part in call.path]
    if any(part in ("", ".", "..") for part in parts):
        raise AddressRefused(read_address(base).host, reason="path")
    address, _, fixed = base.partition("?")
    if parts:
        address = f"{address.rstrip('/')}/{'/'.join(parts)}"
    asked = "&".join(filter(None, (fixed, urlencode(call.query))))
    return f"{address}?{asked}" if asked else address


def _credentials(connection: Connection, call: Call, body: bytes) -> dict[str, str]:
    settings = connection.settings
    match settings["sign_in"]:
        case "bearer":
            return {"Authorization": f"Bearer {connection.secret('token')}"}
        case "basic":
            both = f"{settings['user']}:{connection.secret('password')}"
            return {"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"}
        case "header":
            return {settings["header"]: connection.secret("token")}
        case "signed":
            at = str(int(call.at.timestamp()))
            signed = signature(connection.secret("signing_key"), call.id, at, body)
            return {"webhook-id": call.id, "webhook-timestamp": at, "webhook-signature": signed}
        case _:
            return {}
