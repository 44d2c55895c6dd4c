"""Pages of an app: which there are, how one is laid out, and the answers of all its blocks at once."""

from flask import Response, request
from flask_smorest import Blueprint

from ...runtime import pages
from ...runtime.context import Context
from ...runtime.errors import InvalidValue
from .. import policy
from ..answers import answers, json, query
from ..page_schemas import PageAnswersSchema, PageSchema, PagesSchema
from ..reading import filter_of

blueprint = Blueprint("pages", __name__, url_prefix="/api/v1/apps/<app>/pages")

_ANSWERS = query(
    {
        "filters": "JSON: filter → what is chosen, null for all; a filter that is not named has its default",
        "blocks": "Keys of blocks, separated by commas; without them all",
    }
)


@blueprint.route("")
@answers(PagesSchema)
@policy.person
def items(context: Context, app: str) -> Response:
    """The app's pages that one sees, in order."""
    return json({"items": pages.listed(context, app)})


@blueprint.route("/<key>")
@answers(PageSchema)
@policy.person
def page(context: Context, app: str, key: str) -> Response:
    """How a page is laid out: its filters with what may be chosen, its blocks with their places."""
    return json(pages.described(context, pages.readable_page(context, app, key)))


@blueprint.route("/<key>/answers")
@answers(PageAnswersSchema, parameters=_ANSWERS)
@policy.person
def block_answers(context: Context, app: str, key: str) -> Response:
    """What the blocks of a page show; one that fails or is closed says so and leaves the others alone."""
    chosen = filter_of(request.args.get("filters")) or {}
    if not isinstance(chosen, dict):
        expected = {"zh-CN": "筛选与所选值", "en": "filters and what is chosen in them"}
        raise InvalidValue(pointer="/filters", expected=expected)
    wanted = request.args.get("blocks")
    found = pages.readable_page(context, app, key)
    return json(pages.answer(context, found, chosen, wanted.split(",") if wanted else None))
