"""Lineage: what depends on what, how values came, what a removed field breaks, why two figures or lists differ."""

from flask import Response, request
from flask_smorest import Blueprint

from ...builder import lineage
from ...runtime.context import Context
from ...runtime.errors import InvalidValue
from .. import policy
from ..answers import answers, json, query
from ..lineage_schemas import (
    ComparablesSchema,
    DifferenceSchema,
    LineageGraphSchema,
    RemovalSchema,
    ValuesOfFieldSchema,
)
from ..reading import filter_of

blueprint = Blueprint("lineage", __name__, url_prefix="/api/v1/lineage")

_NODE = "Such as field:app.form.key, metric:app.key, view:app.key"
_SIDE = "metric:app.key, view:app.key, list:app.form or export:id"
_PERIOD = "Such as 2026-01 or month; of a list the records whose moment lies in it"


@blueprint.route("")
@answers(LineageGraphSchema, parameters=query({"node": _NODE, "way": "up, down or both"}))
@policy.person
def graph(context: Context) -> Response:
    """What a field, metric or view comes from and what reads it, as far as one may see."""
    asked = request.args.get("way") or "both"
    way = next((one for one in lineage.WAYS if one == asked), None)
    if way is None:
        raise InvalidValue(pointer="/way", expected={"zh-CN": "up、down 或 both", "en": "up, down or both"})
    return json(lineage.trace(context, request.args.get("node", ""), way))


@blueprint.route("/values")
@answers(ValuesOfFieldSchema, parameters=query({"node": "field:app.form.key"}))
@policy.person
def values(context: Context) -> Response:
    """How the values of a field came: typed, imported, by the API, a workflow; of its newest records."""
    return json(lineage.values_of(context, request.args.get("node", "")))


@blueprint.route("/removal")
@answers(RemovalSchema, parameters=query({"node": "field:app.form.key"}))
@policy.person
def removal(context: Context) -> Response:
    """What breaks when a field is removed: every place that names it, and how many records hold a value."""
    return json(lineage.touched(context, request.args.get("node", "")))


@blueprint.route("/difference")
@answers(
    DifferenceSchema,
    parameters=query(
        {
            "left": _SIDE,
            "left_period": _PERIOD,
            "left_moment": "Of a list: the field that places a record in the period; created_at without it",
            "left_filter": "Of a list: conditions beside its own, as for records",
            "right": _SIDE,
            "right_period": _PERIOD,
            "right_moment": "As left_moment",
            "right_filter": "As left_filter",
        }
    ),
)
@policy.person
def difference(context: Context) -> Response:
    """Why two figures or lists are not the same: which records count in only one, and which filter, moment or empty
    value it is."""
    return json(lineage.compare(context, _asked("left"), _asked("right")))


@blueprint.route("/comparables")
@answers(ComparablesSchema, parameters=query({"app": "The form's app", "form": "The form's key"}))
@policy.person
def comparables(context: Context) -> Response:
    """What of a form can be compared: its list, views and metrics; and the fields that may place it in a period."""
    return json(lineage.comparables(context, request.args.get("app", ""), request.args.get("form", "")))


def _asked(side: str) -> lineage.Asked:
    given = request.args
    return lineage.Asked(
        given.get(side, ""),
        given.get(f"{side}_period") or None,
        given.get(f"{side}_moment") or None,
        filter_of(given.get(f"{side}_filter")),
    )
