"""One form: its description with the reader's rights, and its records as choices for pickers."""

from typing import Any

from flask import Response, request

from ...runtime import directory, records
from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.errors import InvalidValue, NotFound
from ...runtime.forms import describe, form_plan
from ...runtime.people import access_to, actor_values, organisation_of
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..bodies import CheckBody, ValuesBody
from ..edge import current_edge
from ..reading import filter_of, json_body, values_of, whole_number
from ..schemas import BeginningSchema, CheckVerdictSchema, ChoicesSchema, FormSchema, ItemsSchema, PeopleSchema
from ..signed import person_document

_CHOICES = query(
    {"search": "Part of a title or of another name", "filter": "JSON, as of records: which of them fit"},
    {"limit": "1 to 100"},
)
_CHECK = {"content": {"application/json": {"schema": CheckBody}}, "required": True}

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
    may_import, frames, actor = access.may("import"), current_edge().settings.frames, actor_values(context)
    return json(describe(plan, access, context.locale, may_import=may_import, frames=frames, actor=actor))


@blueprint.route("/check", methods=["POST"])
@answers(CheckVerdictSchema, requestBody=_CHECK)
@policy.person
def check(context: Context, app: str, form: str) -> Response:
    """What would be said to values that are still being typed, as far as a page cannot tell: nothing is written."""
    body = json_body("values", "id")
    id = body.get("id")
    if id is not None and not isinstance(id, str):
        raise InvalidValue(pointer="/id", expected={"zh-CN": "记录的编号", "en": "the id of a record"})
    found = records.check_values(context, app, form, values_of(body), id)
    return json(
        {
            "errors": [error.item(context.locale) for error in found.errors],
            "warnings": [warning.item(context.locale) for warning in found.warnings],
            "rules": found.rules,
            "sets": found.sets,
            "computed": found.computed,
        }
    )


@blueprint.route("/checklists/<field>", methods=["POST"])
@answers(ItemsSchema)
@policy.person
@blueprint.arguments(ValuesBody)
def items(context: Context, body: dict[str, Any], app: str, form: str, field: str) -> Response:
    """The items that a checklist of a new record with these values would have. Nothing is written."""
    return json({"items": records.listed(context, app, form, field, body["values"])})


@blueprint.route("/people/<field>", methods=["POST"])
@answers(PeopleSchema, parameters=query({"search": "Part of a name or code"}, {"limit": "1 to 500"}))
@policy.person
@blueprint.arguments(ValuesBody)
def people(context: Context, body: dict[str, Any], app: str, form: str, field: str) -> Response:
    """The persons that a field offers, given the values of the fields that narrow it. Nothing is written."""
    search, limit = request.args.get("search", "")[:100], whole_number("limit", 50, 500)
    found = records.people_fitting(context, app, form, field, body["values"], search, limit)
    organisation, now = organisation_of(context.workspace), context.now()
    return json({"items": [person_document(organisation, person.id, now) for person in found]})


@blueprint.route("/beginning")
@answers(BeginningSchema)
@policy.person
def beginning(context: Context, app: str, form: str) -> Response:
    """What a new form begins with: defaults that are worked out, and one's own history; with the names behind ids."""
    return json(records.beginning(context, app, form))


@blueprint.route("/choices")
@answers(ChoicesSchema, parameters=_CHOICES)
@policy.person
def choices(context: Context, app: str, form: str) -> Response:
    """Records by title, for reference pickers."""
    search = request.args.get("search", "")
    narrow = filter_of(request.args.get("filter"))
    found = directory.choices(context, app, form, search, limit=whole_number("limit", 20, 100), filter=narrow)
    return json({"items": found})
