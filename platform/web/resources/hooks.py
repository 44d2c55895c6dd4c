"""Webhooks in: what other systems send to intakes. Who sends proves it by signature; there is no session."""

from flask import Response, request

from ...runtime import intake
from ...runtime.identifiers import new_id
from ...runtime.intake.channel import Incoming
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..edge import Edge
from ..errors import BodyTooLarge
from ..intake_schemas import HookSchema
from ..locale import locale_of_request

blueprint = Blueprint("hooks", __name__, url_prefix="/api/v1/hooks")

_SIGNED = [
    {"in": "header", "name": name, "required": True, "schema": {"type": "string"}}
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
]
_BODY = {
    "content": {"application/json": {"schema": {"description": "One body, or a list of up to 100."}}},
    "required": True,
}


@blueprint.route("/<token>", methods=["POST"])
@answers(HookSchema, parameters=_SIGNED, requestBody=_BODY)
@policy.anonymous
def receive(edge: Edge, token: str) -> Response:
    """Signed as by Standard Webhooks. The same webhook-id again has the same answer; 409 when its body is another."""
    largest = edge.settings.largest_json_bytes
    if (request.content_length or 0) > largest:
        raise BodyTooLarge
    incoming = Incoming({name.lower(): value for name, value in request.headers}, request.get_data(cache=False))
    told = intake.receive(
        edge.installation,
        "webhook",
        token,
        incoming,
        edge.clock.now(),
        locale=locale_of_request(),
        request_id=new_id(),
        address=request.remote_addr,
    )
    return json(told)
