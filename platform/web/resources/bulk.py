"""Bulk edits of a form's records: started here, watched and taken back as operations."""

from typing import Any

from flask import Response

from ...builder.bulk import start_bulk, start_undo
from ...runtime import records
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import BulkBody
from ..package_schemas import OperationRefSchema

blueprint = Blueprint("bulk", __name__, url_prefix="/api/v1")


@blueprint.route("/apps/<app>/forms/<form>/bulk", methods=["POST"])
@answers(OperationRefSchema, 202)
@policy.person
@blueprint.arguments(BulkBody)
def start(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Change or delete many records, each by the ordinary way; those that are refused stay as they are. The
    operation's result is {"done", "refused", "problems": [{"id", "title", "reason"}]}."""
    query = records.Query(filter=body["filter"], search=body["search"])
    id = start_bulk(context, app, form, body["deed"], body["values"], ids=body["ids"], query=query)
    return json({"operation": id}, 202)


@blueprint.route("/operations/<id>/undo", methods=["POST"])
@answers(OperationRefSchema, 202)
@policy.person
def undo(context: Context, id: str) -> Response:
    """Take back one's own bulk edit, as far as nobody changed the records since."""
    return json({"operation": start_undo(context, id)}, 202)
