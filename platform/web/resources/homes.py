"""Where one begins: the pages that are homes of one's roles, and the one chosen of them."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from ...runtime import pages
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json
from ..page_schemas import HomeBody, HomesSchema

blueprint = Blueprint("homes", __name__, url_prefix="/api/v1/homes")


@blueprint.route("")
@answers(HomesSchema)
@policy.person
def items(context: Context) -> Response:
    """The homes of one's roles; the first is where one begins who has chosen none."""
    return json(pages.homes(context))


@blueprint.route("", methods=["PUT"])
@answers(HomesSchema)
@policy.person
@blueprint.arguments(HomeBody)
def choose(context: Context, body: dict[str, Any]) -> Response:
    """Begin on that page from now on."""
    pages.choose_home(context, body["page"])
    return json(pages.homes(context))
