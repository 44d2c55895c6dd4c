"""The answer about a metric: each figure with its verdict, its target and what it is compared with, and as of when."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ..calendars import local_day
from ..calendars.periods import described_period
from ..context import Context
from ..definitions import plan_cache
from ..expressions.values import divide, number_text
from ..localized import text
from ..records.presenting.labels import labels_of
from .asking import Asked
from .evaluating import Figure, Kind, figures
from .plan import MetricPlan
from .verdicts import NONE, band_for, verdict

_REST = {"zh-CN": "其他", "en": "Others"}


def answer(context: Context, metric: MetricPlan, asked: Asked) -> dict[str, Any]:
    """{"as_of", "periods", "figures"}: for each period and each value of the dimension that occurs one figure.

    A period without records has a figure without a value. Raises NotFound, MetricNotPermitted, what a filter raises.
    """
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        question = asked.question
        found = {one.place: one for one in figures(context, metric, question, connection)}
        groups = _groups(found.values(), asked)
        labels = {} if asked.by is None else group_labels(context, connection, metric, asked.by, groups)
    places = {period: number for number, period in enumerate(question.periods)}
    today = local_day(context.now(), context.workspace.zone)
    made = []
    for number, period in enumerate(asked.periods or (None,)):
        compared = asked.compared[number] if asked.compared else None
        for kind, value in groups:
            own = found.get((0 if period is None else places[period], kind, value))
            then = None if compared is None else found.get((places[compared], kind, value))
            figure, earlier = value_of(metric, own), value_of(metric, then)
            json = _json(metric, asked.by, kind, value)
            # A limit holds on the day on which a period ends, of a running one today.
            day = today if period is None else min(today, period.after - timedelta(days=1))
            band = band_for(metric.bands, day, asked.by, json)
            made.append(
                {
                    "period": None if period is None else period.key,
                    "kind": kind,
                    "key": json,
                    "label": labels.get((kind, value)),
                    "value": shown(figure),
                    "records": 0 if own is None else own.records,
                    "verdict": NONE if kind == "rest" else verdict(figure, band, metric.good),
                    "target": None if band is None or kind == "rest" else shown(band.green),
                    "compared": None
                    if not asked.compared
                    else {
                        "period": None if compared is None else compared.key,
                        "value": shown(earlier) if compared is not None else None,
                        "change": _change(metric, figure, earlier) if compared is not None else None,
                    },
                }
            )
    return {
        "as_of": context.now(),
        "periods": [described_period(period, today) for period in asked.periods],
        "by": asked.by,
        "figures": made,
    }


def shown(figure: Decimal | None) -> str | None:
    """A figure in JSON: exact text without zeros at its end."""
    return None if figure is None else number_text(figure)


def _groups(found: Iterable[Figure], asked: Asked) -> list[tuple[Kind, Any]]:
    """The values of the dimension that occur in the periods wanted, heaviest first; empty and the rest after them."""
    if asked.by is None:
        return [("all", None)]
    order = {"value": 0, "empty": 1, "rest": 2, "all": 3}
    groups: dict[tuple[Kind, Any], int] = {}
    for one in found:
        groups[one.kind, one.value] = groups.get((one.kind, one.value), 0) + one.records
    return sorted(groups, key=lambda group: order[group[0]])


def value_of(metric: MetricPlan, figure: Figure | None) -> Decimal | None:
    """No records at all may be a figure: a count of 0."""
    if figure is not None:
        return figure.figure
    return metric.zero


def _change(metric: MetricPlan, figure: Decimal | None, earlier: Decimal | None) -> dict[str, str | None] | None:
    """By how much it changed, and which share of the earlier one that is; None where one of them is missing."""
    if figure is None or earlier is None:
        return None
    share = divide(figure - earlier, abs(earlier)) if earlier else None
    return {"by": shown(figure - earlier), "share": None if share is None else number_text(share)}


def _json(metric: MetricPlan, by: str | None, kind: Kind, value: Any) -> Any:
    if by is None or kind != "value":
        return None
    field = metric.dimensions[by].values(metric.form)
    return field.type.dump(value, field.settings)


def group_labels(
    context: Context, connection: sa.Connection, metric: MetricPlan, by: str, groups: list[tuple[Kind, Any]]
) -> dict[tuple[Kind, Any], str | None]:
    """What the groups are called; None for one that the reader may not know the name of."""
    field = metric.dimensions[by].values(metric.form)
    known = labels_of(context, connection, field, [value for kind, value in groups if kind == "value"])
    return {
        (kind, value): text(_REST, context.locale) if kind == "rest" else known[None if kind == "empty" else value]
        for kind, value in groups
    }
