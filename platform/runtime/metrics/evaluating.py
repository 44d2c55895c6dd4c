"""Answer a question about a metric in one statement: its figures by period and by value of a dimension.

Periods are resolved to days and UTC moments here and joined, so that both databases do the same. Of a dimension the
heaviest values get a figure each; all others have one together, worked out over their records and not over figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import sqlalchemy as sa

from ..calendars.periods import Period
from ..context import Context
from ..expressions.values import divide
from ..records.reading import open_reading
from ..storage.types import Moment
from . import dimensions
from .aggregates import Aggregate
from .dimensions import Dimension
from .plan import MetricPlan
from .rows import Rows

Kind = Literal["all", "value", "empty", "rest"]
_KINDS: tuple[Kind, ...] = ("value", "empty", "rest")


@dataclass(frozen=True, slots=True)
class Question:
    """periods: those wanted; none for a metric that tells how things stand now. by: a dimension, the `most` heaviest
    values of which get a figure each, or just `values` (stored ones). filter: the reader's own, beside the metric's.
    only: dimensions with the one value (stored, None where it is empty) whose records count.
    """

    periods: tuple[Period, ...] = ()
    by: str | None = None
    most: int = 20
    filter: Any = None
    values: tuple[Any, ...] | None = None
    only: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """period: its place in the question, 0 where there are none. value: the stored value of the dimension, for kind
    "value". records: how many count in it."""

    period: int
    kind: Kind
    value: Any
    figure: Decimal | None
    records: int

    @property
    def place(self) -> tuple[int, Kind, Any]:
        return self.period, self.kind, self.value


def figures(
    context: Context, metric: MetricPlan, question: Question, connection: sa.Connection | None = None
) -> list[Figure]:
    """Those figures for which there are records, in the order of periods, the heaviest values first.

    Raises NotFound for who reads nothing of the form, MetricNotPermitted, and what a filter raises.
    """
    if metric.of is not None and metric.over is not None:
        return _divided(context, metric.of, metric.over, question, connection)
    assert metric.aggregate is not None
    with open_reading(context, metric.form.app, metric.form.key, connection) as reading:
        rows = Rows(reading, metric)
        by = None if question.by is None else metric.dimensions[question.by]
        statement = _Statement(rows, metric, metric.aggregate, question, by).made()
        found = reading.rows(statement)
    return [
        Figure(
            row[0],
            "all" if by is None else _KINDS[row[1]],
            row[2],
            metric.aggregate.figure(row[4:], metric.settings),
            int(row[3]),
        )
        for row in found
    ]


def _divided(
    context: Context, of: MetricPlan, over: MetricPlan, question: Question, connection: sa.Connection | None
) -> list[Figure]:
    """One metric by another, figure by figure; nothing where there is no second or it is 0."""
    below = figures(context, over, question, connection)
    if question.by is not None and question.values is None:
        values = dict.fromkeys(one.value for one in below if one.kind == "value")
        question = replace(question, values=tuple(values))
    above = {one.place: one.figure for one in figures(context, of, question, connection)}
    return [replace(one, figure=_quotient(above.get(one.place, _zero(of)), one.figure)) for one in below]


def _zero(metric: MetricPlan) -> Decimal | None:
    return None if metric.aggregate is None else metric.aggregate.zero


def _quotient(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    return Decimal(divide(above, below)) if above is not None and below else None


class _Statement:
    """One question's SQL, made layer by layer: rows, their period, their group, their place in it, totals."""

    def __init__(
        self, rows: Rows, metric: MetricPlan, aggregate: Aggregate, question: Question, by: Dimension | None
    ) -> None:
        self._rows = rows
        self._metric = metric
        self._metric = metric
        self._settings = metric.settings
        self._aggregate = aggregate
        self._question = question
        self._by = by
        self._zone = rows.reading.context.workspace.zone

    def made(self) -> sa.Select[Any]:
        placed = self._grouped(self._dated())
        groups = [placed.c.period, placed.c.kind, placed.c.value]
        place: sa.ColumnElement[Any] = sa.literal(0)
        size: sa.ColumnElement[Any] = sa.literal(0)
        names = [column.key for column in placed.c if column.key.startswith("v_")]
        if self._aggregate.ordered(self._settings):
            first = placed.c[names[0]]
            ranked = sa.select(
                placed,
                sa.func.row_number().over(partition_by=groups, order_by=(first.is_(None), first)).label("place"),
                sa.func.count(first).over(partition_by=groups).label("size"),
            ).subquery("ranked")
            placed, place, size = ranked, ranked.c.place, ranked.c.size
            groups = [placed.c.period, placed.c.kind, placed.c.value]
        values = [placed.c[name] for name in names]
        totals = self._aggregate.totals(values, place, size, self._settings)
        weight = self._aggregate.weight(values)
        return (
            sa.select(*groups, sa.func.count(values[0]), *totals)
            .group_by(*groups)
            .order_by(placed.c.period, placed.c.kind, weight.desc().nulls_last(), placed.c.value)
        )

    def _dated(self) -> Any:
        """The rows with their values and the number of the period each lies in."""
        moment = self._rows.moment
        values = [
            value.label(f"v_{number}")
            for number, value in enumerate(self._aggregate.values(self._rows, self._settings))
        ]
        periods = self._question.periods
        statement = self._rows.select(*values, extra=self._question.filter)
        for key, only in self._question.only:
            statement, held = dimensions.apply(statement, self._rows.reading, self._metric.dimensions[key], moment)
            statement = statement.where(held.is_(None) if only is None else held == only)
        if self._by is not None:
            statement, value = dimensions.apply(statement, self._rows.reading, self._by, moment)
            statement = statement.add_columns(value.label("value"))
        if moment is None or not periods:
            return statement.add_columns(sa.literal(0).label("period")).subquery("dated")
        bounds = [bounds_of(period, moment, self._zone) for period in periods]
        # Said for all periods together too: an index on the moment serves this, and not the join.
        statement = statement.where(
            moment >= min(first for first, _ in bounds), moment < max(after for _, after in bounds)
        )
        if len(periods) == 1:
            return statement.add_columns(sa.literal(0).label("period")).subquery("dated")
        listed = _listed(bounds, moment)
        inside = sa.and_(moment >= listed.c.first, moment < listed.c.after)
        return statement.add_columns(listed.c.number.label("period")).join(listed, inside).subquery("dated")

    def _grouped(self, dated: Any) -> Any:
        """The rows with the group each belongs to: a heavy value, nothing, or the rest."""
        names = [column for column in dated.c if column.key.startswith("v_")]
        if self._by is None:
            group = (sa.literal(0).label("kind"), sa.null().label("value"))
            return sa.select(dated.c.period, *group, *names).subquery("placed")
        if self._question.values is None:
            # Read twice: by which values weigh most, and for the figures.
            dated = sa.select(dated).cte("rows")
            names = [dated.c[column.key] for column in names]
            weight = self._aggregate.weight(names)
            heavy = (
                sa.select(dated.c.value)
                .where(dated.c.value.is_not(None))
                .group_by(dated.c.value)
                .order_by(weight.desc().nulls_last(), dated.c.value)
                .limit(self._question.most)
                .cte("heavy")
            )
        else:
            chosen: Sequence[Any] = self._question.values
            type_ = dated.c.value.type
            one = [sa.select(sa.literal(value, type_).label("value")) for value in chosen]
            heavy = (sa.union_all(*one) if one else sa.select(sa.null().label("value"))).cte("heavy")
        kind = sa.case((dated.c.value.is_(None), 1), (heavy.c.value.is_(None), 2), else_=0).label("kind")
        value = sa.type_coerce(heavy.c.value, dated.c.value.type).label("value")
        joined = sa.select(dated.c.period, kind, value, *names).join_from(
            dated, heavy, heavy.c.value == dated.c.value, isouter=True
        )
        return joined.subquery("placed")


def bounds_of(period: Period, moment: sa.ColumnElement[Any], zone: str) -> tuple[Any, Any]:
    """From and up to which values of the moment's column a period lasts: days, or moments."""
    return (period.first, period.after) if isinstance(moment.type, sa.Date) else period.moments(zone)


def _listed(bounds: Sequence[tuple[Any, Any]], moment: sa.ColumnElement[Any]) -> Any:
    """The periods as a small table."""
    type_ = sa.Date() if isinstance(moment.type, sa.Date) else Moment()
    rows = [
        sa.select(
            sa.literal(number, sa.Integer()).label("number"),
            sa.literal(first, type_).label("first"),
            sa.literal(after, type_).label("after"),
        )
        for number, (first, after) in enumerate(bounds)
    ]
    return sa.union_all(*rows).cte("periods")
