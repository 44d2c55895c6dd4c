"""Who a layout is told to: the fields this person sees, the language, and which pages may be embedded."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Reader:
    """seen: field key → "read" or "write". frames: origins such as "https://maps.example.com", or with one "*." at the
    start of the host for all below it."""

    seen: Mapping[str, str]
    locale: str
    frames: tuple[str, ...] = ()

    def embeds(self, address: str) -> bool:
        """Whether the page at an https address may be shown inside a form."""
        parts = urlsplit(address)
        return any(_covers(origin, parts.hostname or "", parts.port or 443) for origin in self.frames)


def _covers(origin: str, host: str, port: int) -> bool:
    allowed = urlsplit(origin)
    name = allowed.hostname or ""
    if (allowed.port or 443) != port:
        return False
    return host.endswith(name[1:]) if name.startswith("*.") else host == name
