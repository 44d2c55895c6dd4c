"""The records behind a figure: a filter that finds just those that count in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal

import sqlalchemy as sa

from ..calendars.periods import Period
from ..context import Context
from ..errors import InvalidValue
from ..expressions import Type
from ..forms import FormPlan
from ..records.querying.catalogue import find
from ..records.querying.question import Query
from ..records.reading import open_reading, title_of
from ..storage.types import dump_moment
from .departments import in_department
from .dimensions import Dimension
from .plan import MetricPlan

Part = Literal["whole", "part"]


def figure_query(
    context: Context,
    metric: MetricPlan,
    period: Period | None,
    by: str | None = None,
    value: Any = None,
    *,
    only: Mapping[str, Any] | None = None,
    part: Part = "whole",
    filter: Any = None,
    connection: sa.Connection | None = None,
) -> Query:
    """The query of a metric's form that finds the records of a figure. value: the dimension's JSON value, None where it
    is empty; `only` likewise, for dimensions that the figure is narrowed by. part: of a share, those that make the
    part. filter: the reader's own beside the metric's.

    Raises InvalidValue for a metric made of two, which has records of both: ask for one of them; and for
    one that counts duties, which the obligation lists.
    """
    if metric.obligation is not None:
        reason = {
            "zh-CN": "有自己记录的指标；这个指标统计应做事项，请在应做事项里查看明细",
            "en": "a metric with records of its own; this one counts duties, which its obligation lists",
        }
        raise InvalidValue(pointer="/metric", expected=reason)
    if metric.aggregate is None:
        titles = {
            "zh-CN": "先选择被除的一个指标，它有自己的记录",
            "en": "one of the two metrics it divides, each of which has records of its own",
        }
        raise InvalidValue(pointer="/metric", expected=titles)
    conditions = [
        *(condition for condition in (metric.where, filter) if condition is not None),
        *metric.aggregate.counts(metric.settings),
        *([] if period is None else within(context, metric.form, metric.moment, period)),
    ]
    groups = ([] if by is None else [(by, value)]) + list((only or {}).items())
    for key, held in groups:
        if (dimension := metric.dimensions.get(key)) is None:
            raise InvalidValue(pointer="/by", expected={"zh-CN": "这个指标的维度", "en": "a dimension of this metric"})
        conditions.append(belongs(context, metric.form, metric.moment, period, dimension, held, connection))
    if part == "part" and (own := metric.aggregate.part(metric.settings)) is not None:
        conditions.append(own)
    return query_of(conditions)


def query_of(conditions: Sequence[Any], search: str = "") -> Query:
    """The query of those records for which all conditions hold."""
    flat = [one for condition in conditions for one in _flat(condition)]
    unique = [one for number, one in enumerate(flat) if one not in flat[:number]]
    return Query(filter={"all": unique} if unique else None, search=search)


def records_of(
    context: Context, metric: MetricPlan, query: Query, *, limit: int = 50, cursor: str | None = None
) -> dict[str, Any]:
    """A page of the records behind a figure by title, newest first, and the filter that finds them in lists."""
    form = metric.form
    with open_reading(context, form.app, form.key) as reading:
        page = reading.page(replace(query, limit=limit, cursor=cursor, count=True))
    return {
        "app": form.app,
        "form": form.key,
        "filter": query.filter,
        "items": [{"id": record.id, "title": title_of(context, record) or None} for record in page.items],
        "next_cursor": page.next_cursor,
        "total": page.total,
        "total_exact": page.total_exact,
    }


def within(context: Context, form: FormPlan, moment: str | None, period: Period) -> list[dict[str, Any]]:
    """The conditions that a record's moment lies in the period."""
    if moment is None:
        return []
    found = find(form, moment)
    assert found is not None, "whoever names a moment has looked it up"
    if found.type.expression_type(found.settings) is Type.DATE:
        last = period.after - timedelta(days=1)
        days = [period.first.isoformat(), last.isoformat()]
        return [{"field": moment, "operator": "between", "value": days}]
    first, after = (dump_moment(one) for one in period.moments(context.workspace.zone))
    return [
        {"field": moment, "operator": "at_least", "value": first},
        {"field": moment, "operator": "less", "value": after},
    ]


def belongs(
    context: Context,
    form: FormPlan,
    moment: str | None,
    period: Period | None,
    dimension: Dimension,
    value: Any,
    connection: sa.Connection | None = None,
) -> dict[str, Any]:
    """The condition that a record of the form belongs to a value of a dimension, None where it is empty."""
    if dimension.department:
        return in_department(context, form, moment, dimension.field, period, value, connection)
    if dimension.inner is None:
        empty = {"field": dimension.field, "operator": "empty"}
        return empty if value is None else {"field": dimension.field, "operator": "equal", "value": value}
    read = {"var": f"record.{dimension.field}.{dimension.inner}"}
    return {"formula": {"!": [{"is_set": [read]}]} if value is None else {"==": [read, value]}}


def _flat(condition: Any) -> list[Any]:
    """A condition as those that must all hold: the table of a form edits a plain list of them."""
    if isinstance(condition, dict) and isinstance(condition.get("all"), list):
        return [one for member in condition["all"] for one in _flat(member)]
    return [condition]
