"""Judge alarms by durable jobs: when a period closes, and each day of its grace anew. Each job writes the next one.

A job that comes late, after a stop or a clock that jumped, judges its own period, then the next: none is left out. What
it finds is written in its transaction with the messages, so that a job that runs twice changes nothing.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ...calendars import local_day
from ...calendars.periods import Period, period_of, read_period
from ...changes import change_of
from ...context import Context
from ...definitions import Plans, plans_in
from ...definitions.publishing import after_publishing
from ...jobs import BULK, Job, enqueue, job_handler
from ...localized import LOCALES, text
from ...messages import tell
from ...people import resolve_people
from ...storage import Transaction
from ...storage.inserting import insert_on
from ...triggers import listeners, start
from ..answering import group_labels
from .finding import find, subject_of
from .plan import AlarmPlan, alarm_plan, alarms
from .tables import alarm_finding

JOB = "metrics.alarm"
_Subject = tuple[str, Any]


def watch(context: Context, tx: Transaction, plans: Plans) -> None:
    """See to it that the running period of every alarm is judged, from whenever anything is published on."""
    today = local_day(context.now(), context.workspace.zone)
    for alarm in alarms(plans):
        _ask(context, tx, alarm, period_of(alarm.period, today), 0)


after_publishing.append(watch)


def _ask(context: Context, tx: Transaction, alarm: AlarmPlan, period: Period, day: int) -> None:
    """day: so many days after the period's end."""
    payload = {"app": alarm.app, "alarm": alarm.key, "period": period.key, "day": day}
    due = period.moments(context.workspace.zone)[1] + timedelta(days=day)
    enqueue(context, tx, JOB, payload, key=f"{JOB}/{alarm.name}/{period.key}/{day}", run_at=due, lane=BULK)


@job_handler(JOB)
def look(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "alarm", "period", "day"}. An alarm taken away meanwhile is watched no more."""
    plans = plans_in(context.workspace, tx)
    if plans.find("alarm", job.payload["app"], job.payload["alarm"]) is None:
        return
    alarm = alarm_plan(plans, job.payload["app"], job.payload["alarm"])
    today = local_day(context.now(), context.workspace.zone)
    period, day = read_period(job.payload["period"], today), job.payload["day"]
    if day < alarm.grace_days:
        _ask(context, tx, alarm, period, day + 1)
    if day == 0:
        _ask(context, tx, alarm, period_of(alarm.period, period.after), 0)
    _judge(context, tx, alarm, period)


def _judge(context: Context, tx: Transaction, alarm: AlarmPlan, period: Period) -> None:
    raised, before = _told(tx, alarm, period)
    for one in find(context, tx.connection, alarm, period, raised):
        row = {"value": one.figure, "verdict": one.verdict, "in_a_row": one.in_a_row, "state": one.state}
        _write(context, tx, alarm, period, one.subject, one.value, row, before.get(one.subject))


def _write(
    context: Context,
    tx: Transaction,
    alarm: AlarmPlan,
    period: Period,
    subject: str,
    value: Any,
    row: dict[str, Any],
    before: str | None,
) -> None:
    """Keep what was found; record and tell it where it differs from what was found before."""
    names = _names(context, tx, alarm, value)
    values = row | {"label": names, "at": context.now()}
    keyed = {"alarm": alarm.name, "subject": subject, "period": period.key, "first": period.first}
    statement = insert_on(tx.dialect.name, alarm_finding).values(keyed | values)
    statement = statement.on_conflict_do_update(index_elements=["alarm", "subject", "period"], set_=values)
    tx.execute(statement)
    state = row["state"]
    if state == (before or "quiet"):
        return
    patch = [{"op": "set", "path": ["state", period.key], "before": before, "after": state}]
    change_of(tx).entry("alarm", alarm.name, subject or alarm.key, state, patch)
    once = f"{alarm.name}/{subject}/{period.key}/{state}"
    _start(context, tx, alarm, f"alarm_{state}", once, period.key, row["value"], value)
    if state == "quiet" and before != "raised":
        return
    persons = resolve_people(context, tx.connection, alarm.tell, {"subject": value}, app=alarm.app)
    title, body = _words(alarm, period, names, row, state)
    tell(tx, context, alarm.app, alarm.key, persons, title, body, once=once)


def _start(
    context: Context, tx: Transaction, alarm: AlarmPlan, type_: str, once: str, period: str, shown: Any, value: Any
) -> None:
    """Start the workflows that listen to this alarm."""
    subject = None if alarm.by is None else subject_of(alarm, value)
    data = {"period": period, "value": None if shown is None else str(shown), "subject": subject}
    for listener in listeners(plans_in(context.workspace, tx), type_):
        app, _, key = str(listener.settings["alarm"]).rpartition(".")
        if (app or listener.app, key) == (alarm.app, alarm.key):
            start(context, tx, listener, once, data=data)


def _words(
    alarm: AlarmPlan, period: Period, names: dict[str, str | None] | None, row: dict[str, Any], state: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Title and text of the message, by language."""
    said = _SAID[state]
    title, body = {}, {}
    for locale in LOCALES:
        whose = "" if names is None or not names[locale] else f"{names[locale]}"
        filled = {
            "alarm": text(alarm.title, locale),
            "metric": text(alarm.metric.title, locale),
            "whose": whose and (f"「{whose}」" if locale == "zh-CN" else f" of {whose}"),
            "period": period.key,
            "value": row["value"] or "—",
            "count": row["in_a_row"],
        }
        title[locale] = said["title"][locale].format(**filled)
        body[locale] = said["text"][locale].format(**filled)
    return title, body


def _names(context: Context, tx: Transaction, alarm: AlarmPlan, value: Any) -> dict[str, str | None] | None:
    if alarm.by is None:
        return None
    found: dict[str, str | None] = {}
    for locale in LOCALES:
        reader = replace(context, locale=locale)
        found[locale] = group_labels(reader, tx.connection, alarm.metric, alarm.by, [("value", value)])["value", value]
    return found


def _told(tx: Transaction, alarm: AlarmPlan, period: Period) -> tuple[set[str], dict[str, str]]:
    """The subjects for which it was raised before the period and has not recovered; what was found for the period."""
    t = alarm_finding.c
    raised: set[str] = set()
    before: dict[str, str] = {}
    statement = sa.select(t.subject, t.first, t.state).where(t.alarm == alarm.name, t.first <= period.first)
    for row in tx.execute(statement.where(t.state != "quiet").order_by(t.first)):
        if row.first == period.first:
            before[row.subject] = row.state
        elif row.state == "raised":
            raised.add(row.subject)
        else:
            raised.discard(row.subject)
    return raised, before


_SAID: dict[str, dict[str, dict[str, str]]] = {
    "raised": {
        "title": {"zh-CN": "预警：{alarm}", "en": "Alarm: {alarm}"},
        "text": {
            "zh-CN": "{period}{whose}的「{metric}」是 {value}，已连续 {count} 期不达标。",
            "en": "{metric}{whose} was {value} in {period}: {count} in a row that stand badly.",
        },
    },
    "recovered": {
        "title": {"zh-CN": "已恢复：{alarm}", "en": "Recovered: {alarm}"},
        "text": {
            "zh-CN": "{period}{whose}的「{metric}」是 {value}，恢复正常。",
            "en": "{metric}{whose} was {value} in {period} and stands well again.",
        },
    },
    "quiet": {
        "title": {"zh-CN": "预警撤回：{alarm}", "en": "Alarm taken back: {alarm}"},
        "text": {
            "zh-CN": "补录数据后，{period}{whose}的「{metric}」是 {value}，不再触发预警。",
            "en": "With data that came late, {metric}{whose} was {value} in {period}; the alarm no longer holds.",
        },
    },
}
