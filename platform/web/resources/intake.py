"""Records in, by a token of an intake: it adds what the intake takes, and opens no other route."""

from flask import Response, request

from ...runtime import intake
from ...runtime.identifiers import new_id
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..edge import Edge
from ..errors import BodyTooLarge
from ..intake_schemas import HookSchema
from ..locale import locale_of_request
from ..reading import idempotency_key

blueprint = Blueprint("intake", __name__, url_prefix="/api/v1/intake")

_BEARER = "Bearer "
_HEADERS = [
    {"in": "header", "name": "Authorization", "required": True, "schema": {"type": "string"},
     "description": "Bearer and a token of the intake; no session or personal token will do."},
    {"in": "header", "name": "Idempotency-Key", "required": False, "schema": {"type": "string"},
     "description": "The same again has the same answer; 409 when the body is another."},
]  # fmt: skip
_BODY = {
    "content": {"application/json": {"schema": {"description": "One body, or a list of up to 100."}}},
    "required": True,
}


@blueprint.route("", methods=["POST"])
@answers(HookSchema, parameters=_HEADERS, requestBody=_BODY)
@policy.anonymous
def receive(edge: Edge) -> Response:
    """Add what the token's intake takes. What fits no record is kept for who manages the intake."""
    if (request.content_length or 0) > edge.settings.largest_json_bytes:
        raise BodyTooLarge
    told = intake.receive_by_token(
        edge.installation,
        request.headers.get("Authorization", "").removeprefix(_BEARER).strip(),
        idempotency_key(),
        request.get_data(cache=False),
        edge.clock.now(),
        locale=locale_of_request(),
        request_id=new_id(),
        address=request.remote_addr,
    )
    return json(told)
