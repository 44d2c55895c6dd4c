"""Ways to look at a form's records: its views, and figures of records."""

from typing import Any

from flask import Response, request

from ...runtime.context import Context
from ...runtime.records import MOST_ZOOM, Query, Where, cells, figures
from ...runtime.views import (
    areas_shown,
    astray,
    begin_with,
    change_view,
    extents,
    holding,
    journey,
    remove_view,
    save_view,
    views_of,
)
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..reading import box_of, filter_of, whole_number
from ..view_schemas import (
    AreasSchema,
    AstraySchema,
    ChangeViewBody,
    ColumnFiguresSchema,
    ExtentsSchema,
    FirstViewBody,
    HoldingBody,
    HoldingSchema,
    JourneySchema,
    PlaceCellsSchema,
    SavedViewRefSchema,
    SaveViewBody,
    ViewsSchema,
)

blueprint = Blueprint("views", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>")


@blueprint.route("/views")
@answers(ViewsSchema)
@policy.person
def items(context: Context, app: str, form: str) -> Response:
    """The form's views with the fields one may read; one that filters by a hidden field is absent."""
    return json({"items": views_of(context, app, form)})


@blueprint.route("/views", methods=["POST"])
@answers(SavedViewRefSchema, 201)
@policy.person
@blueprint.arguments(SaveViewBody)
def save(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Save a view of one's own."""
    return json({"key": save_view(context, app, form, body["title"], body["type"], body["settings"])}, 201)


@blueprint.route("/views/first", methods=["PUT"])
@answers(status=204)
@policy.person
@blueprint.arguments(FirstViewBody)
def begin(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """The view with which one begins at the form; null for the first of all."""
    begin_with(context, app, form, body["view"])
    return empty()


@blueprint.route("/views/<view>", methods=["PATCH"])
@answers(status=204)
@policy.person
@blueprint.arguments(ChangeViewBody)
def change(context: Context, body: dict[str, Any], app: str, form: str, view: str) -> Response:
    """Rename a view of one's own, set it anew, or share it, which needs the right to."""
    change_view(context, app, form, view, body)
    return empty()


@blueprint.route("/views/<view>", methods=["DELETE"])
@answers(status=204)
@policy.person
def remove(context: Context, app: str, form: str, view: str) -> Response:
    """Remove a view of one's own."""
    remove_view(context, app, form, view)
    return empty()


@blueprint.route("/figures")
@answers(
    ColumnFiguresSchema,
    parameters=query(
        {
            "figures": "Field and aggregate (sum, mean, min, max, filled, empty, distinct): budget:sum,budget:mean",
            "field": "The field to group by",
            "filter": "As for records",
            "search": "As for records",
        }
    ),
)
@policy.person
def totals(context: Context, app: str, form: str) -> Response:
    """Figures of columns over the records one may see, of all or by the values of a field, the largest groups first."""
    arguments = request.args
    query = Query(filter=filter_of(arguments.get("filter")), search=arguments.get("search", ""))
    names = list(filter(None, arguments.get("figures", "").split(",")))
    return json(figures(context, app, form, names, query, arguments.get("field") or None))


@blueprint.route("/holding", methods=["POST"])
@answers(HoldingSchema)
@policy.person
@blueprint.arguments(HoldingBody)
def held(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Which of the records meet which of the conditions. Nothing is written."""
    return json({"items": holding(context, app, form, body["ids"], body["conditions"])})


@blueprint.route("/astray")
@answers(
    AstraySchema,
    parameters=query(
        {"parent": "The reference of the form to itself", "filter": "As for records", "search": "As for records"}
    ),
)
@policy.person
def without_place(context: Context, app: str, form: str) -> Response:
    """Records that have no place in a tree: what stands above them is not seen, or they stand in a circle."""
    asked = request.args
    query = Query(filter=filter_of(asked.get("filter")), search=asked.get("search", ""))
    return json(astray(context, app, form, asked.get("parent", ""), query))


@blueprint.route("/extents")
@answers(
    ExtentsSchema,
    parameters=query(
        {
            "parent": "The reference of the form to itself",
            "starts": "The field by which records begin, or a range of dates",
            "ends": "The field by which they end",
            "ids": "Ids of records, at most 200",
            "filter": "As for records",
            "search": "As for records",
        }
    ),
)
@policy.person
def lasting(context: Context, app: str, form: str) -> Response:
    """From when to when the work below records lasts, as far as one may see it."""
    asked = request.args
    parts = {"parent": asked.get("parent", ""), "starts": asked.get("starts", "")}
    if asked.get("ends"):
        parts["ends"] = asked["ends"]
    ids = list(filter(None, asked.get("ids", "").split(",")))
    query = Query(filter=filter_of(asked.get("filter")), search=asked.get("search", ""))
    return json(extents(context, app, form, parts, ids, query))


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


@blueprint.route("/journeys/<view>")
@answers(
    JourneySchema,
    parameters=query(
        {
            "filter": "As for records",
            "search": "As for records",
            "sort": "As for records",
            "cursor": "next_cursor of the page before",
        },
        {"limit": "Cases a page, 1 to 50"},
    ),
)
@policy.person
def journeys(context: Context, app: str, form: str, view: str) -> Response:
    """Cases on their way over the lanes of a journey, as far as one may follow them."""
    asked = request.args
    query = Query(
        filter=filter_of(asked.get("filter")),
        search=asked.get("search", ""),
        sort=tuple(filter(None, asked.get("sort", "").split(","))),
        cursor=asked.get("cursor") or None,
        limit=whole_number("limit", 50, 50),
    )
    return json(journey(context, app, form, view, query))


@blueprint.route("/areas/<key>")
@answers(AreasSchema)
@policy.person
def areas(context: Context, app: str, form: str, key: str) -> Response:
    """Shapes that maps of the form stand on."""
    return json(areas_shown(context, app, form, key))
