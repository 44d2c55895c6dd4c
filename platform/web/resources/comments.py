"""What those who build an app say to one another about its documents."""

from typing import Any

from flask import Response

from ...builder import drafts
from ...runtime.context import Context
from ...runtime.people import actor_name
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import CommentBody, SettleBody
from ..draft_schemas import CommentsSchema

blueprint = Blueprint("comments", __name__, url_prefix="/api/v1/apps/<app>/documents/<kind>/<key>/comments")

_RIGHT = "apps.build"


@blueprint.route("")
@answers(CommentsSchema)
@policy.right(_RIGHT)
def items(context: Context, app: str, kind: str, key: str) -> Response:
    """What was said about the document, the oldest first."""
    return _all(context, drafts.Place(app, kind, key))


@blueprint.route("", methods=["POST"])
@answers(CommentsSchema, 201)
@policy.right(_RIGHT)
@blueprint.arguments(CommentBody)
def make(context: Context, body: dict[str, Any], app: str, kind: str, key: str) -> Response:
    """Say something; who worked on the document or said something about it is told."""
    place = drafts.Place(app, kind, key)
    drafts.comment(context, place, body["text"], body["part"])
    return _all(context, place, 201)


@blueprint.route("/<id>", methods=["PUT"])
@answers(CommentsSchema)
@policy.right(_RIGHT)
@blueprint.arguments(SettleBody)
def settle(context: Context, body: dict[str, Any], app: str, kind: str, key: str, id: str) -> Response:
    """It is settled, or open again."""
    place = drafts.Place(app, kind, key)
    drafts.settle(context, place, id, settled=body["settled"])
    return _all(context, place)


def _all(context: Context, place: drafts.Place, status: int = 200) -> Response:
    found = [
        {
            "id": one.id,
            "part": one.part,
            "text": one.text,
            "by": actor_name(context, one.by),
            "mine": one.by == context.actor.identity,
            "at": one.at,
            "settled_by": actor_name(context, one.settled_by) if one.settled_by else None,
            "settled_at": one.settled_at,
        }
        for one in drafts.comments(context, place)
    ]
    return json({"items": found}, status)
