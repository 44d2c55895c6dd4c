"""Records of a form: the hot paths. They parse and answer by orjson; the schemas here only describe."""

from typing import Any

from flask import Response, request, url_for

from ...runtime import directory, messages, records
from ...runtime.context import Context
from ...runtime.errors import NotFound
from ...runtime.workflows import flow_of
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..bodies import RecordBody, TickBody
from ..history_schemas import HistorySchema, OriginsSchema
from ..message_schemas import RecordToldSchema
from ..reading import (
    confirmed_of,
    expected_revision,
    filter_of,
    flag,
    idempotency_key,
    json_body,
    values_of,
    whole_number,
)
from ..schemas import RecordPageSchema, RecordSchema
from ..work_schemas import FlowSchema

blueprint = Blueprint("records", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>/records")

_BODY = {"content": {"application/json": {"schema": RecordBody}}, "required": True}
_IF_MATCH = [{"in": "header", "name": "If-Match", "required": True, "schema": {"type": "string"}}]
_ONCE = [{"in": "header", "name": "Idempotency-Key", "schema": {"type": "string"}}]
_QUERY = query(
    {
        "filter": 'JSON: {"all": [{"field": "…", "operator": "…", "value": …}, …]}',
        "sort": 'Field keys, "-" before one for descending: -budget,company',
        "cursor": "next_cursor of the page before",
        "search": "Words in text fields",
        "fields": "Field keys wanted, separated by commas",
    },
    {
        "limit": "1 to 200",
        "count": "1: count all that match",
        "skip": "How many records to leave out, after the cursor or from the first",
    },
)


@blueprint.route("")
@answers(RecordPageSchema, parameters=_QUERY)
@policy.person
def items(context: Context, app: str, form: str) -> Response:
    """A page of records."""
    page = records.query(context, app, form, _query())
    return json(
        {
            "items": records.dump_records(context, page.items),
            "next_cursor": page.next_cursor,
            "total": page.total,
            "total_exact": page.total_exact,
        }
    )


@blueprint.route("", methods=["POST"])
@answers(RecordSchema, 201, requestBody=_BODY, parameters=_ONCE)
@policy.person
def create(context: Context, app: str, form: str) -> Response:
    """Create a record. The same Idempotency-Key with the same body gives the same answer and one record.

    Checks that only warn refuse with checks.unconfirmed until their keys stand in "confirmed". A program that does not
    send "confirmed" is not asked; the change record keeps the warnings.
    """
    body, once = json_body("values", "confirmed"), idempotency_key()
    values = directory.settle_names(context, app, form, values_of(body), once=once)
    confirmed = confirmed_of(body, context)
    record = records.create(context, app, form, values, idempotency_key=once, confirmed=confirmed)
    return _answer(context, record, 201)


@blueprint.route("/<id>")
@answers(RecordSchema)
@policy.person
def show(context: Context, app: str, form: str, id: str) -> Response:
    """One record. One that was merged leads to the record it is now part of (307)."""
    try:
        return _answer(context, records.get(context, app, form, id))
    except NotFound:
        if (now := directory.merged_into(context, app, form, id)) is None:
            raise
        # Not for good: a merge can be undone.
        return Response(status=307, headers={"Location": url_for("records.show", app=app, form=form, id=now)})


@blueprint.route("/<id>", methods=["PATCH"])
@answers(RecordSchema, requestBody=_BODY, parameters=_IF_MATCH)
@policy.person
def change(context: Context, app: str, form: str, id: str) -> Response:
    """Change a record. 428 without If-Match; 409 with the current state when somebody saved first."""
    revision = expected_revision()
    body = json_body("values", "confirmed")
    values = directory.settle_names(context, app, form, values_of(body))
    confirmed = confirmed_of(body, context)
    return _answer(context, records.change(context, app, form, id, values, revision=revision, confirmed=confirmed))


@blueprint.route("/<id>/checklists/<field>/<item>", methods=["PATCH"])
@answers(RecordSchema)
@policy.person
@blueprint.arguments(TickBody)
def tick(context: Context, body: dict[str, Any], app: str, form: str, id: str, field: str, item: str) -> Response:
    """Say of one item of a checklist what was done. No If-Match: two who tick at once lose nothing."""
    return _answer(context, records.tick(context, app, form, id, field, item, body))


@blueprint.route("/<id>", methods=["DELETE"])
@answers(status=204, parameters=_IF_MATCH)
@policy.person
def delete(context: Context, app: str, form: str, id: str) -> Response:
    """Delete a record; it can be restored."""
    records.delete(context, app, form, id, revision=expected_revision())
    return empty()


@blueprint.route("/<id>/restore", methods=["POST"])
@answers(RecordSchema)
@policy.person
def restore(context: Context, app: str, form: str, id: str) -> Response:
    """Bring a deleted record back."""
    return _answer(context, records.restore(context, app, form, id))


@blueprint.route("/<id>/history")
@answers(HistorySchema)
@policy.person
def history(context: Context, app: str, form: str, id: str) -> Response:
    """What happened to the record, newest first, as far as one may see the fields."""
    return json({"items": records.history(context, app, form, id)})


@blueprint.route("/<id>/messages")
@answers(RecordToldSchema)
@policy.person
def told(context: Context, app: str, form: str, id: str) -> Response:
    """Who was told of the record, how it reached him, and what he answered."""
    return json({"items": messages.told_of_record(context, app, form, id)})


@blueprint.route("/<id>/origins")
@answers(OriginsSchema)
@policy.person
def origins(context: Context, app: str, form: str, id: str) -> Response:
    """Where each value came from: when, who, how, and from which row of which file."""
    return json({"fields": records.origins(context, app, form, id)})


@blueprint.route("/<id>/flow")
@answers(FlowSchema)
@policy.person
def flow(context: Context, app: str, form: str, id: str) -> Response:
    """The workflows that ran or run on the record, step by step."""
    return json({"instances": flow_of(context, app, form, id)})


def _answer(context: Context, record: records.Record, status: int = 200) -> Response:
    return json(records.dump_record(context, record), status, revision=record.revision)


def _query() -> records.Query:
    arguments = request.args
    return records.Query(
        filter=filter_of(arguments.get("filter")),
        sort=tuple(filter(None, arguments.get("sort", "").split(","))),
        limit=whole_number("limit", 50, 200),
        skip=whole_number("skip", 0, records.MAX_SKIP),
        cursor=arguments.get("cursor") or None,
        fields=tuple(arguments["fields"].split(",")) if arguments.get("fields") else None,
        search=arguments.get("search", ""),
        count=flag("count"),
    )
