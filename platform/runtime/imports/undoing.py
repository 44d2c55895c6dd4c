"""The job that takes an import back, from its last chunk to its first: one chunk in one transaction."""

import sqlalchemy as sa

from .. import changes, records
from ..changes.tables import change_entry
from ..context import Context
from ..definitions import plans_in
from ..errors import NotFound, PlatformError
from ..forms import form_plan
from ..jobs import BULK, Job, enqueue, job_handler
from ..storage import Transaction
from .problems import note_kept
from .runs import UNDO
from .tables import import_chunk, import_run
from .working import acting_for


def _give_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    values = {"state": "failed", "problem": error.problem(context.locale), "ended_at": context.now()}
    tx.execute(sa.update(import_run).where(import_run.c.id == job.payload["import"]).values(values))


@job_handler(UNDO, gave_up=_give_up)
def undo_chunk(context: Context, tx: Transaction, job: Job) -> None:
    """Take the last chunk that is left back, and write the job for the one before it."""
    id, turn = job.payload["import"], job.payload["turn"]
    row = tx.execute(sa.select(import_run).where(import_run.c.id == id).with_for_update()).mappings().one_or_none()
    if row is None or row["state"] != "undoing" or row["turn"] != turn:
        return
    t = import_chunk
    chunk = tx.execute(sa.select(t).where(t.c.import_id == id).order_by(t.c.begin.desc()).limit(1)).one_or_none()
    if chunk is None:
        values = {"state": "undone", "ended_at": context.now()}
        tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))
        return
    acting = acting_for(context, tx, row["person_id"])
    changes.begin(tx, acting, revision=plans_in(context.workspace, tx).revision)
    undone, kept = _take_back(acting, tx, row["app"], row["form"], id, chunk.change_id)
    tx.execute(sa.delete(t).where(t.c.import_id == id, t.c.begin == chunk.begin))
    values = {"undone": row["undone"] + undone, "kept": row["kept"] + kept}
    tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))
    enqueue(context, tx, UNDO, {"import": id, "turn": turn}, key=f"{UNDO}/{id}/{turn}/{chunk.begin + 1}", lane=BULK)


def _take_back(context: Context, tx: Transaction, app: str, form: str, id: str, change_id: str) -> tuple[int, int]:
    """How many records were taken back, and how many had to stay."""
    e = change_entry
    plan = form_plan(plans_in(context.workspace, tx), app, form)
    mine = (
        e.c.change_id == change_id,
        e.c.object_kind == "record",
        e.c.object_key == plan.name,
        e.c.source.is_not(None),
    )
    entries = tx.execute(sa.select(e.c.object_id, e.c.source).where(*mine).order_by(e.c.ordinal.desc())).all()
    undone = kept = 0
    for entry in entries:
        try:
            with tx.connection.begin_nested():
                records.take_back(context, app, form, entry.object_id, change_id, tx=tx)
            undone += 1
        except NotFound:
            undone += 1  # Somebody deleted it already.
        except PlatformError as error:
            note_kept(tx, id, entry.source["row"], error)
            kept += 1
    return undone, kept
