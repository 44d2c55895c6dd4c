"""Pilots: the drafts of an app hold for the people of some departments, before they hold for everybody."""

from typing import Any

from flask import Response

from ...builder import drafts
from ...runtime.context import Context
from .. import policy
from ..answers import answers, empty, json
from ..blueprint import Blueprint
from ..bodies import PilotBody
from ..draft_schemas import PilotSchema, PublishedSchema

blueprint = Blueprint("pilots", __name__, url_prefix="/api/v1/apps/<app>/pilot")

_RIGHT = "apps.build"


@blueprint.route("")
@answers(PilotSchema)
@policy.right(_RIGHT)
def item(context: Context, app: str) -> Response:
    """The app's pilot: null where there is none."""
    found = drafts.piloted(context, app)
    told = (
        None
        if found is None
        else {
            "departments": [{"id": id, "name": name} for id, name in found.departments],
            "began_at": found.began_at,
            "began_by": found.began_by,
            "documents": found.documents,
            "behind": found.behind,
        }
    )
    return json({"pilot": told})


@blueprint.route("", methods=["PUT"])
@answers(PublishedSchema)
@policy.right(_RIGHT)
@blueprint.arguments(PilotBody)
def start(context: Context, body: dict[str, Any], app: str) -> Response:
    """Let all drafts of the app hold for the people of these departments, in place of a pilot that there was. 422 with
    what is wrong, and with forms that need new columns, tables or unique values."""
    seen = {(one["kind"], one["key"]): one["version"] for one in body["drafts"]}
    return json({"published": drafts.start_pilot(context, app, seen, body["departments"])})


@blueprint.route("", methods=["DELETE"])
@answers(None, 204)
@policy.right(_RIGHT)
def stop(context: Context, app: str) -> Response:
    """End the pilot: what is published holds for all again, and the drafts stay."""
    drafts.stop_pilot(context, app)
    return empty()
