"""Putting a message off: it leaves the inbox and comes back unread at its moment, by the clock alone, so that nothing
has to run for it. What has a limit is never put off beyond it.

The limit of a question is until when it may be answered; that of a deadline's message, which says that something
presses now, the end of its reader's day.
"""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..calendars import calendar_of
from ..context import Context
from ..definitions import plan_cache
from ..errors import InvalidValue, NotFound
from ..people import organisation_of
from .classes import CLASSES
from .questions import asked_until
from .tables import message

_LATER = timedelta(hours=3)
_MORNING = time(9)
_LONGEST = timedelta(days=366)
_ONE_DAY = timedelta(days=1)
_FARTHEST = 60


def snooze_choices(context: Context, id: str) -> dict[str, Any]:
    """{"choices": [{"key", "at"}], "latest"}: the usual moments that are not beyond the limit, and the limit, None
    where there is none. Keys: later (today), tomorrow, working_day (the next, when it is not tomorrow). Raises
    NotFound."""
    with context.workspace.database.read() as connection:
        latest = _latest(context, connection, _own(context, connection, id))
        usual = _usual(context, connection)
    choices = [{"key": key, "at": at} for key, at in usual if latest is None or at <= latest]
    return {"choices": choices, "latest": latest}


def snooze(context: Context, id: str, until: datetime | None) -> None:
    """Put one of one's own messages off; None brings it back now. Raises NotFound, InvalidValue."""
    now = context.now()
    # As with reading, it is no change of business data: no entry in the change record.
    with context.workspace.database.write() as tx:
        row = _own(context, tx.connection, id)
        latest = _latest(context, tx.connection, row) or now + _LONGEST
        if until is not None and not now < until <= latest:
            raise InvalidValue(pointer="/until", expected=_span(context, now, latest))
        values = {"snoozed_until": now if until is None else until, "read_at": None}
        tx.execute(sa.update(message).where(message.c.id == id).values(**values))


def _own(context: Context, connection: sa.Connection, id: str) -> Any:
    mine = (message.c.id == id, message.c.person_id == context.actor.person_id)
    row = connection.execute(sa.select(message).where(*mine)).one_or_none()
    if row is None:
        raise NotFound
    return row


def _latest(context: Context, connection: sa.Connection, row: Any) -> datetime | None:
    limits = [asked_until(context, connection, row.id)]
    if CLASSES[row.kind].pressing:
        zone = ZoneInfo(context.workspace.zone)
        day = context.now().astimezone(zone).date()
        limits.append(datetime.combine(day + _ONE_DAY, time(0), zone) - timedelta(minutes=1))
    return min((one for one in limits if one is not None), default=None)


def _usual(context: Context, connection: sa.Connection) -> list[tuple[str, datetime]]:
    """Later today, tomorrow morning, and the morning of the next working day by the reader's calendar."""
    organisation, now = organisation_of(context.workspace, connection), context.now()
    departments = organisation.within(str(context.actor.person_id), now)
    working = calendar_of(context.workspace, plan_cache(context.workspace).at(connection), departments).working
    today = now.astimezone(working.zone).date()
    tomorrow = datetime.combine(today + _ONE_DAY, _MORNING, working.zone)
    usual = [("tomorrow", tomorrow)]
    if (now + _LATER).astimezone(working.zone).date() == today:
        usual.insert(0, ("later", now + _LATER))
    days = (today + _ONE_DAY * ahead for ahead in range(1, _FARTHEST))
    worked = next((day for day in days if working.works(day)), None)
    if worked is not None and worked != tomorrow.date():
        usual.append(("working_day", next(working.spans(worked))[0]))
    return usual


def _span(context: Context, now: datetime, latest: datetime) -> dict[str, str]:
    zone = ZoneInfo(context.workspace.zone)
    starts, ends = (one.astimezone(zone).strftime("%Y-%m-%d %H:%M") for one in (now, latest))
    return {"zh-CN": f"{starts} 到 {ends} 之间的时间", "en": f"a time between {starts} and {ends}"}
