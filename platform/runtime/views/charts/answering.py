"""Answer a question of a chart: through the metric it names, or through one made for it over a form's records."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ...calendars import local_day
from ...calendars.periods import described_period
from ...context import Context
from ...definitions import Plans
from ...errors import LimitExceeded, NotFound
from ...forms import form_plan
from ...forms.locating import wrong
from ...localized import Localized, text
from ...metrics import MetricPlan, figure_query, metric_plan, readable, unpublished
from ...metrics.answering import LimitWords, shared_labels, value_of
from ...metrics.asking import Asked, asked
from ...metrics.evaluating import Figure, Kind, shared_figures
from ...metrics.limits import Judge
from ...metrics.sharing import Sharing
from ...metrics.verdicts import NONE, Band, verdict
from ...records.querying.catalogue import Named
from ...records.querying.filters import named
from ...records.reading import open_reading
from .answer import Answer, Value
from .asking import PERIOD, Ask
from .figures import Axis, Drill, Item, Measure
from .reaching import reached

# More than this no chart can show, and no reader take in.
MOST_CELLS = 20_000

_PERIOD = {"zh-CN": "期间", "en": "Period"}
_RECORDS = {"zh-CN": "条", "en": "records"}
_ORDER = {"value": 0, "empty": 1, "rest": 2}


def answered(sharing: Sharing, connection: sa.Connection, plans: Plans, app: str, ask: Ask) -> Answer:
    """The answer for the reader. Raises as `draw`."""
    context = sharing.context
    if ask.reached is not None:
        _check_readable(context, connection, app, replace(ask, by=((ask.reached, 1),)))
        form = form_plan(plans, app, str(ask.form))
        return reached(form, ask, lambda one: answered(sharing, connection, plans, app, one))
    metric = _metric(context, connection, plans, app, ask)
    wanted = _wanted(context, metric, ask)
    question = wanted.question
    found = {one.place: one for one in shared_figures(sharing, metric, question)}
    groups = tuple(_groups(sharing, metric, key, at, found.values()) for at, (key, _) in enumerate(ask.by))
    known = _Answered(sharing, metric, ask, wanted, groups, connection)
    values = {}
    places = [{(item.kind, stored): at for at, (item, stored) in enumerate(group)} for group in groups]
    for one in found.values():
        held = ((one.kind, one.value), *one.across) if ask.by else ()
        place = (one.period, *(places[at][pair] for at, pair in enumerate(held)))
        values[place] = known.value(place, one)
    return Answer(
        form=(metric.form.app, metric.form.key),
        measure=_measure(context, metric, ask),
        periods=known.periods,
        groups=tuple(known.axis(at) for at in range(len(groups))),
        values=values,
        missing=lambda place: known.value(place, None),
        opens=known.drill,
    )


def _metric(context: Context, connection: sa.Connection, plans: Plans, app: str, ask: Ask) -> MetricPlan:
    """The metric asked about. Raises NotFound, InvalidDefinition, UnknownField."""
    if ask.metric is not None:
        try:
            metric = metric_plan(plans, app, ask.metric)
        except NotFound:
            raise wrong("/metric", f"没有名为「{ask.metric}」的指标", f"there is no metric {ask.metric}") from None
        if not readable(context, connection, plans, metric):
            raise NotFound
        return metric
    assert ask.form is not None
    _check_readable(context, connection, app, ask)
    return over_form(plans, app, ask)


def over_form(plans: Plans, app: str, ask: Ask) -> MetricPlan:
    """The metric that counts or sums up a form's records as asked. Raises NotFound, InvalidDefinition."""
    form = form_plan(plans, app, str(ask.form))
    document: dict[str, Any] = {
        "key": form.key,
        "title": _title(form.title, None if ask.sum is None else form.fields[ask.sum].title),
        "form": ask.form,
        "aggregate": {"type": "count"} if ask.sum is None else {"type": "sum", "field": ask.sum},
        "dimensions": list(dict.fromkeys([*(key for key, _ in ask.by), *ask.only])),
    }
    if ask.sum is None:
        document["unit"] = _RECORDS
    if ask.period is None:
        document["moment"] = None
    elif ask.moment is not None:
        document["moment"] = ask.moment
    return unpublished(plans, app, document)


def _title(form: Localized, field: Localized | None) -> Mapping[str, str]:
    if field is None:
        return {"zh-CN": f"{text(form, 'zh-CN')}条数", "en": f"Number of {text(form, 'en')} records"}
    return {"zh-CN": f"{text(field, 'zh-CN')}合计", "en": f"Total {text(field, 'en')}"}


def _check_readable(context: Context, connection: sa.Connection, app: str, ask: Ask) -> None:
    """Fields that one may not read are as if they were not there. Raises NotFound, UnknownField."""
    with open_reading(context, app, str(ask.form), connection) as reading:
        own = [("/sum", ask.sum), ("/moment", ask.moment), *(("/by", key) for key, _ in ask.by)]
        for pointer, key in own + [("/only", key) for key in ask.only]:
            if key is None:
                continue
            near, _, far = key.partition(".")
            found = named(reading.plan, reading.readable, near, pointer, reading.derived)
            if far and found.type.links == "record":
                with open_reading(context, *_target(found), connection) as other:
                    named(other.plan, other.readable, far, pointer, other.derived)


def _target(field: Named) -> tuple[str, str]:
    """The app and form that a reference leads to."""
    app, form = field.settings["target"]
    return app, form


def _wanted(context: Context, metric: MetricPlan, ask: Ask) -> Asked:
    by = ask.by[0] if ask.by else (None, 1)
    wanted = asked(
        context,
        metric,
        period=ask.period or "month",
        last=ask.last,
        by=by[0],
        most=by[1],
        filter=ask.filter,
        only=ask.only,
        across=tuple(ask.by[1:]),
        search=ask.search,
    )
    cells = max(len(wanted.periods), 1)
    for _, most in ask.by:
        cells *= most + 2
    if cells > MOST_CELLS:
        raise LimitExceeded(pointer="/by", what={"zh-CN": "图表的格数", "en": "cells of a chart"}, limit=MOST_CELLS)
    return wanted


def _measure(context: Context, metric: MetricPlan, ask: Ask) -> Measure:
    unit = None if metric.unit is None else text(metric.unit, context.locale)
    title = text(metric.title, context.locale)
    return Measure(title, unit, metric.shown, metric.good, ask.metric)


Group = list[tuple[Item, Any]]


def _groups(sharing: Sharing, metric: MetricPlan, by: str, at: int, found: Any) -> Group:
    """The values of a dimension that occur, heaviest first, each with what is stored; then empty, then the rest."""
    weight: dict[tuple[Kind, Any], int] = {}
    for one in found:
        pair = ((one.kind, one.value), *one.across)[at]
        weight[pair] = weight.get(pair, 0) + one.records
    order = sorted(weight, key=lambda pair: _ORDER[pair[0]])
    if at or len({one.period for one in found}) > 1:
        order.sort(key=lambda pair: (_ORDER[pair[0]], -weight[pair]))
    labels = shared_labels(sharing, metric, by, order)
    field = metric.dimensions[by].values(metric.form)
    return [
        (Item(kind, field.type.dump(value, field.settings) if kind == "value" else None, labels[kind, value]), value)
        for kind, value in order
    ]


class _Answered:
    """What a question was about, for the values and drills of its answer."""

    def __init__(
        self,
        sharing: Sharing,
        metric: MetricPlan,
        ask: Ask,
        wanted: Asked,
        groups: tuple[Group, ...],
        connection: sa.Connection,
    ) -> None:
        context = self._context = sharing.context
        self._metric = metric
        self._ask = ask
        self._wanted = wanted
        self._groups = groups
        self._connection = connection
        self._today = local_day(context.now(), context.workspace.zone)
        self._judge = Judge(context, connection, metric.bands, metric.limits)
        self._words = LimitWords(sharing, metric)

    @property
    def periods(self) -> Axis:
        items = [
            Item("period", period.key, None, described_period(period, self._today)) for period in self._wanted.periods
        ]
        return Axis(PERIOD, text(_PERIOD, self._context.locale), tuple(items or [Item("period", None, None)]))

    def axis(self, at: int) -> Axis:
        key, _ = self._ask.by[at]
        title = text(self._metric.dimensions[key].title, self._context.locale)
        return Axis(key, title, tuple(item for item, _ in self._groups[at]))

    def value(self, place: tuple[int, ...], found: Figure | None) -> Value:
        figure: Decimal | None = value_of(self._metric, found)
        items = self._items(place)
        band = None if any(item.kind == "rest" for item in items) else self._band(place[0], items)
        judged = verdict(figure, band, self._metric.good) if band is not None else NONE
        target, limit = (None, None) if band is None else (band.green, self._words.told(band))
        return Value(figure, 0 if found is None else found.records, judged, target, limit)

    def _band(self, period: int, items: list[Item]) -> Band | None:
        """The limits for the cell: those for a value of one of its dimensions go before those for all."""
        periods = self._wanted.periods
        day = self._today if not periods else min(self._today, periods[period].after - timedelta(days=1))
        given = [(key, item.key) for (key, _), item in zip(self._ask.by, items, strict=True)] + list(
            self._ask.only.items()
        )
        return self._judge.band(day, given)

    def drill(self, place: tuple[int, ...]) -> Drill | None:
        """The records of a value; None for the rest, which no filter finds."""
        items = self._items(place)
        if any(item.kind == "rest" for item in items):
            return None
        only = {key: item.key for (key, _), item in zip(self._ask.by, items, strict=True)} | dict(self._ask.only)
        period = self._wanted.periods[place[0]] if self._wanted.periods else None
        key = None if period is None else period.key
        if self._ask.metric is not None and self._ask.filter is None:
            return Drill(self._ask.metric, key, only)
        if self._metric.aggregate is None:
            return None
        found = figure_query(
            self._context, self._metric, period, only=only, filter=self._ask.filter, connection=self._connection
        )
        return Drill(None, key, only, self._metric.form.key, found.filter)

    def _items(self, place: tuple[int, ...]) -> list[Item]:
        return [group[at][0] for group, at in zip(self._groups, place[1:], strict=True)]
