"""Ways to look at a form's records: its views, and counts of groups."""

from flask import Response, request
from flask_smorest import Blueprint

from ...runtime.context import Context
from ...runtime.records import Query, group_counts
from ...runtime.views import views_of
from .. import policy
from ..answers import answers, json, query
from ..reading import filter_of
from ..view_schemas import GroupsSchema, ViewsSchema

blueprint = Blueprint("views", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>")


@blueprint.route("/views")
@answers(ViewsSchema)
@policy.person
def items(context: Context, app: str, form: str) -> Response:
    """The form's views with the fields one may read; one that filters by a hidden field is absent."""
    return json({"items": views_of(context, app, form)})


@blueprint.route("/groups")
@answers(
    GroupsSchema,
    parameters=query(
        {
            "field": "The field to group by",
            "sum": "A number or amount to sum up in each group",
            "filter": "As for records",
            "search": "As for records",
        }
    ),
)
@policy.person
def groups(context: Context, app: str, form: str) -> Response:
    """How many of the records one may see have which value of a field, the largest groups first."""
    query = Query(filter=filter_of(request.args.get("filter")), search=request.args.get("search", ""))
    return json(group_counts(context, app, form, request.args.get("field", ""), request.args.get("sum"), query))
