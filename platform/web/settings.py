"""Settings of the edge, from the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..builder.shipped import shipped


@dataclass(frozen=True, slots=True)
class WebSettings:
    """hosts: names under which the server may be asked, empty for any. https: cookies are Secure, HSTS is sent.
    trusted_proxy: address of a proxy whose X-Forwarded-* headers count. front: the built pages. frames: sites whose
    pages forms may embed, such as "https://maps.example.com" or "https://*.example.com"."""

    hosts: tuple[str, ...] = ()
    https: bool = False
    trusted_proxy: str | None = None
    front: Path = field(default_factory=lambda: shipped("front"))
    frames: tuple[str, ...] = ()
    demo: bool = False
    largest_body_bytes: int = 64 * 1024 * 1024
    largest_json_bytes: int = 2 * 1024 * 1024
    metrics_key: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, *, demo: bool = False) -> "WebSettings":
        """LOOMWORK_HOSTS and LOOMWORK_FRAMES (blank-separated), LOOMWORK_HTTPS=1, LOOMWORK_TRUSTED_PROXY,
        LOOMWORK_METRICS_KEY. Raises ValueError for a frame that is no https origin."""
        return cls(
            hosts=tuple(environment.get("LOOMWORK_HOSTS", "").split()),
            https=environment.get("LOOMWORK_HTTPS") == "1",
            trusted_proxy=environment.get("LOOMWORK_TRUSTED_PROXY") or None,
            metrics_key=environment.get("LOOMWORK_METRICS_KEY") or None,
            frames=tuple(map(_origin, environment.get("LOOMWORK_FRAMES", "").split())),
            demo=demo,
        )


def _origin(written: str) -> str:
    """What goes into a header must be an origin and nothing more."""
    if not re.fullmatch(r"https://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d{1,5})?", written, re.ASCII):
        raise ValueError(f"LOOMWORK_FRAMES: {written} is no https site; write https://maps.example.com")
    return written.lower()
