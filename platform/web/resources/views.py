"""Ways to look at a form's records: its views, and counts of groups."""

from flask import Response, request
from flask_smorest import Blueprint

from ...runtime.context import Context
from ...runtime.records import MOST_ZOOM, Query, Where, cells, group_counts
from ...runtime.views import areas_shown, views_of
from .. import policy
from ..answers import answers, json, query
from ..reading import box_of, filter_of, whole_number
from ..view_schemas import AreasSchema, GroupsSchema, PlaceCellsSchema, ViewsSchema

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


@blueprint.route("/places")
@answers(
    PlaceCellsSchema,
    parameters=query(
        {
            "place": "An address, or else `latitude` and `longitude`",
            "latitude": "A decimal",
            "longitude": "A decimal",
            "box": "south,west,north,east in degrees",
            "weight": "A number or amount to sum up in each cell",
            "filter": "As for records",
            "search": "As for records",
        },
        {"zoom": "As that of maps, 1 to 22; a cell is a quarter of a tile wide"},
    ),
)
@policy.person
def places(context: Context, app: str, form: str) -> Response:
    """How many of the records one may see lie in which cell of a grid."""
    asked = request.args
    where = Where(asked.get("place"), asked.get("latitude"), asked.get("longitude"))
    query = Query(filter=filter_of(asked.get("filter")), search=asked.get("search", ""))
    zoom, box = whole_number("zoom", 4, MOST_ZOOM), box_of(asked.get("box"))
    return json(cells(context, app, form, where, zoom, box=box, weight=asked.get("weight"), query=query))


@blueprint.route("/areas/<key>")
@answers(AreasSchema)
@policy.person
def areas(context: Context, app: str, form: str, key: str) -> Response:
    """Shapes that maps of the form stand on."""
    return json(areas_shown(context, app, form, key))
