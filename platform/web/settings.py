"""Settings of the edge, from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_REPOSITORY_FRONT = Path(__file__).resolve().parents[2] / "frontend" / "dist"


@dataclass(frozen=True, slots=True)
class WebSettings:
    """hosts: names under which the server may be asked, empty for any. https: cookies are Secure, HSTS is sent.
    trusted_proxy: address of a proxy whose X-Forwarded-* headers count. front: the built pages."""

    hosts: tuple[str, ...] = ()
    https: bool = False
    trusted_proxy: str | None = None
    front: Path = _REPOSITORY_FRONT
    demo: bool = False
    largest_body_bytes: int = 64 * 1024 * 1024
    largest_json_bytes: int = 2 * 1024 * 1024
    metrics_key: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, *, demo: bool = False) -> "WebSettings":
        """LOOMWORK_HOSTS (blank-separated), LOOMWORK_HTTPS=1, LOOMWORK_TRUSTED_PROXY, LOOMWORK_METRICS_KEY."""
        return cls(
            hosts=tuple(environment.get("LOOMWORK_HOSTS", "").split()),
            https=environment.get("LOOMWORK_HTTPS") == "1",
            trusted_proxy=environment.get("LOOMWORK_TRUSTED_PROXY") or None,
            metrics_key=environment.get("LOOMWORK_METRICS_KEY") or None,
            demo=demo,
        )
