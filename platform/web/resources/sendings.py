"""What one sent that wants something back, who gave it and who did not; and announcements, which a person writes."""

from typing import Any

from flask import Response, request

from ...runtime import changes, messages
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..reading import idempotency_key, whole_number
from ..sending_schemas import (
    AnnouncementBody,
    RemindedSchema,
    SendingMadeSchema,
    SendingsSchema,
    SendingWithPersonsSchema,
)
from .exports import XLSX

blueprint = Blueprint("sendings", __name__, url_prefix="/api/v1")

_PAGE = query({"cursor": "next_cursor of the page before"}, {"limit": "1 to 100"})


@blueprint.route("/sendings")
@answers(SendingsSchema, parameters=_PAGE)
@policy.person
def items(context: Context) -> Response:
    """What one sent, newest first; for who manages messages what anybody sent."""
    limit = whole_number("limit", 30, 100)
    return json(messages.sendings(context, limit=limit, cursor=request.args.get("cursor") or None))


@blueprint.route("/sendings/<id>")
@answers(SendingWithPersonsSchema)
@policy.person
def show(context: Context, id: str) -> Response:
    """One with its receivers: who read it, who gave what, who did not."""
    return json(messages.sending_of(context, id))


@blueprint.route("/sendings/<id>/receivers.xlsx")
@answers(None)
@policy.person
def workbook(context: Context, id: str) -> Response:
    """Its receivers as a spreadsheet."""
    named = {"Content-Disposition": f'attachment; filename="{id}.xlsx"'}
    return Response(messages.sheet_of(context, id), mimetype=XLSX, headers=named)


@blueprint.route("/sendings/<id>/remind", methods=["POST"])
@answers(RemindedSchema)
@policy.person
def remind(context: Context, id: str) -> Response:
    """Remind who has not given what it wants, at most once an hour."""
    return json({"count": changes.run(context, lambda tx: messages.remind_missing(context, tx, id))})


@blueprint.route("/announcements", methods=["POST"])
@answers(SendingMadeSchema, 201, parameters=[{"in": "header", "name": "Idempotency-Key", "schema": {"type": "string"}}])
@policy.right("messages.announce")
@blueprint.arguments(AnnouncementBody)
def announce(context: Context, body: dict[str, Any]) -> Response:
    """Send an announcement. Who sends it is not among its receivers. The same Idempotency-Key sends once."""
    to = messages.Receivers(
        body["to"]["everyone"], *(tuple(body["to"][kind]) for kind in ("persons", "departments", "roles"))
    )
    wanted = messages.Wanted(body["confirm"], body["quiz"], body["remind_after"])
    once = idempotency_key()
    return json({"id": messages.announce(context, body["title"], body["text"], to, wanted, idempotency_key=once)}, 201)
