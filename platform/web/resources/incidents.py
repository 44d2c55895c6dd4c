"""Workflows that stopped: what and why, and what their administrator does about it."""

from typing import Any

from flask import Response

from ...runtime import workflows
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import CancelBody
from ..schemas import IncidentsSchema, InstanceStateSchema

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


@blueprint.route("/<id>/cancel", methods=["POST"])
@answers(InstanceStateSchema)
@policy.right(_RIGHT)
@blueprint.arguments(CancelBody)
def cancel(context: Context, body: dict[str, Any], id: str) -> Response:
    """End the workflow where it stands. The record stays as it is."""
    return json({"id": id, "state": workflows.cancel(context, id, body["reason"])})
