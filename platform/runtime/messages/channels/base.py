"""What a channel is, and the registry of all channels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ...localized import Localized
from ...registry import Registry


@dataclass(frozen=True, slots=True)
class Line:
    """One message in its reader's language. `url`: its record's page, where the server knows its own address."""

    title: str
    text: str
    app: str
    at: str
    url: str | None
    # What it asks, as links: the words of each answer, and the page that gives it.
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to one person at once: one message, or the many of a digest."""

    to: str
    name: str
    locale: str
    sender: str
    lines: tuple[Line, ...] = field(repr=False)
    digest: bool = False
    # The page on which the reader says what comes to him how.
    settings_url: str | None = None


class Channel:
    """A way to reach people outside. `connector`: the key of the connector that carries what `render` makes."""

    key: str
    title: ClassVar[Localized]
    address_title: ClassVar[Localized]
    connector: ClassVar[str]

    def address(self, text: str) -> str:
        """What a person typed as where he is found, as it is kept. Raises InvalidValue."""
        raise NotImplementedError

    def render(self, letter: Letter) -> Mapping[str, Any]:
        """The body for the connector, within the limits of the channel."""
        raise NotImplementedError


_KIND: Localized = {"zh-CN": "消息渠道", "en": "channel"}
channels: Registry[Channel] = Registry("loomwork.runtime.messages.channels", "loomwork.channels", _KIND)
