"""Replays: what past runs of a workflow would have come to in a draft of it."""

from typing import Any

from flask import Response

from ...builder import drafts
from ...runtime.context import Context
from ...runtime.workflows import rehearsing, replaying
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..replay_schemas import ReplayBody, ReplaySchema

blueprint = Blueprint("replays", __name__, url_prefix="/api/v1/apps/<app>/workflows/<workflow>/replay")


@blueprint.route("", methods=["POST"])
@answers(ReplaySchema)
@policy.right(rehearsing.RIGHT)
@blueprint.arguments(ReplayBody)
def run(context: Context, body: dict[str, Any], app: str, workflow: str) -> Response:
    """Some of the past runs through a draft, newest first, and what would have differed. Nothing is stored or sent."""
    beside = drafts.drafted(context, app) if body.pop("drafts") else ()
    return json(replaying.replay(context, replaying.ReplayWish(app, workflow, beside=beside, **body)))
