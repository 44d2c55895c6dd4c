"""Long work one has started: how far it is."""

from flask import Response
from flask_smorest import Blueprint

from ...builder import operations
from ...runtime.context import Context
from ...runtime.localized import text
from .. import policy
from ..answers import answers, json
from ..package_schemas import OperationSchema

blueprint = Blueprint("operations", __name__, url_prefix="/api/v1/operations")


@blueprint.route("/<id>")
@answers(OperationSchema)
@policy.person
def show(context: Context, id: str) -> Response:
    """One's own operation."""
    found = operations.get(context, id)
    return json(
        {
            "id": found.id,
            "kind": found.kind,
            "state": found.state,
            "done": found.done,
            "total": found.total,
            "label": text(found.label, context.locale),
            "result": found.result,
            "problem": found.problem and found.problem.get(context.locale),
        }
    )
