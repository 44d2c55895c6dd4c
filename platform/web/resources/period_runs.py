"""Runs for a period: dry runs, what differs, confirming, closing."""

from typing import Any

from flask import Response, request

from ...runtime.context import Context
from ...runtime.workflows.period_runs import deciding, reading
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..period_schemas import (
    PeriodSheetsSchema,
    ReopenBody,
    RunDetailSchema,
    RunMadeSchema,
    RunPeriodBody,
    RunRowsSchema,
    SheetPeriodsSchema,
)

blueprint = Blueprint("period_runs", __name__, url_prefix="/api/v1/apps/<app>/period-runs")

_DIFFERENCE = {"difference": "Only rows that are new, changed, same, gone, failed, or unwritten"}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("")
@answers(PeriodSheetsSchema)
@policy.person
def items(context: Context, app: str) -> Response:
    """The steps of workflows whose runs one sees."""
    return json({"items": reading.sheets_of(context, app)})


@blueprint.route("/of/<workflow>/<node>")
@answers(SheetPeriodsSchema)
@policy.person
def periods(context: Context, app: str, workflow: str, node: str) -> Response:
    """The periods of one, the newest first."""
    return json(reading.periods_of(context, app, workflow, node))


@blueprint.route("/of/<workflow>/<node>/runs", methods=["POST"])
@answers(RunMadeSchema, 201)
@policy.person
@blueprint.arguments(RunPeriodBody)
def start(context: Context, body: dict[str, Any], app: str, workflow: str, node: str) -> Response:
    """Work a period out. Nothing is written before the run is confirmed."""
    return json({"id": deciding.start_by_hand(context, app, workflow, node, body["period"])}, 201)


@blueprint.route("/of/<workflow>/<node>/periods/<period>/close", methods=["POST"])
@answers(None, 204)
@policy.person
def close(context: Context, app: str, workflow: str, node: str, period: str) -> Response:
    """Nothing is written in it any more."""
    deciding.close(context, app, workflow, node, period)
    return Response(status=204)


@blueprint.route("/of/<workflow>/<node>/periods/<period>/reopen", methods=["POST"])
@answers(None, 204)
@policy.person
@blueprint.arguments(ReopenBody)
def reopen(context: Context, body: dict[str, Any], app: str, workflow: str, node: str, period: str) -> Response:
    """Let corrections be written again, with a reason."""
    deciding.reopen(context, app, workflow, node, period, body["reason"])
    return Response(status=204)


@blueprint.route("/runs/<id>")
@answers(RunDetailSchema)
@policy.person
def run(context: Context, app: str, id: str) -> Response:
    """One run with its figures, and the others of its period."""
    return json(reading.run_of(context, app, id))


@blueprint.route("/runs/<id>/rows")
@answers(RunRowsSchema, parameters=query(_DIFFERENCE | {"after": "`next` of the page before"}))
@policy.person
def rows(context: Context, app: str, id: str) -> Response:
    """Its rows: what is written for each, beside what stood before."""
    return json(reading.rows_of(context, app, id, request.args.get("difference"), request.args.get("after")))


@blueprint.route("/runs/<id>/rows.xlsx")
@answers(None, parameters=query(_DIFFERENCE))
@policy.person
def workbook(context: Context, app: str, id: str) -> Response:
    """The same as a workbook, at most 100,000 rows."""
    made = reading.workbook(context, app, id, request.args.get("difference"))
    return Response(made, mimetype=_WORKBOOK, headers={"Content-Disposition": 'attachment; filename="run.xlsx"'})


@blueprint.route("/runs/<id>/confirm", methods=["POST"])
@answers(None, 204)
@policy.person
def confirm(context: Context, app: str, id: str) -> Response:
    """Write what differs."""
    deciding.confirm(context, app, id)
    return Response(status=204)


@blueprint.route("/runs/<id>/discard", methods=["POST"])
@answers(None, 204)
@policy.person
def discard(context: Context, app: str, id: str) -> Response:
    """Leave everything as it stands."""
    deciding.discard(context, app, id)
    return Response(status=204)
