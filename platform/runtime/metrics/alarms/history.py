"""The alarms of a metric and what they found, for who may see the figures: a finding whose figure the reader does not
see as it was found is not shown to him."""

from typing import Any

import orjson
import sqlalchemy as sa

from ...calendars import local_day
from ...calendars.periods import described_period, read_period
from ...context import Context
from ...definitions import plan_cache
from ...localized import text
from ..answering import shown, value_of
from ..evaluating import Question, figures
from ..plan import MetricPlan
from .plan import AlarmPlan, alarms_of
from .tables import alarm_finding

MOST = 60


def history(context: Context, metric: MetricPlan) -> list[dict[str, Any]]:
    """The alarms over the metric, each with its findings, newest first. Raises NotFound, MetricNotPermitted."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        return [
            {
                "key": alarm.key,
                "title": text(alarm.title, context.locale),
                "by": alarm.by,
                "period": alarm.period,
                "state": alarm.state,
                "in_a_row": alarm.in_a_row,
                "missing": alarm.missing,
                "again": alarm.again,
                "grace_days": alarm.grace_days,
                "findings": _findings(context, connection, alarm),
            }
            for alarm in alarms_of(plans, metric)
        ]


def _findings(context: Context, connection: sa.Connection, alarm: AlarmPlan) -> list[dict[str, Any]]:
    t = alarm_finding.c
    statement = sa.select(alarm_finding).where(t.alarm == alarm.name, t.state != "quiet")
    rows = connection.execute(statement.order_by(t.first.desc(), t.at.desc(), t.subject).limit(MOST)).all()
    today = local_day(context.now(), context.workspace.zone)
    seen = _seen(context, connection, alarm, rows)
    return [
        {
            "period": described_period(read_period(row.period, today), today),
            "label": None if row.label is None else text(row.label, context.locale),
            "value": row.value,
            "verdict": row.verdict,
            "in_a_row": row.in_a_row,
            "state": row.state,
            "at": row.at,
        }
        for row in rows
        if seen.get((row.period, row.subject)) == row.value
    ]


def _seen(
    context: Context, connection: sa.Connection, alarm: AlarmPlan, rows: Any
) -> dict[tuple[str, str], str | None]:
    """(period, subject) → the figure as the reader sees it."""
    today = local_day(context.now(), context.workspace.zone)
    periods = tuple(read_period(key, today) for key in dict.fromkeys(row.period for row in rows))
    if not periods:
        return {}
    metric = alarm.metric
    field = None if alarm.by is None else metric.dimensions[alarm.by].values(metric.form)
    subjects = [] if field is None else list(dict.fromkeys(row.subject for row in rows))
    stored = {} if field is None else {one: field.type.load(orjson.loads(one), field.settings) for one in subjects}
    values = None if field is None else (tuple(stored.values()),)
    found = figures(context, metric, Question(periods, alarm.by, len(stored) or 1, values=values), connection)
    by_place = {(periods[one.period].key, one.value): one for one in found if one.kind in ("all", "value")}
    return {
        (row.period, row.subject): shown(value_of(metric, by_place.get((row.period, stored.get(row.subject)))))
        for row in rows
    }
