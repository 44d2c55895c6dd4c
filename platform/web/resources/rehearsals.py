"""Dry runs: a workflow is tried out on a record, and nothing of it remains."""

from typing import Any

from flask import Response

from ...builder import drafts
from ...runtime.context import Context
from ...runtime.workflows import rehearsing
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..rehearsal_schemas import RehearsalBody, RehearsalQuestionSchema, RehearsalSchema

blueprint = Blueprint("rehearsals", __name__, url_prefix="/api/v1/apps/<app>/workflows/<workflow>/dry-run")

_RIGHT = rehearsing.RIGHT


@blueprint.route("")
@answers(RehearsalQuestionSchema)
@policy.right(_RIGHT)
def ask(context: Context, app: str, workflow: str) -> Response:
    """What is asked before a dry run: on what, told what, and which steps somebody answers."""
    return json(rehearsing.described(context, app, workflow))


@blueprint.route("", methods=["POST"])
@answers(RehearsalSchema)
@policy.right(_RIGHT)
@blueprint.arguments(RehearsalBody)
def run(context: Context, body: dict[str, Any], app: str, workflow: str) -> Response:
    """What would happen: nothing is stored, nothing is sent."""
    replies = [rehearsing.Reply(**reply) for reply in body.pop("replies")]
    beside = drafts.drafted(context, app) if body.pop("drafts") else ()
    wish = rehearsing.Wish(app=app, workflow=workflow, replies=replies, beside=beside, **body)
    return json(rehearsing.rehearse(context, wish))
