"""The job of an import: one chunk of rows, its records, its problems and its progress, in one transaction.

Where all or nothing is wanted, the rows go through once for trial: each chunk is written and rolled back, so that the
trial finds what the real thing would.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from .. import changes, records
from ..changes import change_of
from ..context import SYSTEM, Context
from ..definitions import Plans, plans_in
from ..errors import NotFound, PlatformError
from ..forms import FormPlan, form_plan
from ..jobs import Job, job_handler
from ..people import person_actor
from ..storage import Transaction
from .finding import Found
from .options import starts_workflows
from .problems import note_problems
from .runs import JOB, begin_undo, enqueue_chunk, folder_of, go_on
from .sheets import rows_at
from .tables import import_chunk, import_run
from .taking import Taken, Taker, refused

# Some thirty milliseconds on SQLite, whose other writers wait meanwhile. Updates and workflows take longer each.
_CHUNK = 200
_SLOW_CHUNK = 50


class _Trial(Exception):
    """The trial of a chunk is over: roll it back."""


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
    if row is None or row["done"] != begin or row["turn"] != job.payload["turn"] or row["state"] not in _WORKING:
        return
    acting = acting_for(context, tx, row["person_id"])
    # The records' history names the person, not the machine that works for him.
    changes.begin(tx, acting, revision=plans_in(context.workspace, tx).revision)
    slow = row["options"]["mode"] != "create" or row["options"]["workflows"] != "no"
    rows = rows_at(folder_of(context.workspace, id), begin, _SLOW_CHUNK if slow else _CHUNK)
    chunk = _Chunk(acting, tx, dict(row))
    if row["state"] == "checking":
        chunk.try_out(rows)
    else:
        chunk.take(rows)
    note_problems(tx, dict(row), chunk.names, chunk.problems)
    done = begin + len(rows)
    values = {
        "done": done,
        "created": row["created"] + chunk.created,
        "updated": row["updated"] + chunk.updated,
        "failed": row["failed"] + len(chunk.problems),
    }
    tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))
    if done < row["rows"]:
        enqueue_chunk(context, tx, id, row["turn"], done)
    else:
        _finish(context, tx, dict(row) | values)


_WORKING = ("checking", "running")


def _finish(context: Context, tx: Transaction, row: Mapping[str, Any]) -> None:
    """All rows are through: the trial turns into the real thing, if it found nothing."""
    if row["state"] == "checking" and not row["failed"]:
        go_on(context, tx, row, state="running", done=0)
        return
    if row["state"] == "running" and row["failed"] and row["options"]["all_or_nothing"]:
        # Something changed between the trial and this: it was to be all or nothing.
        begin_undo(context, tx, row)
        return
    state = "refused" if row["state"] == "checking" else "done"
    tx.execute(sa.update(import_run).where(import_run.c.id == row["id"]).values(state=state, ended_at=context.now()))


def acting_for(context: Context, tx: Transaction, person_id: str | None) -> Context:
    """The importer's context with the rights he has now. Raises NotFound for who has left."""
    if person_id is None:
        return context.acting_as(SYSTEM, "import")
    return context.acting_as(person_actor(context.workspace, person_id, tx.connection), "import")


class _Chunk:
    """Some rows of one import on their way in. `problems`: (row, what it was refused for)."""

    def __init__(self, context: Context, tx: Transaction, run: Mapping[str, Any]) -> None:
        self._context = context
        self._tx = tx
        self._run = run
        self._plans: Plans = plans_in(context.workspace, tx)
        self._plan: FormPlan = form_plan(self._plans, run["app"], run["form"])
        self._taker = Taker(context, tx.connection, self._plans, self._plan, run["columns"])
        self._starts = starts_workflows(self._plan, run["options"])
        self.names = {column["field"]: column["name"] for column in run["columns"] if column["field"]}
        self._clear()

    def _clear(self) -> None:
        self.created = self.updated = 0
        self.problems: list[tuple[Taken, list[PlatformError]]] = []

    def try_out(self, rows: Sequence[Any]) -> None:
        """As `take`, and back again; only the problems stay."""
        writer = change_of(self._tx)
        count = writer.count
        try:
            with self._tx.connection.begin_nested():
                self.take(rows)
                raise _Trial
        except _Trial:
            writer.rewind(count)
        self.created = self.updated = 0

    def take(self, rows: Sequence[Any]) -> None:
        """Write the rows' records. Raises Forbidden or NotFound when nothing can be imported any more."""
        chunk = {"import_id": self._run["id"], "begin": self._run["done"], "change_id": change_of(self._tx).id}
        self._tx.execute(sa.insert(import_chunk), chunk)
        taken = self._taker.take(self._tx, rows)
        good = [one for one in taken if not one.problems]
        self.problems += [(one, self._taker.problems_with(one)) for one in taken if one.problems]
        if self._run["options"]["mode"] == "create":
            self._create(good)
            return
        found = Found(self._context, self._tx, self._plans, self._plan, self._run, good)
        self._create(found.new)
        for one, id in found.known:
            self._update(one, id)
        self.problems += [(one, [error]) for one, error in found.refused]

    def _create(self, good: Sequence[Taken]) -> None:
        if not good:
            return
        made = records.create_many(
            self._context,
            self._plan.app,
            self._plan.key,
            [one.values for one in good],
            tx=self._tx,
            sources=[self._source(one) for one in good],
            starts_workflows=self._starts,
        )
        for one, result in zip(good, made, strict=True):
            if isinstance(result, str):
                self.created += 1
            else:
                self.problems.append((one, list(refused(result))))

    def _update(self, one: Taken, id: str) -> None:
        try:
            with self._tx.connection.begin_nested():
                records.change(
                    self._context,
                    self._plan.app,
                    self._plan.key,
                    id,
                    one.values,
                    revision=None,
                    tx=self._tx,
                    starts_workflows=self._run["options"]["workflows"] == "yes",
                    source=self._source(one),
                )
            self.updated += 1
        except NotFound:
            raise
        except PlatformError as error:
            self.problems.append((one, list(refused(error))))

    def _source(self, one: Taken) -> dict[str, Any]:
        return {"import": self._run["id"], "file": self._run["file_name"], "row": one.number}
