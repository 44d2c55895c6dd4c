"""Making a package of an app: what could go along, and the file."""

from typing import Any

from flask import Response

from ...builder.packing import Wanted, WantedParameter, pack, propose
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import PackBody
from ..packing_schemas import PackingSchema

blueprint = Blueprint("packing", __name__, url_prefix="/api/v1/apps/<app>/package")

_RIGHT = "apps.build"


@blueprint.route("")
@answers(PackingSchema)
@policy.right(_RIGHT)
def show(context: Context, app: str) -> Response:
    """What of the published app could go into a package, and what stands in the way."""
    return json(propose(context, app))


@blueprint.route("", methods=["POST"])
@answers()
@policy.right(_RIGHT)
@blueprint.arguments(PackBody)
def make(context: Context, body: dict[str, Any], app: str) -> Response:
    """The .loom file. 409 where people of this company are named, 422 where something that stays is needed."""
    wanted = Wanted(
        version=body["version"],
        title=body["title"],
        summary=body["summary"],
        without=[(one["kind"], one["key"]) for one in body["without"]],
        parameters=[WantedParameter(**one) for one in body["parameters"]],
        samples=body["samples"],
    )
    answer = Response(pack(context, app, wanted), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{app}-{wanted.version}.loom"'
    return answer
