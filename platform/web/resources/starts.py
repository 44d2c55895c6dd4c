"""Workflows that people start: what is offered where, starting one, and starting one for each of many records."""

from dataclasses import asdict
from typing import Any

from flask import Response, request

from ...builder.bulk_starts import start_on_many
from ...runtime.context import Context
from ...runtime.records import Query
from ...runtime.workflows import by_hand
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..package_schemas import OperationRefSchema
from ..reading import idempotency_key
from ..start_schemas import BulkStartBody, StartBody, StartedSchema, StartOffersSchema

blueprint = Blueprint("starts", __name__, url_prefix="/api/v1")

_ONCE = [{"in": "header", "name": "Idempotency-Key", "schema": {"type": "string"}}]


@blueprint.route("/starts")
@answers(StartOffersSchema, parameters=query({"app": "Only those of this app"}))
@policy.person
def about_nothing(context: Context) -> Response:
    """The workflows about no record that one may start."""
    return json({"items": by_hand.offers(context, request.args.get("app") or None)})


@blueprint.route("/apps/<app>/forms/<form>/starts")
@answers(StartOffersSchema, parameters=query({"record": "Only those that can be started on this record"}))
@policy.person
def on_form(context: Context, app: str, form: str) -> Response:
    """The workflows about records of a form that one may start."""
    return json({"items": by_hand.offers(context, app, form, request.args.get("record") or None)})


@blueprint.route("/apps/<app>/workflows/<workflow>/starts", methods=["POST"])
@answers(StartedSchema, 201, parameters=_ONCE)
@policy.person
@blueprint.arguments(StartBody)
def start(context: Context, body: dict[str, Any], app: str, workflow: str) -> Response:
    """Start one, on a record or on none. The same Idempotency-Key with the same body starts once."""
    once = idempotency_key()
    started = by_hand.start_by_hand(context, app, workflow, body["inputs"], record=body["record"], idempotency_key=once)
    return json(asdict(started), 201)


@blueprint.route("/apps/<app>/workflows/<workflow>/bulk-starts", methods=["POST"])
@answers(OperationRefSchema, 202)
@policy.person
@blueprint.arguments(BulkStartBody)
def start_many(context: Context, body: dict[str, Any], app: str, workflow: str) -> Response:
    """Start one for each of many records, watched as an operation. Its result is {"done", "refused", "problems":
    [{"id", "title", "reason"}]}."""
    found = Query(filter=body["filter"], search=body["search"])
    id = start_on_many(context, app, workflow, body["inputs"], ids=body["ids"], query=found)
    return json({"operation": id}, 202)
