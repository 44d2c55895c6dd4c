"""One form: its description with the reader's rights, and its records as choices for pickers."""

from flask import Response, request
from flask_smorest import Blueprint

from ...runtime import directory
from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.errors import NotFound
from ...runtime.forms import describe, form_plan
from ...runtime.people import access_to
from .. import policy
from ..answers import answers, json, query
from ..edge import current_edge
from ..reading import whole_number
from ..schemas import ChoicesSchema, FormSchema

blueprint = Blueprint("forms", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>")


@blueprint.route("")
@answers(FormSchema)
@policy.person
def show(context: Context, app: str, form: str) -> Response:
    """Fields one may see, local rules and checks, layout, and what one may do."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    access = access_to(context, plans, app, form)
    if not access.grants:
        raise NotFound
    plan = form_plan(plans, app, form)
    frames = current_edge().settings.frames
    return json(describe(plan, access, context.locale, may_import=access.may("import"), frames=frames))


@blueprint.route("/choices")
@answers(ChoicesSchema, parameters=query({"search": "Part of a title or of another name"}, {"limit": "1 to 100"}))
@policy.person
def choices(context: Context, app: str, form: str) -> Response:
    """Records by title, for reference pickers."""
    search = request.args.get("search", "")
    found = directory.choices(context, app, form, search, limit=whole_number("limit", 20, 100))
    return json({"items": found})
