"""Why two figures differ, in words: which records count in only one of them, and at which step the other leaves them
out: its filter, condition by condition, a moment that is empty or in another period, a value that is empty."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..calendars.periods import Period
from ..context import Context
from ..definitions import plan_cache
from ..localized import text
from ..records.query import Reading
from ..records.querying import Query
from ..records.reading import open_reading, titles_in
from .answering import shown
from .drilling import figure_query, within
from .evaluating import Question, figures
from .lineage import telling
from .plan import MetricPlan
from .rows import Rows
from .words import Telling

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two figures."""

    metric: MetricPlan
    period: Period | None


@dataclass(frozen=True, slots=True)
class _Step:
    """A condition of a figure, and what is said of records that do not meet it."""

    condition: Any
    words: dict[str, str]


def difference(context: Context, left: Side, right: Side) -> dict[str, Any]:
    """{"left", "right", "reason", "form", "in_both", "only_in"}: the last three are None where there is a reason
    why records cannot be compared. Raises NotFound, MetricNotPermitted."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        told = {
            "left": _shown(context, left, connection),
            "right": _shown(context, right, connection),
        }
        comparable = left.metric.aggregate is not None and right.metric.aggregate is not None
        same = (left.metric.form.app, left.metric.form.key) == (right.metric.form.app, right.metric.form.key)
        if not (same and comparable):
            reason = _OTHER_FORMS if comparable else _QUOTIENTS
            return told | {"reason": text(reason, context.locale), "form": None, "in_both": None, "only_in": None}
        form = left.metric.form
        with open_reading(context, form.app, form.key, connection) as reading:
            for side in (left, right):
                Rows(reading, side.metric)
            words = telling(context, connection, plans, form)
            queries = [figure_query(context, side.metric, side.period, connection=connection) for side in (left, right)]
            first, second = (_ids(reading, query) for query in queries)
            both = sa.select(sa.func.count()).select_from(first).where(first.c.id.in_(sa.select(second.c.id)))
            in_both = int(connection.execute(both).scalar_one())
            only = [
                _only(context, reading, mine, other, side, words)
                for mine, other, side in ((first, second, right), (second, first, left))
            ]
    return told | {
        "reason": None,
        "form": {"app": form.app, "key": form.key, "title": text(form.title, context.locale)},
        "in_both": in_both,
        "only_in": [{"side": name} | one for name, one in zip(("left", "right"), only, strict=True)],
    }


_OTHER_FORMS = {
    "zh-CN": "两个指标来自不同的表单，数的不是同一批记录",
    "en": "The two metrics are about different forms, so they do not count the same records.",
}
_QUOTIENTS = {
    "zh-CN": "由两个指标相除得出的数没有自己的记录，请分别对比被除的指标",
    "en": "A figure that divides two metrics has no records of its own; compare the metrics it is made of.",
}


def _shown(context: Context, side: Side, connection: sa.Connection) -> dict[str, Any]:
    question = Question((side.period,) if side.period is not None else ())
    found = figures(context, side.metric, question, connection)
    zero = None if side.metric.aggregate is None else side.metric.aggregate.zero
    return {
        "metric": side.metric.key,
        "title": text(side.metric.title, context.locale),
        "period": None if side.period is None else side.period.key,
        "value": shown(found[0].figure if found else zero),
        "records": found[0].records if found else 0,
    }


def _ids(reading: Reading, query: Query) -> sa.Subquery:
    return reading.matching(sa.select(reading.plan.table.c.id), query).subquery()


def _only(
    context: Context, reading: Reading, mine: sa.Subquery, other: sa.Subquery, side: Side, words: Telling
) -> dict[str, Any]:
    """The records that count in `mine` and not in `other`, the figure of `side`, and why: each at the first step."""
    steps = _steps(context, side, words)
    met = [reading.holds(step.condition) for step in steps]
    step = sa.case(
        *((sa.not_(sa.func.coalesce(one, sa.false())), number) for number, one in enumerate(met)),
        else_=len(steps),
    ).label("step")
    id = reading.plan.table.c.id
    outside = sa.and_(id.in_(sa.select(mine.c.id)), id.not_in(sa.select(other.c.id)))
    inner = reading.matching(sa.select(step, id.label("id")), Query()).where(outside).subquery()
    counted = sa.select(inner.c.step, sa.func.count()).group_by(inner.c.step).order_by(inner.c.step)
    examples = sa.select(inner.c.id, inner.c.step).order_by(inner.c.id).limit(_EXAMPLES)
    reasons = [
        {"text": text(_reason(steps, number), context.locale), "records": int(count)}
        for number, count in reading.rows(counted)
    ]
    found = reading.rows(examples)
    shown = titles_in(context, reading, [row.id for row in found])
    return {
        "records": sum(one["records"] for one in reasons),
        "reasons": reasons,
        "examples": [{"id": row.id, "title": shown.get(row.id)} for row in found],
    }


def _reason(steps: list[_Step], number: int) -> dict[str, str]:
    if number < len(steps):
        return steps[number].words
    return {"zh-CN": "其他原因", "en": "another reason"}


def _steps(context: Context, side: Side, words: Telling) -> list[_Step]:
    """What a record must meet to count in the figure, one by one."""
    metric = side.metric
    assert metric.aggregate is not None
    steps = []
    for condition in words.conditions(metric.where):
        said = words.filter(condition)
        steps.append(
            _Step(
                condition,
                {"zh-CN": f"不满足筛选条件：{said['zh-CN']}", "en": f"the filter is not met: {said['en']}"},
            )
        )
    if metric.moment is not None and side.period is not None:
        title = words.field(metric.moment)
        steps.append(
            _Step(
                {"field": metric.moment, "operator": "not_empty"},
                {"zh-CN": f"「{title['zh-CN']}」未填写，不属于任何期间", "en": f"{title['en']} is empty: in no period"},
            )
        )
        steps.append(
            _Step(
                {"all": within(context, metric, side.period)},
                {
                    "zh-CN": f"「{title['zh-CN']}」不在 {side.period.key}",
                    "en": f"{title['en']} is not in {side.period.key}",
                },
            )
        )
    for condition in metric.aggregate.counts(metric.settings):
        said = words.filter(condition)
        steps.append(
            _Step(condition, {"zh-CN": f"不计入：需要{said['zh-CN']}", "en": f"not counted: {said['en']} must hold"})
        )
    return steps
