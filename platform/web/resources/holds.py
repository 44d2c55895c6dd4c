"""Holds: which records nobody may change for now, why, and releasing one."""

from flask import Response

from ...runtime import holds
from ...runtime.context import Context
from .. import policy
from ..answers import answers, empty, json
from ..blueprint import Blueprint
from ..hold_schemas import HeldRecordsSchema, HoldsSchema

blueprint = Blueprint("holds", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>")


@blueprint.route("/holds")
@answers(HeldRecordsSchema)
@policy.person
def held(context: Context, app: str, form: str) -> Response:
    """The held records of a form that the reader sees, with the reason; at most 500."""
    return json({"items": holds.held_in(context, app, form)})


@blueprint.route("/records/<id>/holds")
@answers(HoldsSchema)
@policy.person
def items(context: Context, app: str, form: str, id: str) -> Response:
    """What holds a record now."""
    return json({"items": holds.holds_on(context, app, form, id)})


@blueprint.route("/records/<id>/holds/<hold>/release", methods=["POST"])
@answers(None, 204)
@policy.person
def release(context: Context, app: str, form: str, id: str, hold: str) -> Response:
    """Release a hold, as one whom it names or who manages workflows."""
    holds.release(context, app, form, id, hold)
    return empty()
