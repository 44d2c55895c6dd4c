"""Webhook: a signed JSON POST, by the same convention as the webhooks that are sent from here."""

import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from marshmallow import Schema, fields

from ....connectors.webhook import signature
from ...calendars import after
from ...errors import InvalidValue
from ...forms.locating import wrong
from ..channel import Channel, Incoming, channels
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

    class Settings(Schema):
        # So far a sender's clock may be off, and so long a message may take: ISO 8601.
        window = fields.String(load_default="PT5M", metadata={"duration": True})

    def check(self, settings: Mapping[str, Any]) -> None:
        """A window that lets anything in, but nothing old."""
        try:
            window = _length(settings["window"])
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
        if not any(fits) or off > _length(settings["window"]).total_seconds():
            raise Refused
        return id


def _length(window: str) -> timedelta:
    return after(_EPOCH, window, "UTC") - _EPOCH
