"""Webhook: a signed JSON POST, by the same convention as the webhooks that are sent from here."""

import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from marshmallow import Schema, fields, validate

from ....connectors.webhook import signature
from ...errors import InvalidValue
from ...forms.locating import wrong
from ..channel import Channel, Incoming, channels, span
from ..errors import Refused

_ID = re.compile(r"[\x21-\x7e]{1,100}")
_SECONDS = re.compile(r"\d{1,12}", re.ASCII)
# While keys change a sender may sign with several.
_MOST_SIGNATURES = 5
_LONGEST = timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@channels.registers("webhook")
class WebhookChannel(Channel):
    """Another system sends what it has as a signed message; unsigned, altered and old ones are refused."""

    label = {"zh-CN": "Webhook", "en": "Webhook"}
    asks = {
        "zh-CN": "其他系统凭地址和签名密钥送来数据，生成记录，不能查看",
        "en": "Systems that have its address and secret send data that becomes records; they see nothing",
    }
    provenance = "webhook"
    signs = True

    class Settings(Schema):
        # So far a sender's clock may be off, and so long a message may take: ISO 8601.
        window = fields.String(load_default="PT5M", metadata={"duration": True})
        # Deliveries within ten minutes, from one address and in all.
        each = fields.Integer(load_default=3000, strict=True, validate=validate.Range(1, 1_000_000))
        together = fields.Integer(load_default=10_000, strict=True, validate=validate.Range(1, 1_000_000))

    def check(self, settings: Mapping[str, Any]) -> None:
        """A window that lets anything in, but nothing old."""
        try:
            window = span(settings["window"])
        except InvalidValue as error:
            raise wrong("/window", error.sentence("zh-CN"), error.sentence("en")) from None
        if not timedelta() < window <= _LONGEST:
            raise wrong(
                "/window", "应大于零且不超过 1 小时，例如 PT5M", "more than nothing, at most an hour, such as PT5M"
            )

    def proved(self, settings: Mapping[str, Any], secrets: list[str], incoming: Incoming, now: datetime) -> str:
        """By webhook-id, webhook-timestamp and webhook-signature."""
        id = incoming.headers.get("webhook-id", "")
        stamp = incoming.headers.get("webhook-timestamp", "")
        given = incoming.headers.get("webhook-signature", "").split()
        if not (_ID.fullmatch(id) and _SECONDS.fullmatch(stamp) and 0 < len(given) <= _MOST_SIGNATURES):
            raise Refused
        # Each against each, and all of them whatever is found: the time taken tells nothing.
        right = [signature(secret, id, stamp, incoming.body).encode() for secret in secrets]
        fits = [hmac.compare_digest(one.encode(), other) for one in given for other in right]
        off = abs((now - _EPOCH).total_seconds() - int(stamp))
        if not any(fits) or off > span(settings["window"]).total_seconds():
            raise Refused
        return id

    def signed(self, secret: str, body: bytes, now: datetime) -> Incoming:
        """As senders do, under a name of its own."""
        id, stamp = f"test-{now.timestamp():.6f}", str(int(now.timestamp()))
        named = {"webhook-id": id, "webhook-timestamp": stamp}
        return Incoming(named | {"webhook-signature": signature(secret, id, stamp, body)}, body)

    def examples(self, sample: str) -> dict[str, str]:
        """They sign when they are run: a signature that is written down is too old soon."""
        quoted = sample.replace("'", "'\\''")
        return {"curl": _CURL.replace("__SAMPLE__", quoted), "Python": _PYTHON.replace("__SAMPLE__", repr(sample))}


_CURL = """\
ADDRESS='__ADDRESS__'
SECRET='__SECRET__'
BODY='__SAMPLE__'
ID="message-$(date +%s)-$$"
AT="$(date +%s)"
SIGNATURE="v1,$(printf '%s' "$ID.$AT.$BODY" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64)"
curl "$ADDRESS" \\
  -H 'Content-Type: application/json' \\
  -H "webhook-id: $ID" -H "webhook-timestamp: $AT" -H "webhook-signature: $SIGNATURE" \\
  --data-raw "$BODY"
"""

_PYTHON = """\
import base64, hashlib, hmac, time, urllib.request, uuid

address = "__ADDRESS__"
secret = "__SECRET__"
body = __SAMPLE__.encode()
id, at = uuid.uuid4().hex, str(int(time.time()))
digest = hmac.new(secret.encode(), f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
headers = {
    "Content-Type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": at,
    "webhook-signature": "v1," + base64.b64encode(digest).decode(),
}
request = urllib.request.Request(address, body, headers)
print(urllib.request.urlopen(request).read().decode())
"""
