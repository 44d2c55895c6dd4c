"""Ledgers of an app: accounts, statements, entries by hand, reversals, closed periods."""

from typing import Any

from flask import Response, request

from ...runtime import ledgers
from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..ledger_schemas import (
    CloseBody,
    ClosedSchema,
    ClosingsSchema,
    EntryBody,
    LedgerAccountsSchema,
    LedgersSchema,
    MadeEntrySchema,
    ReverseBody,
    StatementSchema,
)
from ..reading import idempotency_key

blueprint = Blueprint("ledgers", __name__, url_prefix="/api/v1/apps/<app>/ledgers")

_ONCE = [{"in": "header", "name": "Idempotency-Key", "schema": {"type": "string"}}]
_PERIOD = {"period": "Only entries that count in it, such as 2026-01"}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("")
@answers(LedgersSchema)
@policy.person
def items(context: Context, app: str) -> Response:
    """Those in which one sees an account."""
    plans = plan_cache(context.workspace).latest()
    return json({"items": [ledgers.described(context, plans, one) for one in ledgers.ledgers_for(context, plans, app)]})


@blueprint.route("/<key>/accounts")
@answers(LedgerAccountsSchema, parameters=query({"after": "`next` of the page before"}))
@policy.person
def accounts(context: Context, app: str, key: str) -> Response:
    """The accounts that one sees, the fullest first."""
    return json(ledgers.accounts(context, app, key, request.args.get("after")))


@blueprint.route("/<key>/accounts/<account>")
@answers(StatementSchema, parameters=query(_PERIOD | {"before": "`next` of the page before"}))
@policy.person
def statement(context: Context, app: str, key: str, account: str) -> Response:
    """The entries of an account, the newest first."""
    asked = {"period": request.args.get("period"), "before": request.args.get("before")}
    told = ledgers.statement(context, app, key, account, **asked)
    return json(told)


@blueprint.route("/<key>/accounts/<account>/statement.xlsx")
@answers(None, parameters=query(_PERIOD))
@policy.person
def workbook(context: Context, app: str, key: str, account: str) -> Response:
    """The same as a workbook, at most 10,000 entries."""
    made = ledgers.workbook(context, app, key, account, request.args.get("period"))
    named = {"Content-Disposition": f'attachment; filename="{key}.xlsx"'}
    return Response(made, mimetype=_WORKBOOK, headers=named)


@blueprint.route("/<key>/accounts/<account>/entries", methods=["POST"])
@answers(MadeEntrySchema, 201, parameters=_ONCE)
@policy.person
@blueprint.arguments(EntryBody)
def post(context: Context, body: dict[str, Any], app: str, key: str, account: str) -> Response:
    """An entry by hand, for managers. The same Idempotency-Key posts once."""
    said = {"amount": body["amount"], "reason": body["reason"], "once": idempotency_key()}
    return json({"id": ledgers.post_by_hand(context, app, key, account, **said)}, 201)


@blueprint.route("/<key>/entries/<id>/reverse", methods=["POST"])
@answers(MadeEntrySchema, 201)
@policy.person
@blueprint.arguments(ReverseBody)
def reverse(context: Context, body: dict[str, Any], app: str, key: str, id: str) -> Response:
    """Another entry of the opposite amount that points at this one, once; for managers."""
    return json({"id": ledgers.reverse_by_hand(context, app, key, id, body["reason"])}, 201)


@blueprint.route("/<key>/closings")
@answers(ClosingsSchema)
@policy.person
def closings(context: Context, app: str, key: str) -> Response:
    """The periods that are closed, the last first."""
    plan = ledgers.ledger_for(context, plan_cache(context.workspace).latest(), app, key)
    return json({"items": ledgers.closings(context, plan)})


@blueprint.route("/<key>/closings", methods=["POST"])
@answers(ClosedSchema, 201)
@policy.person
@blueprint.arguments(CloseBody)
def close(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """Close a period and all before it, for managers: entries that come late count in the open one and say so."""
    return json(ledgers.close(context, app, key, body["period"]), 201)
