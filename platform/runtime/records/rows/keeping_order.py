"""The order of words in records that were there before their form kept it: filled in by a job, some records at a time.

Until it has come to a record, that record stands at the end of lists sorted by the field.
"""

from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans, plans_in
from ...definitions.publishing import content_hash
from ...forms import FormPlan, form_plan, form_plans
from ...forms.wording import word_orders
from ...jobs import BULK, Job, enqueue, job_handler
from ...storage import Transaction

JOB = "records.keep_order"
_CHUNK = 500


def keep_order(context: Context, tx: Transaction, plans: Plans) -> None:
    """Write a job for each form; called where forms are published, and does nothing where nothing changed."""
    for plan in form_plans(plans):
        if plan.worded:
            _ask(context, tx, plan, "")


def _ask(context: Context, tx: Transaction, plan: FormPlan, after: str) -> None:
    payload = {"app": plan.app, "form": plan.key, "after": after}
    key = f"{JOB}/{plan.name}/{content_hash(plan.worded)}/{after}"
    enqueue(context, tx, JOB, payload, key=key, lane=BULK)


@job_handler(JOB)
def keep_some(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "form", "after"}."""
    plans = plans_in(context.workspace, tx)
    if plans.find("form", job.payload["app"], job.payload["form"]) is None:
        return
    plan = form_plan(plans, job.payload["app"], job.payload["form"])
    rows = _rows(tx, plan, job.payload["after"])
    table = plan.table
    for row in rows:
        values: dict[str, Any] = word_orders(plan.worded, row, row)
        tx.execute(sa.update(table).where(table.c.id == row["id"]).values(values))
    if len(rows) == _CHUNK:
        _ask(context, tx, plan, rows[-1]["id"])


def _rows(tx: Transaction, plan: FormPlan, after: str) -> list[Any]:
    """The next records whose words have no order yet, locked."""
    columns = plan.table.c
    without = [sa.and_(columns[key].is_not(None), columns[order].is_(None)) for key, order in plan.worded.items()]
    if not without:
        return []
    statement = sa.select(columns.id, *(columns[key] for key in plan.worded))
    statement = statement.where(sa.or_(*without), columns.id > after).order_by(columns.id).limit(_CHUNK)
    return list(tx.execute(statement.with_for_update()).mappings())
