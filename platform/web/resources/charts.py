"""Charts of an app: which types there are, and the figures of one."""

from typing import Any
from urllib.parse import quote

from flask import Response, request

from ...runtime.context import Context
from ...runtime.errors import InvalidValue, NotFound
from ...runtime.views import charts
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..chart_schemas import ChartFileBody, ChartTypesSchema, FiguresSchema
from ..reading import filter_of
from .exports import XLSX

blueprint = Blueprint("charts", __name__, url_prefix="/api/v1/apps/<app>/charts")

_SETTINGS = query({"settings": "JSON: the settings of the chart, as its type has them"})


@blueprint.route("")
@answers(ChartTypesSchema)
@policy.person
def items(context: Context, app: str) -> Response:
    """The types of charts, with what can be set in each."""
    return json({"items": charts.described(context)})


@blueprint.route("/<chart>")
@answers(FiguresSchema, parameters=_SETTINGS)
@policy.person
def figures(context: Context, app: str, chart: str) -> Response:
    """The figures of a chart over what one may see: axes, and a cell for each of their combinations."""
    if chart not in charts.chart_types:
        raise NotFound
    return json(charts.draw(context, app, chart, _settings()).dump(context.locale))


@blueprint.route("/<chart>/file", methods=["POST"])
@answers()
@policy.person
@blueprint.arguments(ChartFileBody)
def file(context: Context, body: dict[str, Any], app: str, chart: str) -> Response:
    """The figures of a chart as a workbook, for who may export what they are about."""
    if chart not in charts.chart_types:
        raise NotFound
    made = charts.workbook(context, app, chart, body["settings"], body["title"])
    answer = Response(made, content_type=XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(body['title'])}.xlsx"
    return answer


def _settings() -> dict[str, Any]:
    found = filter_of(request.args.get("settings"))
    if not isinstance(found, dict):
        expected = {"zh-CN": "图表的设置（JSON 对象）", "en": "the settings of the chart, a JSON object"}
        raise InvalidValue(pointer="/settings", expected=expected)
    return found
