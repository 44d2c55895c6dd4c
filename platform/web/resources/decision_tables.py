"""Decision tables for those who write them: what is wrong, what overlaps and what is missing, before publishing."""

from typing import Any

from flask import Response

from ...runtime.context import Context
from ...runtime.decisions import review
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import DecisionTableBody
from ..formula_schemas import DecisionReviewSchema

blueprint = Blueprint("decision_tables", __name__, url_prefix="/api/v1/apps/<app>/decision_tables")


@blueprint.route("/check", methods=["POST"])
@answers(DecisionReviewSchema)
@policy.right("apps.build")
@blueprint.arguments(DecisionTableBody)
def check(context: Context, body: dict[str, Any], app: str) -> Response:
    """Look a table over that need not be ready yet: nothing is written."""
    found = review(app, body["document"], context.locale)
    return json(
        {
            "errors": [error.item(context.locale) for error in found.errors],
            "overlaps": [list(pair) for pair in found.overlaps],
            "gaps": found.gaps,
        }
    )
