"""The answer about a metric: each figure with its verdict, its target and what it is compared with, and as of when."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ..calendars import local_day
from ..calendars.periods import described_period
from ..context import Context
from ..expressions.values import divide, number_text
from ..localized import text
from ..records.presenting.labels import labels_of
from .asking import Asked
from .evaluating import Figure, Kind, shared_figures
from .limits import Judge
from .plan import MetricPlan
from .sharing import Sharing
from .verdicts import Band, verdict

_REST = {"zh-CN": "其他", "en": "Others"}


def answer(context: Context, metric: MetricPlan, asked: Asked, sharing: Sharing | None = None) -> dict[str, Any]:
    """{"as_of", "periods", "figures"}: for each period and each value of the dimension that occurs one figure.

    A period without records has a figure without a value. sharing: that of a request which asks more than this. Raises
    NotFound, MetricNotPermitted, what a filter raises.
    """
    sharing, question = sharing or Sharing(context), asked.question
    found = {one.place: one for one in shared_figures(sharing, metric, question)}
    groups = _groups(found.values(), asked)
    labels = {} if asked.by is None else shared_labels(sharing, metric, asked.by, groups)
    with context.workspace.database.look() as connection:
        limits = _Limits(sharing, connection, metric, asked)
        words = LimitWords(sharing, metric)
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
                band = None if kind == "rest" else limits.band(day, json)
                made.append(
                    {
                        "period": None if period is None else period.key,
                        "kind": kind,
                        "key": json,
                        "label": labels.get((kind, value)),
                        "value": shown(figure),
                        "records": 0 if own is None else own.records,
                        "verdict": verdict(figure, band, metric.good),
                        "target": None if band is None else shown(band.green),
                        "limit": None if band is None else words.told(band),
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
        "as_of": sharing.as_of,
        "periods": [described_period(period, today) for period in asked.periods],
        "by": asked.by,
        "figures": made,
    }


class _Limits:
    """The limits of an answer's figures."""

    def __init__(self, sharing: Sharing, connection: sa.Connection, metric: MetricPlan, asked: Asked) -> None:
        self._by = asked.by
        self._judge = Judge(sharing.context, connection, metric.bands, metric.limits)
        self._only = [(key, _dumped(metric, key, value)) for key, value in asked.only]

    def band(self, day: date, value: Any) -> Band | None:
        """The limits for the figure of a value of the dimension (JSON)."""
        own = [] if self._by is None else [(self._by, value)]
        return self._judge.band(day, [*own, *self._only])


class LimitWords:
    """Of what limits of a metric are told to hold."""

    def __init__(self, sharing: Sharing, metric: MetricPlan) -> None:
        self._sharing = sharing
        self._metric = metric
        self._labels: dict[tuple[str, Any], str | None] = {}

    def told(self, band: Band) -> dict[str, Any]:
        """{"of", "since", "until"}: for which values by what they are called, and from and to which day."""
        last = None if band.until is None else band.until - timedelta(days=1)
        return {"of": [self._label(*one) for one in band.of], "since": band.since, "until": last}

    def _label(self, key: str, value: Any) -> str | None:
        if (key, value) not in self._labels:
            field = self._metric.dimensions[key].values(self._metric.form)
            place: tuple[Kind, Any] = ("value", field.type.load(value, field.settings))
            self._labels[key, value] = shared_labels(self._sharing, self._metric, key, [place])[place]
        return self._labels[key, value]


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
    return None if by is None or kind != "value" else _dumped(metric, by, value)


def _dumped(metric: MetricPlan, key: str, value: Any) -> Any:
    field = metric.dimensions[key].values(metric.form)
    return field.type.dump(value, field.settings)


def shared_labels(
    sharing: Sharing, metric: MetricPlan, by: str, groups: Sequence[tuple[Kind, Any]]
) -> dict[tuple[Kind, Any], str | None]:
    """As `group_labels`, shared as figures are."""
    name = ("labels", metric.identity, by, tuple(groups), sharing.context.locale)
    return dict(sharing.ask(name, lambda context, at: group_labels(context, at, metric, by, groups).items()))


def group_labels(
    context: Context, connection: sa.Connection, metric: MetricPlan, by: str, groups: Sequence[tuple[Kind, Any]]
) -> dict[tuple[Kind, Any], str | None]:
    """What the groups are called; None for one that the reader may not know the name of."""
    field = metric.dimensions[by].values(metric.form)
    known = labels_of(context, connection, field, [value for kind, value in groups if kind == "value"])
    return {
        (kind, value): text(_REST, context.locale) if kind == "rest" else known[None if kind == "empty" else value]
        for kind, value in groups
    }
