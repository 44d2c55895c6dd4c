"""Why two figures, or a figure and a list, differ, in words: which records count in only one of them, and at which step
the other leaves them out: its filter, condition by condition, a field that is empty, a moment that is empty or in
another period, a value that is empty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..calendars.periods import Period
from ..context import Context
from ..definitions import plan_cache
from ..forms import FormPlan
from ..localized import LOCALES, Localized, text
from ..records.querying.compiler import Reading
from ..records.querying.question import Query
from ..records.reading import open_reading, titles_in
from .answering import shown
from .drilling import figure_query, query_of, within
from .evaluating import Question, figures
from .lineage import telling
from .plan import MetricPlan
from .rows import Rows
from .words import Telling

_EXAMPLES = 3
# They hold of records in which the field is empty, too.
_FITS_EMPTY = frozenset({"empty", "not_equal", "none_of", "not_contains", "not_reached"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a set of records of a form. `figure_side` makes it of a metric; a list or export says it itself.

    key, kind: as whoever asks calls it. counts: what a record needs besides the filter. told: the number that people
    were told, where that was at another time.
    """

    key: str
    kind: str
    title: Localized
    form: FormPlan
    where: Any = None
    moment: str | None = None
    period: Period | None = None
    search: str = ""
    metric: MetricPlan | None = None
    told: int | None = None

    def query(self, context: Context, connection: sa.Connection) -> Query:
        """What finds its records."""
        if self.metric is not None:
            return figure_query(context, self.metric, self.period, connection=connection)
        when = [] if self.period is None else within(context, self.form, self.moment, self.period)
        return query_of([*([] if self.where is None else [self.where]), *when], self.search)


def figure_side(metric: MetricPlan, period: Period | None) -> Side:
    """The side of a metric's figure."""
    return Side(
        f"metric:{metric.name}",
        "metric",
        metric.title,
        metric.form,
        metric.where,
        metric.moment,
        period if metric.moment is not None else None,
        metric=metric,
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """A condition of a side, and what is said of records that do not meet it."""

    kind: str
    condition: Any
    words: Localized


def difference(context: Context, left: Side, right: Side) -> dict[str, Any]:
    """{"left", "right", "reason", "summary", "form", "in_both", "only_in"}: all but the first three are None where
    there is a reason why records cannot be compared. Raises NotFound, MetricNotPermitted, UnknownField."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        sides = {"left": left, "right": right}
        divided = any(side.metric is not None and side.metric.aggregate is None for side in sides.values())
        same = left.form.name == right.form.name
        if not same or divided:
            reason = _QUOTIENTS if divided else _OTHER_FORMS
            told = {name: _shown(context, side, connection, plans) for name, side in sides.items()}
            nothing = dict.fromkeys(("summary", "form", "in_both", "only_in"))
            return told | {"reason": text(reason, context.locale)} | nothing
        form = left.form
        with open_reading(context, form.app, form.key, connection) as reading:
            for side in sides.values():
                if side.metric is not None:
                    Rows(reading, side.metric)
            words = telling(context, connection, plans, form)
            first, second = (_ids(reading, side.query(context, connection)) for side in (left, right))
            both = sa.select(sa.func.count()).select_from(first).where(first.c.id.in_(sa.select(second.c.id)))
            in_both = int(connection.execute(both).scalar_one())
            only = [
                {"side": name} | _only(context, reading, mine, other, side, words)
                for name, mine, other, side in (("left", first, second, right), ("right", second, first, left))
            ]
        told = {name: _shown(context, side, connection, plans) for name, side in sides.items()}
    return told | {
        "reason": None,
        "summary": text(_summary(left, right, in_both, [int(one["records"]) for one in only]), context.locale),
        "form": {"app": form.app, "key": form.key, "title": text(form.title, context.locale)},
        "in_both": in_both,
        "only_in": only,
    }


_OTHER_FORMS = {
    "zh-CN": "两边来自不同的表单，数的不是同一批记录",
    "en": "The two are about different forms, so they do not count the same records.",
}
_QUOTIENTS = {
    "zh-CN": "由两个指标相除得出的数、统计应做事项的数没有自己的记录；前者请分别对比被除的指标",
    "en": "A figure that divides two metrics, or counts duties, has no records of its own; of the former compare the "
    "metrics it is made of.",
}


def _summary(left: Side, right: Side, in_both: int, only: Sequence[int]) -> Localized:
    """From one number to the other, as a sum that one can check."""
    mine, theirs = in_both + only[0], in_both + only[1]
    ours, others = ({locale: text(side.title, locale) for locale in LOCALES} for side in (left, right))
    if mine == theirs == in_both:
        return {
            "zh-CN": f"「{ours['zh-CN']}」和「{others['zh-CN']}」数的是同一批 {in_both} 条记录",
            "en": f"{ours['en']} and {others['en']} count the same records: {in_both}.",
        }
    return {
        "zh-CN": f"「{ours['zh-CN']}」{mine} 条，减去只在其中的 {only[0]} 条，"
        f"加上只在「{others['zh-CN']}」里的 {only[1]} 条，就是「{others['zh-CN']}」的 {theirs} 条",
        "en": f"{mine} of {ours['en']}, less the {only[0]} that are only there, "
        f"and the {only[1]} that are only in {others['en']}, make the {theirs} of {others['en']}.",
    }


def _shown(context: Context, side: Side, connection: sa.Connection, plans: Any) -> dict[str, Any]:
    titles = telling(context, connection, plans, side.form)
    told: dict[str, Any] = {
        "key": side.key,
        "kind": side.kind,
        "title": text(side.title, context.locale),
        "period": None if side.period is None else side.period.key,
        "moment": None if side.moment is None else text(titles.field(side.moment), context.locale),
        "filter": side.where,
    }
    if side.metric is not None:
        question = Question((side.period,) if side.period is not None else ())
        found = figures(context, side.metric, question, connection)
        zero = side.metric.zero
        value = shown(found[0].figure if found else zero)
        return told | {"value": value, "records": found[0].records if found else 0}
    with open_reading(context, side.form.app, side.form.key, connection) as reading:
        inner = _ids(reading, side.query(context, connection))
        records = int(connection.execute(sa.select(sa.func.count()).select_from(inner)).scalar_one())
    return told | {"value": str(records if side.told is None else side.told), "records": records}


def _ids(reading: Reading, query: Query) -> sa.Subquery:
    return reading.matching(sa.select(reading.plan.table.c.id), query).subquery()


def _only(
    context: Context, reading: Reading, mine: sa.Subquery, other: sa.Subquery, side: Side, words: Telling
) -> dict[str, Any]:
    """The records that count in `mine` and not in `other`, the records of `side`, and why: each at the first step."""
    steps = list(_steps(context, side, words))
    met = [reading.holds(step.condition) for step in steps]
    # What asks nothing leaves nothing out: there is no step at which a record could fail.
    failed = [(sa.not_(sa.func.coalesce(one, sa.false())), number) for number, one in enumerate(met)]
    step = (sa.case(*failed, else_=len(steps)) if failed else sa.literal(0)).label("step")
    id = reading.plan.table.c.id
    outside = sa.and_(id.in_(sa.select(mine.c.id)), id.not_in(sa.select(other.c.id)))
    inner = reading.matching(sa.select(step, id.label("id")), Query()).where(outside).subquery()
    counted = sa.select(inner.c.step, sa.func.count()).group_by(inner.c.step).order_by(inner.c.step)
    reasons = []
    for number, count in reading.rows(counted):
        some = sa.select(inner.c.id).where(inner.c.step == number).order_by(inner.c.id).limit(_EXAMPLES)
        ids = [row.id for row in reading.rows(some)]
        titles = titles_in(context, reading, ids)
        kind, said = _reason(steps, number, side)
        reasons.append(
            {
                "kind": kind,
                "text": text(said, context.locale),
                "records": int(count),
                "examples": [{"id": one, "title": titles.get(one)} for one in ids],
            }
        )
    return {"records": sum(one["records"] for one in reasons), "reasons": reasons}


def _reason(steps: Sequence[_Step], number: int, side: Side) -> tuple[str, Localized]:
    if number < len(steps):
        return steps[number].kind, steps[number].words
    if side.search:
        return "filter", {"zh-CN": f"不含搜索词「{side.search}」", "en": f"{side.search} is not found in it"}
    return "other", {"zh-CN": "其他原因", "en": "another reason"}


def _steps(context: Context, side: Side, words: Telling) -> Iterator[_Step]:
    """What a record must meet to count in a side, one by one."""
    for condition in words.conditions(side.where):
        yield from _filter_steps(condition, words)
    if side.moment is not None and side.period is not None:
        title = words.field(side.moment)
        yield _Step(
            "empty",
            {"field": side.moment, "operator": "not_empty"},
            {"zh-CN": f"「{title['zh-CN']}」未填写，不属于任何期间", "en": f"{title['en']} is empty: in no period"},
        )
        yield _Step(
            "period",
            {"all": within(context, side.form, side.moment, side.period)},
            {
                "zh-CN": f"「{title['zh-CN']}」不在 {side.period.key}",
                "en": f"{title['en']} is not in {side.period.key}",
            },
        )
    if side.metric is not None and side.metric.aggregate is not None:
        for condition in side.metric.aggregate.counts(side.metric.settings):
            said = words.filter(condition)
            yield _Step(
                "value",
                condition,
                {"zh-CN": f"不计入：需要{said['zh-CN']}", "en": f"not counted: {said['en']} must hold"},
            )


def _filter_steps(condition: Any, words: Telling) -> Iterator[_Step]:
    """Where the field is empty that is the reason, and not the value it should have."""
    said = words.filter(condition)
    operator = condition.get("operator")
    if "field" in condition and operator not in _FITS_EMPTY:
        title = words.field(condition["field"])
        wanted = {
            "zh-CN": "" if operator == "not_empty" else f"，所以不满足筛选条件：{said['zh-CN']}",
            "en": "" if operator == "not_empty" else f", so the filter is not met: {said['en']}",
        }
        yield _Step(
            "empty",
            {"field": condition["field"], "operator": "not_empty"},
            {"zh-CN": f"「{title['zh-CN']}」未填写{wanted['zh-CN']}", "en": f"{title['en']} is empty{wanted['en']}"},
        )
    if operator != "not_empty":
        yield _Step(
            "filter",
            condition,
            {"zh-CN": f"不满足筛选条件：{said['zh-CN']}", "en": f"the filter is not met: {said['en']}"},
        )
