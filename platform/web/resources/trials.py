"""Documents tried on what is there: whom a ranking puts first, what a message says, what an alarm finds."""

from dataclasses import asdict
from typing import Any

from flask import Response

from ...builder.trials import Given, try_document
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import TrialBody
from ..draft_schemas import TrialSchema

blueprint = Blueprint("trials", __name__, url_prefix="/api/v1/apps/<app>/documents/<kind>/<key>/trial")


@blueprint.route("", methods=["POST"])
@answers(TrialSchema)
@policy.right("apps.build")
@blueprint.arguments(TrialBody)
def tried(context: Context, body: dict[str, Any], app: str, kind: str, key: str) -> Response:
    """Of rankings, messages, alarms and decision tables. Nothing is written; with the header Loomwork-Preview it is the
    draft that is tried."""
    return json({"sections": [asdict(one) for one in try_document(context, app, kind, key, Given(**body))]})
