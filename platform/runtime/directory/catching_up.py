"""Records older than what their form says of names: their keys are computed by a job, some hundred at a time.

Until it has come by, each process computes them for itself when it first searches, so nobody waits for the job.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import plans_in
from ..forms import FormPlan, form_plan
from ..jobs import BULK, Job, enqueue, job_handler
from ..storage import Transaction
from .entries import declaration
from .storing import entry_values, write_values
from .tables import directory_entry

JOB = "directory.catch_up"
_CHUNK = 500
_t = directory_entry


def outdated(
    connection: sa.Connection, plan: FormPlan, declared: str, *, after: str = "", limit: int | None = None
) -> Iterator[tuple[Mapping[str, Any], list[Any]]]:
    """(row, its added names as stored) of records whose entry is missing or from another declaration, by id."""
    table = plan.table
    statement = (
        sa.select(table, _t.c.added.label("_added"))
        .join(_t, _t.c.record_id == table.c.id, isouter=True)
        .where(sa.or_(_t.c.declared.is_(None), _t.c.declared != declared), table.c.id > after)
        .order_by(table.c.id)
        .limit(limit)
    )
    for row in connection.execute(statement).mappings():
        yield dict(row), row["_added"] or []


def ask(context: Context, tx: Transaction, plan: FormPlan, declared: str, after: str = "") -> None:
    """Write the job that goes on after the record `after`; the same one only once."""
    payload = {"form": plan.name, "declared": declared, "after": after}
    enqueue(context, tx, JOB, payload, key=f"{JOB}/{plan.name}/{declared}/{after}", lane=BULK)


@job_handler(JOB)
def catch_up(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"form", "declared", "after"}. A form that declares other names by now has a job of its own."""
    plans = plans_in(context.workspace, tx)
    app, _, form = job.payload["form"].partition(".")
    if plans.find("form", app, form) is None:
        return
    plan = form_plan(plans, app, form)
    declared = job.payload["declared"]
    if plan.names is None or declaration(plan) != declared:
        return
    rows = [row for row, _ in outdated(tx.connection, plan, declared, after=job.payload["after"], limit=_CHUNK)]
    write_values(tx, [entry_values(plan, row, declared) for row in rows])
    if len(rows) == _CHUNK:
        ask(context, tx, plan, declared, rows[-1]["id"])
