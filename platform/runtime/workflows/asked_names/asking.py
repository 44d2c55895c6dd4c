"""The directory asks about a name: its workflow begins, and those who are asked are told so."""

import sqlalchemy as sa

from ... import messages
from ...context import Context
from ...definitions import plans_in
from ...directory.tables import unknown_name
from ...directory.unknown_names import ASKED, FORGOTTEN
from ...errors import NotFound
from ...forms import form_plan
from ...jobs import Job, job_handler
from ...storage import Transaction
from .. import tables
from ..engine.transacting import app_context, begin, move
from . import words
from .plan import plan_of_field
from .subject import AskedName

_t, _instance = unknown_name, tables.instance


@job_handler(ASKED)
def ask(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"name", "initiator"}. A field that counts no more, by now, asks nobody."""
    id = job.payload["name"]
    row = tx.execute(sa.select(_t).where(_t.c.id == id, _t.c.state == "asked")).one_or_none()
    if row is None or _running(tx, id):
        return
    app, form, field = row.field.split(".", 2)
    plans = plans_in(context.workspace, tx)
    definition = plans.find("form", app, form)
    known = form_plan(plans, app, form).fields.get(field) if definition is not None else None
    if definition is None or known is None or known.settings.get("unknown") is None:
        return
    plan = plan_of_field(plans, definition, field)
    cause = {"app": app, "workflow": plan.key, "hash": plan.hash, "record_id": id, "event": "asked"}
    begin(context, tx, cause | {"form_app": plan.form.app, "form": plan.form.key}, job.payload.get("initiator"))
    told = words.asked(AskedName(app_context(context, app), tx, plan.form, id).values)
    messages.tell(tx, context, app, "name_asked", row.asked, *told, once=f"{ASKED}/{id}/{row.revision}")


@job_handler(FORGOTTEN)
def take_back(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"name"}. Too few uses are left of a name, as their import was undone: nobody need decide."""
    id = job.payload["name"]
    if tx.execute(sa.select(_t.c.state).where(_t.c.id == id)).scalar_one_or_none() == "asked":
        return
    for instance in _running(tx, id):
        try:
            move(context, tx, instance, lambda transition: transition.cancel(context.actor.identity, None))
        except NotFound:
            continue


def _running(tx: Transaction, name: str) -> list[str]:
    mine = sa.select(_instance.c.id).where(_instance.c.record_id == name, _instance.c.ended_at.is_(None))
    return list(tx.execute(mine).scalars())
