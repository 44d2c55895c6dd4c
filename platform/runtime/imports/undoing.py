"""The job that takes an import back, from its last chunk to its first: one chunk in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from .. import changes, directory, records
from ..changes.tables import change_entry
from ..context import Context
from ..definitions import plans_in
from ..errors import NotFound, PlatformError
from ..forms import form_plan
from ..jobs import BULK, Job, enqueue, job_handler
from ..storage import Transaction
from .acting import acting_for
from .going import UNDO, run_of
from .problems import note_kept
from .tables import import_chunk, import_run

# Those that others changed or refer to take some milliseconds each, and other writers wait meanwhile.
_AT_ONCE = 100


def _give_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    values = {"state": "failed", "problem": error.problem(context.locale), "ended_at": context.now()}
    tx.execute(sa.update(import_run).where(import_run.c.id == job.payload["import"]).values(values))


@job_handler(UNDO, gave_up=_give_up)
def undo_chunk(context: Context, tx: Transaction, job: Job) -> None:
    """Take the last chunk that is left back, and write the job for the one before it."""
    id, turn = job.payload["import"], job.payload["turn"]
    row = run_of(tx.connection, id, locks=True)
    if row is None or row["state"] != "undoing" or row["turn"] != turn:
        return
    t = import_chunk
    chunk = tx.execute(sa.select(t).where(t.c.import_id == id).order_by(t.c.begin.desc()).limit(1)).one_or_none()
    if chunk is None:
        values = {"state": "undone", "ended_at": context.now()}
        tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))
        return
    acting = acting_for(context, tx.connection, row)
    changes.begin(tx, acting, revision=plans_in(context.workspace, tx).revision)
    entries = _entries(acting, tx, row, chunk.change_id, job.payload.get("before"))
    undone, kept = _take_back(acting, tx, row, chunk.change_id, entries)
    values = {"undone": row["undone"] + undone, "kept": row["kept"] + kept}
    tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))
    payload = {"import": id, "turn": turn}
    if len(entries) == _AT_ONCE:
        payload["before"] = entries[-1].ordinal
    else:
        tx.execute(sa.delete(t).where(t.c.import_id == id, t.c.begin == chunk.begin))
    place = f"{chunk.begin}/{payload.get('before', 'end')}"
    enqueue(context, tx, UNDO, payload, key=f"{UNDO}/{id}/{turn}/{place}", lane=BULK)


def _entries(
    context: Context, tx: Transaction, run: Mapping[str, Any], change_id: str, before: int | None
) -> list[Any]:
    """What a chunk did, last first, from `before` on; as many as can be taken back at once."""
    e = change_entry
    plan = form_plan(plans_in(context.workspace, tx), run["app"], run["form"])
    mine = [e.c.change_id == change_id, e.c.object_kind == "record", e.c.object_key == plan.name]
    mine += [e.c.source.is_not(None)] if before is None else [e.c.source.is_not(None), e.c.ordinal < before]
    wanted = sa.select(e.c.object_id, e.c.source, e.c.ordinal).where(*mine)
    return list(tx.execute(wanted.order_by(e.c.ordinal.desc()).limit(_AT_ONCE)).all())


def _take_back(
    context: Context, tx: Transaction, run: Mapping[str, Any], change_id: str, entries: Sequence[Any]
) -> tuple[int, int]:
    """How many records were taken back, and how many had to stay: all that are as they came in at once."""
    ids = [entry.object_id for entry in entries]
    gone = records.take_back_new(context, run["app"], run["form"], ids, change_id, tx=tx)
    kept = 0
    for entry in entries:
        if entry.object_id in gone:
            continue
        try:
            with tx.connection.begin_nested():
                records.take_back(context, run["app"], run["form"], entry.object_id, change_id, tx=tx)
            gone.add(entry.object_id)
        except NotFound:
            gone.add(entry.object_id)  # Somebody deleted it already.
        except PlatformError as error:
            note_kept(tx, run["id"], entry.source["row"], error)
            kept += 1
    plans = plans_in(context.workspace, tx)
    directory.forget_uses(context, tx, plans, form_plan(plans, run["app"], run["form"]), gone)
    return len(gone), kept
