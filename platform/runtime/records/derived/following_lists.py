"""Live checklists follow the records their items come from, by a durable job: new items come, untouched ones go or read
as they read now, what somebody did stays as it is. Each list that changes has its entry in the change record."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ... import changes
from ...changes import change_of
from ...context import Context
from ...definitions import Plans, plans_in
from ...forms import FormPlan, form_plan, form_plans
from ...forms.checklists import Listing
from ...jobs import BULK, Job, enqueue, job_handler
from ...jobs.tables import job as job_table
from ...storage import Transaction
from ..followers import Follower, Written, follow, follower
from ..rows.statements import row_for_writing
from ..submission.pipeline import changed_fields, draft_change
from ..writing import store_change
from .asking import Asking

JOB = "records.follow_lists"
_CHUNK = 200


def bring_lists_up_to_date(context: Context, tx: Transaction, plans: Plans) -> None:
    """Write a job for each live list; called where forms are published, and does nothing where nothing changed."""
    for plan in form_plans(plans):
        for listing in plan.checklists:
            if listing.live:
                _ask(context, tx, plan, listing, plan.hash)


@follower
def _follows(plans: Plans, plan: FormPlan) -> Follower | None:
    """Lists that take their items from this form."""
    fed = [
        (owner, listing)
        for owner in form_plans(plans)
        for listing in owner.checklists
        if listing.live and listing.form == plan.name
    ]
    if not fed:
        return None

    def ask(context: Context, tx: Transaction, written: Written) -> None:
        for owner, listing in fed:
            before, row = written.before, written.row
            if written.event != "change" or before is None or _differs(listing, before, row):
                _ask(context, tx, owner, listing, change_of(tx).id)

    return ask


def _differs(listing: Listing, before: Any, row: Any) -> bool:
    return any(before.get(name) != row.get(name) for name in listing.names)


def _ask(context: Context, tx: Transaction, plan: FormPlan, listing: Listing, cause: str, after: str = "") -> None:
    payload = {"app": plan.app, "form": plan.key, "field": listing.key, "cause": cause, "after": after}
    enqueue(context, tx, JOB, payload, key=f"{_name(plan, listing.key)}{cause}/{after}", lane=BULK)


def _name(plan: FormPlan, field: str) -> str:
    return f"{JOB}/{plan.name}.{field}/"


@job_handler(JOB)
def follow_some(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "form", "field", "cause", "after"}. A job that came later does the work of those before it."""
    plans = plans_in(context.workspace, tx)
    app, form, key, after = (job.payload[name] for name in ("app", "form", "field", "after"))
    if plans.find("form", app, form) is None:
        return
    plan = form_plan(plans, app, form)
    listing = next((one for one in plan.checklists if one.key == key and one.live), None)
    if listing is None or _another_waits(tx, plan, job):
        return
    table = plan.table
    statement = sa.select(table.c.id).where(table.c.deleted_at.is_(None), table.c.id > after)
    ids = list(tx.execute(statement.order_by(table.c.id).limit(_CHUNK)).scalars())
    changes.begin(tx, replace(context, provenance="system"), revision=plans.revision)
    for id in ids:
        _bring_up_to_date(context, tx, plans, plan, id)
    if len(ids) == _CHUNK:
        _ask(context, tx, plan, listing, job.payload["cause"], ids[-1])


def _another_waits(tx: Transaction, plan: FormPlan, job: Job) -> bool:
    """Whether a job for the whole of the same list is still to begin: it will find all that this one would."""
    t, name = job_table, _name(plan, job.payload["field"])
    others = sa.select(t.c.id).where(t.c.kind == JOB, t.c.state == "waiting", t.c.id != job.id)
    same = others.where(t.c.key.startswith(name, autoescape=True), t.c.key.endswith("/")).limit(1)
    return tx.execute(same).first() is not None


def _bring_up_to_date(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, id: str) -> None:
    """With what follows from the items. The form's checks are asked when somebody next saves the record."""
    if (row := row_for_writing(tx, plan, id)) is None:
        return
    nothing: frozenset[str] = frozenset()
    asking = Asking.as_app(context, plans, plan.app, tx)
    after = draft_change(context, plan, row, {}, nothing, nothing, False, asking).row
    own = {listing.key for listing in plan.checklists if listing.live}
    changed = changed_fields(plan, row, after)
    if own.isdisjoint(changed):
        return
    store_change(context, tx, plan, row, after, changed)
    follow(context, tx, plans, plan, Written("change", row, after))
