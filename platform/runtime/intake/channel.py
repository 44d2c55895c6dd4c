"""What a channel is: a way by which data comes in, and how it proves where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from marshmallow import Schema

from ..calendars import after
from ..context import Provenance
from ..registry import Registry

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request from outside, unread. `headers` by name in lower case."""

    headers: Mapping[str, str]
    body: bytes


class Channel:
    """The class docstring is its help text.

    provenance: how what came by it is told to have come. asks: what one agrees to who installs an app with such an
    intake. signs: whether senders sign with a secret of it. public: whether anybody may send who has the address; then
    nothing that is asked may tell of people or records. takes_tokens: whether it has tokens of its own. takes_files:
    whether it takes files, whose columns the map names.
    """

    key: str = ""
    label: ClassVar[dict[str, str]]
    provenance: ClassVar[Provenance]
    asks: ClassVar[dict[str, str]]
    signs: ClassVar[bool] = False
    public: ClassVar[bool] = False
    takes_tokens: ClassVar[bool] = False
    takes_files: ClassVar[bool] = False

    class Settings(Schema):
        """No settings."""

    def check(self, settings: Mapping[str, Any]) -> None:
        """What no setting can be asked by itself. Raises InvalidDefinition with a pointer into the settings."""

    def proved(self, settings: Mapping[str, Any], secrets: list[str], incoming: Incoming, now: datetime) -> str:
        """The sender's own name of this delivery. Raises Refused unless it was made with one of the secrets."""
        raise NotImplementedError

    def signed(self, secret: str, body: bytes, now: datetime) -> Incoming:
        """A request with this body as a sender with the secret makes it; only where senders sign."""
        raise NotImplementedError

    def examples(self, sample: str) -> dict[str, str]:
        """Ways to send the sample, by name of the language they are written in. __ADDRESS__ and __SECRET__ stand
        for what the sender was given."""
        return {}


def span(duration: str) -> timedelta:
    """The length of an ISO 8601 duration, days of 24 hours. Raises InvalidValue."""
    return after(_EPOCH, duration, "UTC") - _EPOCH


channels: Registry[Channel] = Registry(
    "loomwork.runtime.intake.channels", "loomwork.intake_channels", {"zh-CN": "接入方式", "en": "channel"}
)
