"""Metrics of an app: what there is, figures, the records behind one, what it is made of."""

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from ...runtime import metrics
from ...runtime.context import Context
from ...runtime.errors import InvalidValue
from ...runtime.localized import listed_in_all
from ...runtime.metrics import alarms
from ...runtime.metrics.asking import asked
from .. import policy
from ..answers import answers, json, query
from ..metric_schemas import (
    AlarmsSchema,
    FigureRecordsSchema,
    MetricDefinitionSchema,
    MetricsSchema,
    MetricValueSchema,
)
from ..reading import filter_of, whole_number

blueprint = Blueprint("metrics", __name__, url_prefix="/api/v1/apps/<app>/metrics")

_PERIOD = "Such as 2026-01, 2026-W02, 2026-Q1, 2026-H1, 2026, 2026-01-05, 2026-01-05..2026-01-20, or a unit: month"
_ONLY = "JSON: of dimensions the one value whose records count, null where it is empty"
_VALUE = query(
    {
        "period": _PERIOD,
        "compare": "previous: the period before; year: the same one a year ago",
        "by": "A dimension of the metric",
        "filter": "Conditions of one's own on the metric's form, as for records",
        "only": _ONLY,
    },
    {"last": "So many periods, the given one last; 1 to 120", "most": "So many values of the dimension, 1 to 100"},
)
_RECORDS = query(
    {
        "period": _PERIOD,
        "by": "The dimension of the figure",
        "value": "Its value there as JSON; null where it is empty",
        "part": "part: of a share, only the records that make the part",
        "only": _ONLY,
        "of": "Of a metric that divides two: whose records, by key",
        "cursor": "next_cursor of the page before",
    },
    {"limit": "Records a page, 1 to 200"},
)


@blueprint.route("")
@answers(MetricsSchema)
@policy.person
def items(context: Context, app: str) -> Response:
    """The app's metrics; those over forms of which one reads nothing are absent."""
    return json({"items": metrics.listed(context, app)})


@blueprint.route("/<key>")
@answers(MetricDefinitionSchema, parameters=query({"period": _PERIOD}))
@policy.person
def definition(context: Context, app: str, key: str) -> Response:
    """What a metric is, in words, the fields it reads, and how many records are left out of it and why."""
    metric = metrics.readable_metric(context, app, key)
    return json(
        {
            "metric": metrics.described(context, metric, True),
            "lineage": metrics.lineage(context, metric, _period(context, metric)),
        }
    )


@blueprint.route("/<key>/alarms")
@answers(AlarmsSchema)
@policy.person
def metric_alarms(context: Context, app: str, key: str) -> Response:
    """The alarms over a metric, each with what it found where one sees that figure, newest first."""
    metric = metrics.readable_metric(context, app, key)
    return json({"items": alarms.history(context, metric)})


@blueprint.route("/<key>/value")
@answers(MetricValueSchema, parameters=_VALUE)
@policy.person
def value(context: Context, app: str, key: str) -> Response:
    """Figures by period and by value of a dimension, each with verdict, target and what it is compared with."""
    metric = metrics.readable_metric(context, app, key)
    wanted = asked(
        context,
        metric,
        period=request.args.get("period") or "month",
        last=whole_number("last", 1, 120),
        compare=request.args.get("compare") or None,
        by=request.args.get("by") or None,
        most=whole_number("most", 20, 100),
        filter=filter_of(request.args.get("filter")),
        only=_only(),
    )
    return json({"metric": metrics.described(context, metric, True)} | metrics.answer(context, metric, wanted))


@blueprint.route("/<key>/records")
@answers(FigureRecordsSchema, parameters=_RECORDS)
@policy.person
def figure_records(context: Context, app: str, key: str) -> Response:
    """The records that count in a figure, and the filter that finds them in the form's lists."""
    metric = metrics.readable_metric(context, app, key)
    if (of := request.args.get("of")) and of != key:
        metric = _part(metric, of)
    by = request.args.get("by") or None
    part = request.args.get("part") or "whole"
    if part not in ("whole", "part"):
        raise InvalidValue(pointer="/part", expected={"zh-CN": "whole 或 part", "en": "whole or part"})
    found = metrics.figure_query(
        context,
        metric,
        _period(context, metric),
        by,
        filter_of(request.args.get("value")) if by else None,
        only=_only(),
        part="part" if part == "part" else "whole",
    )
    return json(
        metrics.records_of(
            context, metric, found, limit=whole_number("limit", 50, 200), cursor=request.args.get("cursor") or None
        )
    )


def _period(context: Context, metric: metrics.MetricPlan, name: str = "period") -> Any:
    """The period that the address names; None for a metric without."""
    wanted = asked(context, metric, period=request.args.get(name) or "month")
    return wanted.periods[0] if wanted.periods else None


def _only() -> dict[str, Any] | None:
    found = filter_of(request.args.get("only"))
    if found is not None and not isinstance(found, dict):
        expected = {"zh-CN": "维度与值", "en": "dimensions and their values"}
        raise InvalidValue(pointer="/only", expected=expected)
    return found


def _part(metric: metrics.MetricPlan, key: str) -> metrics.MetricPlan:
    found = next((part for part in metric.parts if part.key == key), None)
    if found is None:
        known = listed_in_all(part.key for part in metric.parts)
        expected = {"zh-CN": f"其中之一：{known['zh-CN']}", "en": f"one of {known['en']}"}
        raise InvalidValue(pointer="/of", expected=expected)
    return found
