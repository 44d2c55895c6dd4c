"""A moment that a trigger waited for has come: its workflow starts, once or for every record that fits."""

from typing import Any

from ... import records
from ...context import Context
from ...definitions import Plans, plans_in
from ...errors import InvalidDefinition
from ...jobs import BULK, Job, enqueue, job_handler
from ...records.querying.question import Query
from ...storage import Transaction
from ...storage.types import dump_moment, load_moment
from ...triggers import Listener, listener_of, start
from ...triggers.moments import MOMENT, MomentTrigger, said_by, wait_for_next
from .transacting import app_context

# Records whose starts share a transaction.
_AT_A_TIME = 200


@job_handler(MOMENT)
def come(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "workflow", "says", "at", "data", "until", "cursor"}. A trigger that says something else has
    jobs of its own."""
    told = job.payload
    plans = plans_in(context.workspace, tx)
    listener = _listening(plans, told)
    if listener is None:
        return
    if told["cursor"] is None:
        wait_for_next(context, tx, listener, max(load_moment(told["at"]), context.now()))
    if listener.form is None:
        if listener.holds({"now": context.now(), "zone": context.workspace.zone, "trigger": told["data"]}):
            start(context, tx, listener, told["at"], data=told["data"])
        return
    _start_each(context, tx, plans, listener, told)


def _start_each(context: Context, tx: Transaction, plans: Plans, listener: Listener, told: dict[str, Any]) -> None:
    assert listener.form is not None
    where = plans.get("workflow", listener.app, listener.workflow).document["trigger"].get("where")
    # Later parts of many records go by the time at which the first was looked for.
    until = told["until"] or dump_moment(context.now())
    assert isinstance(listener.type, MomentTrigger)
    among = listener.type.among(context, plans, listener, load_moment(told["at"]), load_moment(until))
    fits = [one for one in (among, None if where is None else {"formula": where}) if one is not None]
    wanted = Query(filter={"all": fits} if fits else None, fields=(), limit=_AT_A_TIME, cursor=told["cursor"])
    acting, form = app_context(context, listener.app), listener.form
    page = records.query(acting, form.app, form.key, wanted, connection=tx.connection)
    for record in page.items:
        start(context, tx, listener, f"{told['at']}/{record.id}", record_id=record.id, data=told["data"])
    if page.next_cursor is not None:
        enqueue(context, tx, MOMENT, told | {"until": until, "cursor": page.next_cursor}, lane=BULK)


def _listening(plans: Plans, told: dict[str, Any]) -> Listener | None:
    definition = plans.find("workflow", told["app"], told["workflow"])
    if definition is None:
        return None
    try:
        listener = listener_of(plans, definition)
    except InvalidDefinition:
        return None
    waits = isinstance(listener.type, MomentTrigger) and said_by(listener) == told["says"]
    return listener if waits else None
