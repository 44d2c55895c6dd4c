"""Answer a question about a metric in one statement: its figures by period and by values of dimensions.

Periods are resolved to days and UTC moments here, so that both databases do the same. Of each dimension the
heaviest values get a figure each; all others have one together, worked out over their records and not over figures.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import sqlalchemy as sa

from ..calendars.periods import Period
from ..context import Context
from ..definitions.publishing import content_hash
from ..expressions.values import divide
from ..records.errors import BadQuery
from ..records.reading import open_reading
from ..storage.types import Moment
from . import dimensions
from .aggregates import Aggregate
from .dimensions import Dimension
from .obligations import Counts, ObligationPlan, counted
from .periods_sql import bounds_of, number_of, overlapping, runs_of
from .plan import MetricPlan
from .rows import Rows
from .sharing import Sharing

Kind = Literal["all", "value", "empty", "rest"]
ALL: Kind = "all"
_KINDS: tuple[Kind, ...] = ("value", "empty", "rest")


@dataclass(frozen=True, slots=True)
class Question:
    """periods: those wanted; none for a metric that tells how things stand now. by: a dimension, the `most` heaviest
    values of which get a figure each; across: more dimensions, each with its own number of values, so that there is a
    figure for each combination. values: instead of the heaviest, of each dimension just these (stored ones). filter,
    search: the reader's own, beside the metric's. only: dimensions with the one value (stored, None where it is empty)
    whose records count.
    """

    periods: tuple[Period, ...] = ()
    by: str | None = None
    most: int = 20
    filter: Any = None
    values: tuple[tuple[Any, ...], ...] | None = None
    only: tuple[tuple[str, Any], ...] = ()
    across: tuple[tuple[str, int], ...] = ()
    search: str = ""

    @property
    def split(self) -> tuple[tuple[str, int], ...]:
        """All its dimensions, with how many values of each."""
        return self.across if self.by is None else ((self.by, self.most), *self.across)


@dataclass(frozen=True, slots=True)
class Figure:
    """period: its place in the question, 0 where there are none. value: the stored value of the dimension, for kind
    "value". records: how many count in it. across: kind and value of each dimension after the first."""

    period: int
    kind: Kind
    value: Any
    figure: Decimal | None
    records: int
    across: tuple[tuple[Kind, Any], ...] = ()

    @property
    def place(self) -> tuple[Any, ...]:
        return self.period, self.kind, self.value, *self.across


_Ask = Callable[[MetricPlan, Question], Sequence[Figure]]


def figures(
    context: Context, metric: MetricPlan, question: Question, connection: sa.Connection | None = None
) -> list[Figure]:
    """Those figures for which there are records, in the order of periods, the heaviest values first.

    Raises NotFound for who reads nothing of the form, MetricNotPermitted, and what a filter raises.
    """
    return _answered(metric, question, lambda one, asked: _worked_out(context, one, asked, connection))


def shared_figures(sharing: Sharing, metric: MetricPlan, question: Question) -> Sequence[Figure]:
    """As `figures`; whoever asks the same with the same rights shares the work."""

    def ask(one: MetricPlan, asked: Question) -> Sequence[Figure]:
        name = ("figures", one.identity, replace(asked, filter=None), content_hash({"filter": asked.filter}))
        return sharing.ask(name, lambda context, connection: _worked_out(context, one, asked, connection))

    return _answered(metric, question, ask)


def _answered(metric: MetricPlan, question: Question, ask: _Ask) -> list[Figure]:
    if metric.of is not None and metric.over is not None:
        return _divided(metric.of, metric.over, question, ask)
    return list(ask(metric, question))


def _worked_out(
    context: Context, metric: MetricPlan, question: Question, connection: sa.Connection | None
) -> list[Figure]:
    """The figures of a metric that is not made of others."""
    if metric.obligation is not None:
        return _owed(context, metric, metric.obligation, question, connection)
    assert metric.aggregate is not None
    with open_reading(context, metric.form.app, metric.form.key, connection) as reading:
        rows = Rows(reading, metric)
        statement = _Statement(rows, metric, metric.aggregate, question).made()
        found = reading.rows(statement)
    return [_figure(tuple(row), metric, len(question.split)) for row in found]


def _figure(row: tuple[Any, ...], metric: MetricPlan, split: int) -> Figure:
    """A row of the statement: period, kind and value of each dimension, records, totals."""
    assert metric.aggregate is not None
    after = 1 + 2 * split
    groups: tuple[tuple[Kind, Any], ...] = tuple((_KINDS[row[at]], row[at + 1]) for at in range(1, after, 2))
    kind, value = groups[0] if groups else (ALL, None)
    figure = metric.aggregate.figure(row[after + 1 :], metric.settings)
    return Figure(row[0], kind, value, figure, int(row[after]), groups[1:])


def _divided(of: MetricPlan, over: MetricPlan, question: Question, ask: _Ask) -> list[Figure]:
    """One metric by another, figure by figure; nothing where there is no second or it is 0."""
    below = _answered(over, question, ask)
    if question.split and question.values is None:
        held = [[(one.kind, one.value), *one.across] for one in below]
        values = (
            dict.fromkeys(one[at][1] for one in held if one[at][0] == "value") for at in range(len(question.split))
        )
        question = replace(question, values=tuple(tuple(each) for each in values))
    above = {one.place: one.figure for one in _answered(of, question, ask)}
    return [replace(one, figure=_quotient(above.get(one.place, of.zero), one.figure)) for one in below]


def _owed(
    context: Context,
    metric: MetricPlan,
    obligation: ObligationPlan,
    question: Question,
    connection: sa.Connection | None,
) -> list[Figure]:
    """Duties counted; they add up, so the rest is put together here."""
    if connection is None:
        with context.workspace.database.read() as own:
            return _owed(context, metric, obligation, question, own)
    if question.filter is not None or question.search.strip():
        reason = {"zh-CN": "应做事项的指标不能另加筛选", "en": "what is owed cannot be filtered further"}
        raise BadQuery(pointer="/filter", reason=reason)
    if question.across:
        reason = {"zh-CN": "应做事项一次只能按一个维度拆分", "en": "what is owed is split by one dimension at a time"}
        raise BadQuery(pointer="/by", reason=reason)
    found = counted(context, connection, obligation, question.periods, question.by, question.only)
    values = question.values or ((),)
    heavy = dict.fromkeys(_heaviest(found)[: question.most] if question.values is None else values[0])
    grouped: dict[tuple[int, Kind, Any], Counts] = defaultdict(Counts)
    for (period, value), counts in found.items():
        kind: Kind = "all" if question.by is None else "empty" if value is None else "value"
        if kind == "value" and value not in heavy:
            kind = "rest"
        grouped[period, kind, value if kind == "value" else None].add(counts)
    made = [Figure(*place, _share(metric, counts), counts.due) for place, counts in grouped.items()]
    order = {value: place for place, value in enumerate(heavy)}
    ranks: dict[Kind, int] = {"all": 0, "value": 0, "empty": 1, "rest": 2}
    return sorted(made, key=lambda one: (one.period, ranks[one.kind], order.get(one.value, 0)))


def _heaviest(found: Mapping[tuple[int, Any], Counts]) -> list[Any]:
    """The values for which most is due, first."""
    due: dict[Any, int] = defaultdict(int)
    for (_, value), counts in found.items():
        if value is not None:
            due[value] += counts.due
    return sorted(due, key=lambda value: (-due[value], value))


def _share(metric: MetricPlan, counts: Counts) -> Decimal | None:
    number = Decimal(getattr(counts, metric.settings["count"]))
    if not metric.settings["share"]:
        return number
    return Decimal(divide(number, Decimal(counts.due))) if counts.due else None


def _quotient(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    return Decimal(divide(above, below)) if above is not None and below else None


class _Statement:
    """One question's SQL, made layer by layer: rows, their period, their groups, their place in them, totals."""

    def __init__(self, rows: Rows, metric: MetricPlan, aggregate: Aggregate, question: Question) -> None:
        self._rows = rows
        self._metric = metric
        self._settings = metric.settings
        self._aggregate = aggregate
        self._question = question
        self._split: list[tuple[Dimension, int]] = [(metric.dimensions[key], most) for key, most in question.split]
        self._zone = rows.reading.context.workspace.zone

    def made(self) -> sa.Select[Any]:
        dated: Any = self._dated().subquery("dated")
        if self._aggregate.costly(self._settings):
            # Databases would put its values wherever they are read, and work them out there each time.
            dated = self._dated().cte("dated").prefix_with("MATERIALIZED")
        measured = self._aggregate.measured(dated, self._rows, self._settings)
        folds = self._aggregate.folds(self._settings)
        if folds is not None and self._split and self._question.values is None:
            return self._folded(measured, folds)
        # A table of its own is read once more for each dimension: by which values weigh most.
        chosen = not self._split or self._question.values is not None
        rows = measured if chosen else sa.select(measured).cte("rows")
        placed = self._grouped(rows, lambda: self._aggregate.weight(_values(rows)))
        groups = self._groups(placed)
        place: sa.ColumnElement[Any] = sa.literal(0)
        size: sa.ColumnElement[Any] = sa.literal(0)
        names = [column.key for column in placed.c if column.key.startswith("v_")]
        if self._aggregate.ordered(self._settings):
            first = placed.c[names[0]]
            ranked = sa.select(
                placed,
                sa.func.row_number().over(partition_by=groups, order_by=first.nulls_last()).label("place"),
                sa.func.count(first).over(partition_by=groups).label("size"),
            ).subquery("ranked")
            placed, place, size = ranked, ranked.c.place, ranked.c.size
            groups = self._groups(placed)
        values = [placed.c[name] for name in names]
        totals = self._aggregate.totals(values, place, size, self._settings)
        weight = self._aggregate.weight(values)
        return (
            sa.select(*groups, sa.func.count(values[0]), *totals)
            .group_by(*groups)
            .order_by(*groups[:2], weight.desc().nulls_last(), *groups[2:])
        )

    def _folded(self, measured: Any, folds: Sequence[str]) -> sa.Select[Any]:
        """As `made`, where totals of values make those of all: each value first, so that rows are read once."""
        values = _values(measured)
        groups = [measured.c.period, *(measured.c[f"value_{at}"] for at in range(len(self._split)))]
        nothing: sa.ColumnElement[Any] = sa.literal(0)
        totals = self._aggregate.totals(values, nothing, nothing, self._settings)
        each = (
            sa.select(
                *groups,
                sa.func.count(values[0]).label("records"),
                self._aggregate.weight(values).label("weight"),
                *(total.label(f"v_{at}") for at, total in enumerate(totals)),
            )
            .group_by(*groups)
            .cte("each")
        )
        placed = self._grouped(each, lambda: sa.func.sum(each.c.weight))
        groups = self._groups(placed)
        folded = [getattr(sa.func, fold)(placed.c[f"v_{at}"]) for at, fold in enumerate(folds)]
        order = (*groups[:2], sa.func.sum(placed.c.weight).desc().nulls_last(), *groups[2:])
        return sa.select(*groups, sa.func.sum(placed.c.records), *folded).group_by(*groups).order_by(*order)

    def _groups(self, placed: Any) -> list[Any]:
        """Period, then kind and value of each dimension."""
        split = range(len(self._split))
        return [placed.c.period, *(placed.c[f"{name}_{at}"] for at in split for name in ("kind", "value"))]

    def _dated(self) -> sa.Select[Any]:
        """The rows with their values and the number of the period each lies in."""
        moment = self._rows.moment
        values = [
            value.label(f"v_{number}")
            for number, value in enumerate(self._aggregate.values(self._rows, self._settings))
        ]
        periods = self._question.periods
        statement = self._rows.select(*values, extra=self._question.filter, search=self._question.search)
        for key, only in self._question.only:
            statement, held = dimensions.apply(statement, self._rows.reading, self._metric.dimensions[key], moment)
            statement = statement.where(held.is_(None) if only is None else held == only)
        for at, (dimension, _) in enumerate(self._split):
            statement, value = dimensions.apply(statement, self._rows.reading, dimension, moment)
            statement = statement.add_columns(value.label(f"value_{at}"))
        if moment is None or not periods:
            return statement.add_columns(sa.literal(0).label("period"))
        bounds = [bounds_of(period, moment, self._zone) for period in periods]
        # An index on the moment serves this, and not what tells the periods apart.
        spans = [sa.and_(moment >= first, moment < after) for first, after in runs_of(bounds)]
        statement = statement.where(sa.or_(*spans))
        if not overlapping(bounds):
            return statement.add_columns(number_of(bounds, moment).label("period"))
        listed = _listed(bounds, moment)
        inside = sa.and_(moment >= listed.c.first, moment < listed.c.after)
        return statement.add_columns(listed.c.number.label("period")).join(listed, inside)

    def _grouped(self, rows: Any, weight: Callable[[], sa.ColumnElement[Any]]) -> Any:
        """The rows with the group each belongs to, of every dimension: a heavy value, nothing, or the rest."""
        if not self._split:
            return rows
        joined: Any = rows
        groups: list[Any] = []
        for at, (_, most) in enumerate(self._split):
            held = rows.c[f"value_{at}"]
            heavy = self._heavy(held, most, weight, at).cte(f"heavy_{at}")
            joined = joined.join(heavy, heavy.c.value == held, isouter=True)
            kind = sa.case((held.is_(None), 1), (heavy.c.value.is_(None), 2), else_=0)
            groups += [kind.label(f"kind_{at}"), sa.type_coerce(heavy.c.value, held.type).label(f"value_{at}")]
        others = [column for column in rows.c if not column.key.startswith("value_")]
        return sa.select(*others, *groups).select_from(joined).subquery("placed")

    def _heavy(self, held: sa.ColumnElement[Any], most: int, weight: Callable[[], Any], at: int) -> Any:
        """The values of a dimension that get a figure each."""
        if self._question.values is not None:
            one = [sa.select(sa.literal(value, held.type).label("value")) for value in self._question.values[at]]
            return sa.union_all(*one) if one else sa.select(sa.null().label("value"))
        return (
            sa.select(held.label("value"))
            .where(held.is_not(None))
            .group_by(held)
            .order_by(weight().desc().nulls_last(), held)
            .limit(most)
        )


def _values(rows: Any) -> list[Any]:
    """What the aggregate reads of each row."""
    return [column for column in rows.c if column.key.startswith("v_")]


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
