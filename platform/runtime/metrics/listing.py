"""Which metrics of an app a reader gets, and how one is described to him."""

from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import NotFound
from ..forms import FormPlan
from ..localized import text
from ..records.reading import reading_of
from .plan import MetricPlan, metric_plan


def listed(context: Context, app: str) -> list[dict[str, Any]]:
    """The app's metrics in their order, each as `described`; those over forms of which he reads nothing are absent."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        known = [metric_plan(plans, one.app, one.key) for one in plans.documents("metric", app)]
        known.sort(key=lambda metric: (metric.position, metric.key))
        return [
            described(context, metric, permitted)
            for metric in known
            if (permitted := _permitted(context, connection, plans, metric)) is not None
        ]


def readable_metric(context: Context, app: str, key: str) -> MetricPlan:
    """The metric. Raises NotFound when it is absent, or over a form of which the reader reads nothing."""
    plans = plan_cache(context.workspace).since(context.revision)
    metric = metric_plan(plans, app, key)
    with context.workspace.database.look() as connection:
        if not readable(context, connection, plans, metric):
            raise NotFound
    return metric


def readable(context: Context, connection: sa.Connection, plans: Plans, metric: MetricPlan) -> bool:
    """False over a form of which the reader reads nothing: then the metric is as if it were not there."""
    return _permitted(context, connection, plans, metric) is not None


def described(context: Context, metric: MetricPlan, permitted: bool) -> dict[str, Any]:
    """What the front needs to show a metric, in the reader's language."""

    def said(words: Any) -> str | None:
        return None if words is None else text(words, context.locale)

    return {
        "key": metric.key,
        "title": said(metric.title),
        "unit": said(metric.unit),
        "shown": metric.shown,
        "good": metric.good,
        "obligation": None if metric.obligation is None else metric.obligation.name,
        "by_period": metric.moment is not None,
        "dimensions": [{"key": key, "title": said(dimension.title)} for key, dimension in metric.dimensions.items()]
        if permitted
        else [],
        "description": said(metric.description),
        "source_note": said(metric.source_note),
        "permitted": permitted,
    }


def _permitted(context: Context, connection: sa.Connection, plans: Plans, metric: MetricPlan) -> bool | None:
    """Whether the reader may see all it is made of; None for who may not know of its forms."""
    found: dict[str, bool] = {}
    for part in metric.parts:
        reads = _readable(context, connection, plans, part.form)
        if reads is None:
            return None
        found[part.name] = part.reads <= reads
    return all(found.values())


def _readable(context: Context, connection: sa.Connection, plans: Plans, form: FormPlan) -> frozenset[str] | None:
    reading = reading_of(context, connection, plans, form, derives=False)
    return None if reading is None else reading.readable
