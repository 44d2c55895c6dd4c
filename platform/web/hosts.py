"""The names under which the server answers: another Host header is refused, so that it can shape no link."""

from flask import Flask, request

from .edge import current_edge
from .errors import UnknownHost


def install_hosts(app: Flask) -> None:
    """Refuse requests for other hosts than the settings name; any when they name none."""
    app.before_request(_check)


def _check() -> None:
    allowed = current_edge().settings.hosts
    if request.host.rsplit(":", 1)[0].lower() not in allowed:
        raise UnknownHost
