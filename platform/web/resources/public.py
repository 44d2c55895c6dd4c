"""Public forms: what somebody who is not known may ask with a link. These four calls and no others; none of them reads
a record, and no session counts."""

from typing import Any

from flask import Response, request

from ...runtime import intake
from ...runtime.errors import BadRequest, InvalidValue
from .. import policy
from ..answers import UPLOAD, answers, empty, json
from ..blueprint import Blueprint
from ..edge import current_edge
from ..intake_schemas import PublicAnswerBody, PublicFormSchema, PublicStateSchema
from ..reading import idempotency_key, json_body, values_of
from ..schemas import FileSchema

blueprint = Blueprint("public", __name__, url_prefix="/api/v1/public/<token>")

_ONCE = [{"in": "header", "name": "Idempotency-Key", "required": True, "schema": {"type": "string"}}]
_TICKET = [{"in": "header", "name": "Ticket", "required": True, "schema": {"type": "string"}}]
_BODY = {"content": {"application/json": {"schema": PublicAnswerBody}}, "required": True}


@blueprint.route("")
@answers(PublicFormSchema)
@policy.public
def show(visit: intake.Visit) -> Response:
    """The form, or why it cannot be filled in now."""
    return json(intake.form_shown(visit, current_edge().clock.now()))


@blueprint.route("/state")
@answers(PublicStateSchema)
@policy.public
def state(visit: intake.Visit) -> Response:
    """Whether it may be filled in now."""
    return json({"state": visit.state})


@blueprint.route("/files", methods=["POST"])
@answers(FileSchema, 201, requestBody=UPLOAD, parameters=_TICKET)
@policy.public
def put_file(visit: intake.Visit) -> Response:
    """A file for an answer. Ticket: as the form came with."""
    uploaded = request.files.get("file")
    if uploaded is None:
        raise InvalidValue(pointer="/file", expected={"zh-CN": "一个附件", "en": "a file"})
    stored = intake.put_file(visit, request.headers.get("Ticket"), uploaded.stream, uploaded.filename or "")
    return json(stored.dump(), 201)


@blueprint.route("/answers", methods=["POST"])
@answers(status=204, requestBody=_BODY, parameters=_ONCE)
@policy.public
def answer(visit: intake.Visit) -> Response:
    """An answer. The same Idempotency-Key with the same body is taken once."""
    body = json_body("values", "parameters", "consent", "ticket", "website")
    once = idempotency_key()
    if once is None:
        raise BadRequest(reason={"zh-CN": "缺少 Idempotency-Key", "en": "the Idempotency-Key is missing"})
    parameters: Any = body.get("parameters", {})
    if not isinstance(parameters, dict):
        raise InvalidValue(pointer="/parameters", expected={"zh-CN": "参数与值", "en": "parameters and their values"})
    sent = intake.Answer(
        once, values_of(body), parameters, body.get("consent"), body.get("ticket"), body.get("website")
    )
    intake.answer(visit, sent, current_edge().clock.now())
    return empty()
