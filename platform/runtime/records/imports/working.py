"""The job of an import: one chunk of rows, its records, its problems and its progress, in one transaction."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import RowMapping

from ... import changes
from ...context import SYSTEM, Context
from ...definitions import plans_in
from ...errors import NotFound, PlatformError
from ...forms import form_plan
from ...jobs import Job, job_handler
from ...people import person_actor
from ...storage import Transaction
from ..tables import import_run
from .problems import note_problems
from .runs import JOB, enqueue_chunk, path_of
from .sheets import sheet_at
from .taking import Taker

# Some twenty milliseconds on SQLite, whose other writers wait meanwhile.
_CHUNK = 50


def _give_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    """The rest cannot be imported; what went in stays."""
    problem = error.problem(context.locale)
    values = {"state": "failed", "problem": problem, "ended_at": context.now()}
    tx.execute(sa.update(import_run).where(import_run.c.id == job.payload["import"]).values(values))


@job_handler(JOB, gave_up=_give_up)
def take_chunk(context: Context, tx: Transaction, job: Job) -> None:
    """Take the next rows, in the name of the person who imports, and write the job for those after them."""
    id, begin = job.payload["import"], job.payload["begin"]
    row = tx.execute(sa.select(import_run).where(import_run.c.id == id).with_for_update()).mappings().one_or_none()
    if row is None or row["done"] != begin or row["state"] not in ("waiting", "running"):
        return
    acting = _acting(context, tx, row["person_id"])
    # The records' history names the person, not the machine that works for him.
    changes.begin(tx, acting, revision=plans_in(context.workspace, tx).revision)
    path = path_of(context.workspace, id)
    rows = sheet_at(path).rows
    created = _take(acting, tx, row, rows[begin : begin + _CHUNK])
    done = min(begin + _CHUNK, len(rows))
    values = {
        "state": "running" if done < len(rows) else "done",
        "done": done,
        "created": row["created"] + created,
        "failed": row["failed"] + done - begin - created,
        "ended_at": None if done < len(rows) else context.now(),
    }
    tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))
    if done < len(rows):
        enqueue_chunk(context, tx, id, done)
    else:
        tx.after_commit(lambda: path.unlink(missing_ok=True))


def _acting(context: Context, tx: Transaction, person_id: str | None) -> Context:
    """The importer's context with the rights he has now. Raises NotFound for who has left."""
    if person_id is None:
        return context.acting_as(SYSTEM, "import")
    return context.acting_as(person_actor(context.workspace, person_id, tx.connection), "import")


def _take(context: Context, tx: Transaction, run: RowMapping, rows: Sequence[tuple[int, tuple[Any, ...]]]) -> int:
    """Returns how many became records."""
    plans = plans_in(context.workspace, tx)
    plan = form_plan(plans, run["app"], run["form"])
    columns = [(index, column) for index, column in enumerate(run["columns"]) if column["field"] in plan.writable]
    names = {column["field"]: column["name"] for _, column in columns}
    taker, created = Taker(context, tx, plans, plan), 0
    for number, cells in rows:
        named = {column["field"]: cells[index] if index < len(cells) else None for index, column in columns}
        try:
            taker.take(named, starts_workflows=run["start_workflows"])
            created += 1
        except NotFound:
            raise
        except PlatformError as error:
            note_problems(tx, run["id"], number, error, names, named)
    return created
