"""Workflows that stopped: what and why, and what their administrator does about it."""

from typing import Any

from flask import Response

from ...runtime import workflows
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import CancelBody, CorrectBody, RetryAllBody, SkipBody
from ..schemas import IncidentsSchema, InstanceStateSchema, RetriedSchema

blueprint = Blueprint("incidents", __name__, url_prefix="/api/v1/incidents")

_RIGHT = "workflows.manage"


@blueprint.route("")
@answers(IncidentsSchema)
@policy.right(_RIGHT)
def items(context: Context) -> Response:
    """Steps that stopped, the newest workflows first."""
    return json({"items": workflows.incidents(context)})


@blueprint.route("/<id>/retry", methods=["POST"])
@answers(InstanceStateSchema)
@policy.right(_RIGHT)
def retry(context: Context, id: str) -> Response:
    """Do every step of the workflow that stopped once more; it may stop again."""
    return json({"id": id, "state": workflows.retry(context, id)})


@blueprint.route("/retry", methods=["POST"])
@answers(RetriedSchema)
@policy.right(_RIGHT)
@blueprint.arguments(RetryAllBody)
def retry_all(context: Context, body: dict[str, Any]) -> Response:
    """Do once more what stopped of one workflow, at most 200 instances, each by itself."""
    return json(workflows.retry_all(context, body["app"], body["workflow"]))


@blueprint.route("/<id>/correct", methods=["POST"])
@answers(InstanceStateSchema)
@policy.right(_RIGHT)
@blueprint.arguments(CorrectBody)
def correct(context: Context, body: dict[str, Any], id: str) -> Response:
    """Correct values of the record and outputs of steps passed, and do what stopped once more."""
    return json({"id": id, "state": workflows.correct(context, id, **body)})


@blueprint.route("/<id>/skip", methods=["POST"])
@answers(InstanceStateSchema)
@policy.right(_RIGHT)
@blueprint.arguments(SkipBody)
def skip(context: Context, body: dict[str, Any], id: str) -> Response:
    """Leave a step that stopped by one of its outcomes."""
    return json({"id": id, "state": workflows.skip(context, id, **body)})


@blueprint.route("/<id>/cancel", methods=["POST"])
@answers(InstanceStateSchema)
@policy.right(_RIGHT)
@blueprint.arguments(CancelBody)
def cancel(context: Context, body: dict[str, Any], id: str) -> Response:
    """End the workflow where it stands. The record stays as it is."""
    return json({"id": id, "state": workflows.cancel(context, id, body["reason"])})
