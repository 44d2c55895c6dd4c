"""Running instances go on in a newer revision: what there is, what would happen, doing it, how far it is."""

from typing import Any

from flask import Response

from ...runtime.context import Context
from ...runtime.workflows import moving
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..moving_schemas import (
    MoveBegunSchema,
    MoveOverviewSchema,
    MovePlanBody,
    MovePreviewBody,
    MovePreviewSchema,
    MoveProgressSchema,
)

blueprint = Blueprint("moves", __name__, url_prefix="/api/v1")

_RIGHT = "workflows.manage"
_PLACE = "/apps/<app>/workflows/<workflow>/moves"


@blueprint.route(_PLACE)
@answers(MoveOverviewSchema)
@policy.right(_RIGHT)
def show(context: Context, app: str, workflow: str) -> Response:
    """What runs on older revisions than the present one, and where it stands."""
    return json(moving.overview(context, app, workflow))


@blueprint.route(f"{_PLACE}/preview", methods=["POST"])
@answers(MovePreviewSchema)
@policy.right(_RIGHT)
@blueprint.arguments(MovePreviewBody)
def preview(context: Context, body: dict[str, Any], app: str, workflow: str) -> Response:
    """What moving would do to each; nothing is moved."""
    return json(moving.preview(context, app, workflow, **body))


@blueprint.route(_PLACE, methods=["POST"])
@answers(MoveBegunSchema, 202)
@policy.right(_RIGHT)
@blueprint.arguments(MovePlanBody)
def start(context: Context, body: dict[str, Any], app: str, workflow: str) -> Response:
    """Move them in the background, one transaction each."""
    return json({"id": moving.start(context, app, workflow, **body)}, 202)


@blueprint.route("/moves/<id>")
@answers(MoveProgressSchema)
@policy.right(_RIGHT)
def progress(context: Context, id: str) -> Response:
    """How far it is, and which stayed where they are."""
    return json(moving.progress(context, id))
