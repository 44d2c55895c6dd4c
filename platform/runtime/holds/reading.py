"""What people are told of holds: on a record, and which records of a list are held. Only of what they may see."""

from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache, plans_in
from ..errors import NotFound
from ..fields.datetime import moment_text
from ..forms import form_plan
from ..localized import text
from ..people import has_right, organisation_of
from ..records.querying.compiler import Reading
from ..records.reading import open_reading
from ..storage import Transaction
from .standing import standing, until_when, who_may
from .tables import record_hold as _t

# Who administers workflows releases what they hold.
RIGHT = "workflows.manage"
_MOST = 500


def holds_on(context: Context, app: str, form: str, record: str) -> list[dict[str, Any]]:
    """[{"id", "reason", "who", "fields": titles, "at", "until", "may_release", "may_change"}] that stand on a record.
    Raises NotFound."""
    with context.workspace.database.read() as connection, open_reading(context, app, form, connection) as reading:
        found = reading.one(record)
        query = sa.select(_t).where(_t.c.record_id == found.id, _t.c.form == reading.plan.name)
        rows = connection.execute(query.where(standing(context.now())).order_by(_t.c.id)).all()
        return [_told(context, reading, hold) for hold in rows]


def held_in(context: Context, app: str, form: str) -> list[dict[str, Any]]:
    """[{"record", "reason"}] of the held records that the reader sees, at most 500, the newest first."""
    with context.workspace.database.read() as connection, open_reading(context, app, form, connection) as reading:
        query = sa.select(_t.c.record_id, _t.c.reason).where(_t.c.form == reading.plan.name, standing(context.now()))
        rows = connection.execute(query.order_by(_t.c.id.desc()).limit(_MOST)).all()
        seen = {record.id for record in reading.some({row.record_id for row in rows})} if rows else set()
        reasons = {row.record_id: text(row.reason, context.locale) for row in rows if row.record_id in seen}
        return [{"record": id, "reason": reason} for id, reason in reasons.items()]


def readable_hold(
    context: Context, tx: Transaction, app: str, form: str, record: str, hold_id: str
) -> tuple[Any, Plans]:
    """A hold that stands on a record the actor sees, locked, and the plans. Raises NotFound."""
    plans = plans_in(context.workspace, tx)
    plan = form_plan(plans, app, form)
    Reading(context, tx.connection, plans, plan).one(record)
    query = sa.select(_t).where(_t.c.id == hold_id, _t.c.record_id == record, _t.c.form == plan.name)
    hold = tx.execute(query.where(standing(context.now())).with_for_update()).one_or_none()
    if hold is None:
        raise NotFound
    return hold, plans


def _told(context: Context, reading: Reading, hold: Any) -> dict[str, Any]:
    organisation, locale = organisation_of(context.workspace, reading.connection), context.locale
    person, plan = context.actor.person_id, reading.plan
    who = text(who_may(organisation, hold), locale) + text(until_when(hold, context.workspace.zone), locale)
    manages = has_right(context, plan_cache(context.workspace).latest(), RIGHT)
    return {
        "id": hold.id,
        "reason": text(hold.reason, locale),
        "who": who,
        "fields": [text(plan.fields[key].title, locale) for key in hold.fields if key in reading.readable],
        "at": moment_text(hold.at),
        "until": None if hold.until is None else moment_text(hold.until),
        "may_release": person in hold.releasers or manages,
        "may_change": person in hold.persons,
    }
