"""For those who watch the server: is it alive, is it ready, how does it do?"""

import hmac

import sqlalchemy as sa
from flask import Blueprint, Response, request

from ...runtime.errors import NotFound, Unavailable
from .. import policy
from ..edge import Edge
from ..measures import exposition

blueprint = Blueprint("health", __name__)


@blueprint.route("/healthz")
@policy.anonymous
def healthz(edge: Edge) -> Response:
    """The process answers."""
    return Response("ok\n", content_type="text/plain")


@blueprint.route("/readyz")
@policy.anonymous
def readyz(edge: Edge) -> Response:
    """The databases answer."""
    try:
        with edge.installation.directory.read() as connection:
            connection.execute(sa.select(sa.literal(1)))
    except sa.exc.SQLAlchemyError:
        raise Unavailable from None
    return Response("ok\n", content_type="text/plain")


@blueprint.route("/metrics")
@policy.anonymous
def metrics(edge: Edge) -> Response:
    """Metrics in Prometheus' format: for this machine itself, elsewhere with the key of the settings."""
    if not _may_watch(edge):
        raise NotFound
    return Response(exposition(edge.runtime), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_watch(edge: Edge) -> bool:
    key = edge.settings.metrics_key
    if key:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {key}".encode())
    # Through a proxy everybody seems to come from this machine; such requests carry the header.
    return request.remote_addr in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
