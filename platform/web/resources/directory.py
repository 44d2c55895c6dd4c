"""The directory: duplicates and merging, whether somebody owns a company."""

from typing import Any

from flask import Response, request

from ...runtime import directory
from ...runtime.context import Context
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..directory_schemas import (
    CollisionBody,
    CollisionQuestionsSchema,
    CollisionSchema,
    DismissBody,
    DuplicateCountSchema,
    DuplicatesSchema,
    MergeBody,
    MergeSchema,
    PastMergesSchema,
    ScanSchema,
    UndoBody,
)
from ..reading import whole_number

blueprint = Blueprint("directory", __name__, url_prefix="/api/v1")

_FORM = "/apps/<app>/forms/<form>"


@blueprint.route(f"{_FORM}/duplicates")
@answers(DuplicatesSchema)
@policy.person
def duplicates(context: Context, app: str, form: str) -> Response:
    """Groups of records that may be one, as far as one may see them, each with the reasons."""
    return json(directory.duplicates(context, app, form))


@blueprint.route(f"{_FORM}/duplicates/count")
@answers(DuplicateCountSchema)
@policy.person
def duplicate_count(context: Context, app: str, form: str) -> Response:
    """How many groups wait for who may merge them, among the surest hundred pairs."""
    return json({"groups": directory.waiting(context, app, form)})


@blueprint.route(f"{_FORM}/duplicates/scan", methods=["POST"])
@answers(ScanSchema, 202)
@policy.person
def scan(context: Context, app: str, form: str) -> Response:
    """Have the form's names looked through anew."""
    return json(directory.look_for_duplicates(context, app, form), 202)


@blueprint.route(f"{_FORM}/duplicates/dismiss", methods=["POST"])
@answers(status=204)
@policy.person
@blueprint.arguments(DismissBody)
def dismiss(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Say that these are different records."""
    directory.dismiss(context, app, form, body["records"])
    return empty()


@blueprint.route(f"{_FORM}/merges", methods=["POST"])
@answers(MergeSchema, 201)
@policy.person
@blueprint.arguments(MergeBody)
def merge(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Make several records one. 409 when somebody changed one of them meanwhile."""
    return json(directory.merge(context, app, form, body["winner"], body["revisions"], body["chosen"]), 201)


@blueprint.route(f"{_FORM}/merges")
@answers(PastMergesSchema)
@policy.person
def past_merges(context: Context, app: str, form: str) -> Response:
    """The last merges of the form's records, newest first."""
    return json({"items": directory.merges(context, app, form)})


@blueprint.route("/merges/<id>")
@answers(MergeSchema)
@policy.person
def show_merge(context: Context, id: str) -> Response:
    """How far a merge is."""
    return json(directory.get_merge(context, id))


@blueprint.route("/merges/<id>/undo", methods=["POST"])
@answers(MergeSchema)
@policy.person
@blueprint.arguments(UndoBody)
def undo(context: Context, body: dict[str, Any], id: str) -> Response:
    """Take a merge back. 409 where records changed since; keep_changes goes on and keeps those changes."""
    return json(directory.undo(context, id, keep_changes=body["keep_changes"]))


@blueprint.route(f"{_FORM}/collisions", methods=["POST"])
@answers(CollisionSchema)
@policy.person
@blueprint.arguments(CollisionBody)
def collision(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Does somebody own this company? The owner's name and nothing else; each question is kept."""
    return json(directory.collisions.ask(context, app, form, body["name"]))


@blueprint.route(f"{_FORM}/collisions")
@answers(
    CollisionQuestionsSchema,
    parameters=query({"cursor": "next_cursor of the page before"}, {"limit": "1 to 200"}),
)
@policy.person
def collision_log(context: Context, app: str, form: str) -> Response:
    """Who asked what, newest first; for those who may change and delete the form's records."""
    before = request.args.get("cursor") or None
    return json(directory.collisions.log(context, app, form, limit=whole_number("limit", 50, 200), before=before))
