"""Links of a public form, for who manages intakes: made, shown again, drawn as QR codes, made anew and withdrawn."""

import io
from typing import Any

import segno
from flask import Response, request

from ...runtime import intake
from ...runtime.context import Context
from ...runtime.errors import NotFound
from ...runtime.intake.endpoints import RIGHT
from ...runtime.people import actor_name
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..intake_schemas import IntakeLinkBody, IntakeLinksSchema

blueprint = Blueprint("links", __name__, url_prefix="/api/v1/apps/<app>/intakes/<key>/links")

_SQUARE_PX = 12
_KINDS = {"svg": "image/svg+xml", "png": "image/png"}


@blueprint.route("")
@answers(IntakeLinksSchema)
@policy.right(RIGHT)
def items(context: Context, app: str, key: str) -> Response:
    """All of them, the newest first, with how much came by each."""
    return _all(context, app, key)


@blueprint.route("", methods=["POST"])
@answers(IntakeLinksSchema, 201)
@policy.right(RIGHT)
@blueprint.arguments(IntakeLinkBody)
def make(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """Another link; all of them then."""
    intake.make_link(context, app, key, body["title"], body["parameters"])
    return _all(context, app, key, 201)


@blueprint.route("/<id>/renew", methods=["POST"])
@answers(IntakeLinksSchema)
@policy.right(RIGHT)
def renew(context: Context, app: str, key: str, id: str) -> Response:
    """Another address for it; the one before leads nowhere from now on."""
    intake.renew_link(context, app, key, id)
    return _all(context, app, key)


@blueprint.route("/<id>/revoke", methods=["POST"])
@answers(IntakeLinksSchema)
@policy.right(RIGHT)
def revoke(context: Context, app: str, key: str, id: str) -> Response:
    """Withdraw it."""
    intake.revoke_link(context, app, key, id)
    return _all(context, app, key)


@blueprint.route("/<id>/code.<kind>")
@answers(parameters=query({"download": "1: as a file"}))
@policy.right(RIGHT)
def code(context: Context, app: str, key: str, id: str, kind: str) -> Response:
    """A QR code that opens the link, as "svg" or "png"."""
    if kind not in _KINDS:
        raise NotFound
    # Under the name by which this person reached the server: it is shown to nobody else.
    address = f"{request.host_url}f/{intake.token_of(context, app, key, id)}"
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind=kind, scale=_SQUARE_PX, border=4)
    answer = Response(drawn.getvalue(), content_type=_KINDS[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{app}-{key}-{id[-6:]}.{kind}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return answer


def _all(context: Context, app: str, key: str, status: int = 200) -> Response:
    found = intake.links(context, app, key)
    told = [
        {name: one[name] for name in ("id", "title", "parameters", "made_at", "revoked_at", "today", "all", "kept")}
        | {
            "path": f"/f/{one['token']}" if one["token"] else None,
            "made_by": actor_name(context, one["made_by"]),
        }
        for one in found
    ]
    parameters, origins = intake.sharing(context, app, key)
    return json({"items": told, "parameters": parameters, "origins": origins}, status)
