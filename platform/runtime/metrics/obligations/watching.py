"""Duties that were not done start workflows, by durable jobs: one for each trigger and moment, which writes the next.

A job that comes late, after a stop or a clock that jumped, looks at all that came due meanwhile; what was done in
between is not missed any more. Each start is named by its duty, so that nothing starts twice.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ...calendars import after, before, local_day
from ...calendars.periods import Period, period_of
from ...context import Context
from ...definitions import Plans, plans_in
from ...definitions.publishing import after_publishing
from ...errors import InvalidDefinition
from ...jobs import BULK, Job, enqueue, job_handler
from ...people import organisation_of
from ...storage import Transaction
from ...storage.types import Moment, dump_moment, load_moment
from ...triggers import Listener, listener_of, listeners, start
from ...triggers.moments import said_by, settings_now
from .days import duty_days
from .duties import Duties
from .plan import ObligationPlan, obligation_plan

JOB = "metrics.obligation_missed"
_TRIGGER = "obligation_missed"
_ONE = timedelta(days=1)
# So many days are looked at together, and so far ahead, for when something is due next; after a stop so far back.
_TOGETHER, _FARTHEST, _BACK = 40, 400, 92
# Starts that share a transaction.
_AT_A_TIME = 200


def watch(context: Context, tx: Transaction, plans: Plans) -> None:
    """Whatever is published, each trigger's next moment stands as a job."""
    for listener in listeners(plans, _TRIGGER):
        _wait(context, tx, plans, listener, context.now())


after_publishing.append(watch)


@job_handler(JOB)
def look(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "workflow", "says", "at", "until", "cursor"}. A trigger, or an obligation, that says something
    else meanwhile has jobs of its own."""
    told, plans = job.payload, plans_in(context.workspace, tx)
    listener = _listening(plans, told["app"], told["workflow"])
    if listener is None or _says(plans, listener) != told["says"]:
        return
    at = load_moment(told["at"])
    if told["cursor"] is None:
        _wait(context, tx, plans, listener, max(at, context.now()))
    # Later parts of many duties go by the moment at which the first were looked at.
    until = load_moment(told["until"]) if told["until"] else context.now()
    rows = _missed(context, tx, plans, listener, at, until, told["cursor"])
    for key, data in rows[:_AT_A_TIME]:
        if listener.holds({"now": context.now(), "zone": context.workspace.zone, "trigger": data}):
            start(context, tx, listener, key, data=data)
    if len(rows) > _AT_A_TIME:
        more = told | {"until": dump_moment(until), "cursor": rows[_AT_A_TIME - 1][0]}
        enqueue(context, tx, JOB, more, lane=BULK)


def _missed(
    context: Context,
    tx: Transaction,
    plans: Plans,
    listener: Listener,
    since: datetime,
    until: datetime,
    cursor: str | None,
) -> list[tuple[str, dict[str, Any]]]:
    """What is not done of the duties whose moment lies from `since` to `until`: (its name, what the workflow reads), in
    the order of names, one more than is started at once."""
    obligation = _obligation(plans, listener)
    first, last = (_due_at(context, listener, moment) for moment in (since, until))
    days = list(_days(local_day(max(first, last - _BACK * _ONE), context.workspace.zone), last, context, obligation))
    duties = Duties(context, tx.connection, obligation, days)
    owed = duties.statement()
    if owed is None:
        return []
    inside = (owed.c.due >= sa.literal(first, Moment()), owed.c.due <= sa.literal(last, Moment()))
    query = sa.select(owed).where(*inside, owed.c.done < obligation.at_least)
    found = []
    for row in tx.execute(query):
        period = duties.days.days[row.day].own.key
        data = {
            "person": row.person,
            "department": row.department,
            "period": period,
            "due": row.due.isoformat(),
            "record": row.subject,
            "done": row.done,
            "wanted": obligation.at_least,
        }
        found.append((f"{obligation.name}/{period}/{row.person}/{row.subject or ''}", data))
    found.sort(key=lambda one: one[0])
    return [one for one in found if cursor is None or one[0] > cursor][: _AT_A_TIME + 1]


def _wait(context: Context, tx: Transaction, plans: Plans, listener: Listener, later_than: datetime) -> None:
    """Write the job of the trigger's first moment after `later_than`."""
    obligation = _obligation(plans, listener)
    due = _next_due(context, tx, plans, obligation, _due_at(context, listener, later_than))
    if due is None:
        return
    at, says = _moment_of(context, listener, due), _says(plans, listener)
    if at <= later_than:
        return
    payload = {"app": listener.app, "workflow": listener.workflow, "says": says, "at": dump_moment(at)}
    key = f"{JOB}/{listener.name}/{says}/{dump_moment(at)}"
    enqueue(context, tx, JOB, payload | {"until": None, "cursor": None}, key=key, run_at=at, lane=BULK)


def _next_due(
    context: Context, tx: Transaction, plans: Plans, obligation: ObligationPlan, later_than: datetime
) -> datetime | None:
    organisation = organisation_of(context.workspace, tx.connection)
    day = local_day(later_than, context.workspace.zone) - obligation.days_later * _ONE
    for _ in range(0, _FARTHEST, _TOGETHER):
        periods = [period_of("day", day + number * _ONE) for number in range(_TOGETHER)]
        dues = [one.due for one in duty_days(context, plans, obligation, organisation, periods).days]
        if ahead := [due for due in dues if due > later_than]:
            return min(ahead)
        day += _TOGETHER * _ONE
    return None


def _days(first: Any, last: datetime, context: Context, obligation: ObligationPlan) -> Iterator[Period]:
    """The days for which what is due from `first` to `last` is owed."""
    day, end = first - obligation.days_later * _ONE, local_day(last, context.workspace.zone)
    while day <= end:
        yield period_of("day", day)
        day += _ONE


def _moment_of(context: Context, listener: Listener, due: datetime) -> datetime:
    """When the trigger looks at what is due then."""
    settings, zone = settings_now(listener), context.workspace.zone
    if settings["before"] is not None:
        return before(due, settings["before"], zone)
    return due if settings["after"] is None else after(due, settings["after"], zone)


def _due_at(context: Context, listener: Listener, moment: datetime) -> datetime:
    """What is due when the trigger looks at that moment."""
    settings, zone = settings_now(listener), context.workspace.zone
    if settings["before"] is not None:
        return after(moment, settings["before"], zone)
    return moment if settings["after"] is None else before(moment, settings["after"], zone)


def _says(plans: Plans, listener: Listener) -> str:
    """What tells this trigger from a former one, and its obligation's hour from a former one."""
    obligation = _obligation(plans, listener)
    hour = "" if obligation.by is None else f"{obligation.by:%H%M}"
    return f"{said_by(listener)[:16]}{hour}"


def _obligation(plans: Plans, listener: Listener) -> ObligationPlan:
    return obligation_plan(plans, listener.app, listener.settings["obligation"])


def _listening(plans: Plans, app: str, key: str) -> Listener | None:
    definition = plans.find("workflow", app, key)
    if definition is None:
        return None
    try:
        listener = listener_of(plans, definition)
    except InvalidDefinition:
        return None
    return listener if listener.type.key == _TRIGGER else None
