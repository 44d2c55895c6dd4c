"""The jobs of an import: a chunk of rows, its records, its problems and its progress, in one transaction.

Where all or nothing is wanted, the rows go through once for trial, each chunk written and rolled back, so that nearly
all problems are found while nobody waits. Then all are written in one transaction: others see all or nothing. On SQLite
they are worked out before it begins, see `staging.py`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from .. import changes, records
from ..changes import change_of
from ..context import Context
from ..definitions import Plans, plans_in
from ..errors import NotFound, PlatformError
from ..forms import FormPlan, form_plan
from ..jobs import Job, job_handler, outside_handler
from ..storage import Transaction
from ..storage.failpoints import failpoint
from .acting import acting_for
from .finding import Found
from .folders import folder_of
from .going import JOB, WHOLE, enqueue_chunk, go_on, run_of
from .grouping import grouping_of, rows_of
from .naming import taker_of
from .options import starts_workflows
from .problems import note_problems
from .progress import tell
from .sheets import Row
from .staging import Staged, stage, still_fits
from .tables import import_chunk, import_run
from .taking import Above, Taken, Taker, refused, source_of
from .targets import columns_by_field

# Some thirty milliseconds on SQLite, whose other writers wait meanwhile. Updates and workflows take longer each.
_CHUNK = 200
_SLOW_CHUNK = 50
# PostgreSQL numbers the entries of a change up to 32,767.
_MOST_OF_A_CHANGE = 30_000


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
    row = _underway(tx, job, ("checking", "running"))
    if row is None or row["done"] != begin:
        return
    acting = _begun(context, tx, row)
    chunk = _Chunk(acting, tx, row)
    rows = chunk.rows_from(begin)
    if row["state"] == "checking":
        chunk.try_out(rows)
    else:
        chunk.enter()
        chunk.take(rows)
    note_problems(tx, row, chunk.names, chunk.problems)
    done = begin + len(rows)
    values = {
        "done": done,
        "created": row["created"] + chunk.created,
        "updated": row["updated"] + chunk.updated,
        "failed": row["failed"] + chunk.failed,
    }
    tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))
    failpoint("imports.chunk")
    if done < row["rows"]:
        enqueue_chunk(context, tx, id, row["turn"], done)
    elif row["state"] == "checking" and not values["failed"]:
        go_on(context, tx, row | values, state="running", done=0)
    else:
        _end(context, tx, id, "refused" if row["state"] == "checking" else "done")


def take_whole(context: Context, tx: Transaction, job: Job, staged: Staged | None) -> None:
    """Take all rows, or none if one of them is refused: somebody may have taken its value since the trial."""
    id = job.payload["import"]
    row = _underway(tx, job, ("running",))
    if row is None:
        return
    acting = acting_for(context, tx.connection, row)
    plans = plans_in(context.workspace, tx)
    fits = staged is not None and still_fits(acting, tx, plans, form_plan(plans, row["app"], row["form"]), staged)
    ready = staged if fits else None
    changes.begin(tx, acting, revision=plans.revision, foreseen=ready.change if ready is not None else None)
    chunk = _Chunk(acting, tx, row)
    try:
        if ready is not None and not _sent(tx, chunk, ready):
            ready = None
            changes.begin(tx, acting, revision=plans.revision)
        if ready is None:
            with tx.connection.begin_nested():
                chunk.enter()
                begin = 0
                while rows := chunk.rows_from(begin):
                    if change_of(tx).count > _MOST_OF_A_CHANGE:
                        changes.begin(tx, acting, revision=plans.revision)
                        chunk.enter(begin)
                    chunk.take_all(rows)
                    failpoint("imports.whole")
                    tell(context.workspace, id, begin)
                    begin += len(rows)
    except _Trial:
        change_of(tx).rewind(0)
        note_problems(tx, row, chunk.names, chunk.problems)
        tx.execute(sa.update(import_run).where(import_run.c.id == id).values(failed=chunk.failed))
        _end(context, tx, id, "refused")
        return
    values = {"done": row["rows"], "created": chunk.created, "updated": chunk.updated}
    tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))
    _end(context, tx, id, "done")


def _sent(tx: Transaction, chunk: "_Chunk", staged: Staged) -> bool:
    """Write what was worked out before, and take what had to be left; False when somebody took a value meanwhile."""
    try:
        with tx.connection.begin_nested():
            chunk.enter()
            staged.unit.send(tx, lambda: failpoint("imports.whole"))
            chunk.created += staged.created
            for begin in range(0, len(staged.left), _CHUNK):
                chunk.take_all(staged.left[begin : begin + _CHUNK])
    except sa.exc.IntegrityError:
        chunk.created = 0
        return False
    return True


outside_handler(WHOLE, call=stage, settle=take_whole, gave_up=_give_up)


def _underway(tx: Transaction, job: Job, states: Sequence[str]) -> dict[str, Any] | None:
    """The run that the job belongs to, locked; None when it has been stopped or set going otherwise."""
    row = run_of(tx.connection, job.payload["import"], locks=True)
    return None if row is None or row["turn"] != job.payload["turn"] or row["state"] not in states else row


def _begun(context: Context, tx: Transaction, row: Mapping[str, Any]) -> Context:
    """In the name of the person who imports: the records' history names him, not the machine that works for him."""
    acting = acting_for(context, tx.connection, row)
    changes.begin(tx, acting, revision=plans_in(context.workspace, tx).revision)
    return acting


def _at_once(row: Mapping[str, Any]) -> int:
    slow = row["options"]["mode"] != "create" or row["options"]["workflows"] != "no"
    return _SLOW_CHUNK if slow else _CHUNK


def _end(context: Context, tx: Transaction, id: str, state: str) -> None:
    tx.execute(sa.update(import_run).where(import_run.c.id == id).values(state=state, ended_at=context.now()))


class _Chunk:
    """Some rows of one import on their way in. `problems`: (row, what it was refused for)."""

    def __init__(self, context: Context, tx: Transaction, run: Mapping[str, Any]) -> None:
        self._context = context
        self._tx = tx
        self._run = run
        self._plans: Plans = plans_in(context.workspace, tx)
        self._plan: FormPlan = form_plan(self._plans, run["app"], run["form"])
        self._starts = starts_workflows(self._plan, run["options"])
        self._grouping = grouping_of(self._plan, run)
        self._above: Above = {}
        self.names = columns_by_field(run["columns"])
        self._clear()

    def _clear(self) -> None:
        self.created = self.updated = 0
        self.problems: list[tuple[Taken, list[PlatformError]]] = []

    @property
    def failed(self) -> int:
        """How many rows are refused."""
        return sum(len(one.numbers) for one, _ in self.problems)

    def rows_from(self, begin: int) -> list[Row]:
        """The next rows to take at once."""
        return rows_of(folder_of(self._context.workspace, self._run["id"]), self._grouping, begin, _at_once(self._run))

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

    def enter(self, begin: int | None = None) -> None:
        """Note the change, for an undo to go back over; `begin`: its first row, where the transaction has several."""
        first = self._run["done"] if begin is None else begin
        chunk = {"import_id": self._run["id"], "begin": first, "change_id": change_of(self._tx).id}
        self._tx.execute(sa.insert(import_chunk), chunk)

    def take(self, rows: Sequence[Any]) -> None:
        """Write the rows' records. Raises Forbidden or NotFound when nothing can be imported any more."""
        taker = taker_of(self._context, self._tx.connection, self._plans, self._plan, self._run, self._above)
        for wave in taker.waves(rows):
            self._take(taker, wave)

    def take_all(self, rows: Sequence[Any]) -> None:
        """As `take`. Raises _Trial when one is refused."""
        self.take(rows)
        if self.problems:
            raise _Trial

    def _take(self, taker: Taker, rows: Sequence[Any]) -> None:
        taken = taker.take(self._tx, rows)
        good = [one for one in taken if not one.problems]
        self.problems += [(one, taker.problems_with(one)) for one in taken if one.problems]
        if self._run["options"]["mode"] == "create":
            self._create(taker, good)
            return
        found = Found(self._context, self._tx, self._plans, self._plan, self._run, good)
        self._create(taker, found.new)
        for one, id in found.known:
            self._update(one, id)
        self.problems += [(one, [error]) for one, error in found.refused]

    def _create(self, taker: Taker, good: Sequence[Taken]) -> None:
        if not good:
            return
        made = records.create_many(
            self._context,
            self._plan.app,
            self._plan.key,
            [one.values | self._run["options"].get("fixed", {}) for one in good],
            tx=self._tx,
            sources=[source_of(self._run, one) for one in good],
            starts_workflows=self._starts,
        )
        for one, result in zip(good, made, strict=True):
            if isinstance(result, str):
                self.created += 1
                taker.note_made(one, result)
            else:
                self.problems.append((one, list(refused(result))))

    def _update(self, one: Taken, id: str) -> None:
        values, revision = self._onto(one, id)
        try:
            with self._tx.connection.begin_nested():
                records.change(
                    self._context,
                    self._plan.app,
                    self._plan.key,
                    id,
                    values,
                    revision=revision,
                    tx=self._tx,
                    starts_workflows=self._run["options"]["workflows"] == "yes",
                    source=source_of(self._run, one),
                )
            self.updated += 1
        except NotFound:
            raise
        except PlatformError as error:
            self.problems.append((one, list(refused(error))))

    def _onto(self, one: Taken, id: str) -> tuple[dict[str, Any], int | None]:
        """The values to write, and the revision they go by. Appended lines come after those the record has now."""
        appended = one.lines.keys() & one.values.keys()
        if not appended or self._run["options"].get("lines") != "append":
            return one.values, None
        record = records.get(self._context, self._plan.app, self._plan.key, id, connection=self._tx.connection)
        before = {key: self._plan.fields[key].json(record.values.get(key)) or [] for key in appended}
        # Their problems are told by their place among all lines of the record.
        one.lines = {key: [*([one.number] * len(before.get(key, ()))), *rows] for key, rows in one.lines.items()}
        return one.values | {key: [*lines, *one.values[key]] for key, lines in before.items()}, record.revision
