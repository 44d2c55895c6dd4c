"""Set an import going: what its row says from then on, and the job that does it."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..jobs import BULK, enqueue
from ..storage import Transaction
from .tables import import_problem, import_run

MATCH = "import.match"
JOB = "import.rows"
WHOLE = "import.whole"
UNDO = "import.undo"


def run_of(connection: sa.Connection, id: str, *, locks: bool = False) -> dict[str, Any] | None:
    """The row of a run, whoever it belongs to; `locks` for who is about to change it."""
    wanted = sa.select(import_run).where(import_run.c.id == id)
    row = connection.execute(wanted.with_for_update() if locks else wanted).mappings().one_or_none()
    return None if row is None else dict(row)


def begin_undo(context: Context, tx: Transaction, row: Mapping[str, Any]) -> None:
    """Write the job that goes back over the chunks of a run that is locked."""
    turn = row["turn"] + 1
    values = {"state": "undoing", "turn": turn, "undone": 0, "kept": 0, "ended_at": None}
    tx.execute(sa.update(import_run).where(import_run.c.id == row["id"]).values(values))
    # What was refused while importing makes room for what could not be taken back.
    tx.execute(sa.delete(import_problem).where(import_problem.c.import_id == row["id"]))
    payload = {"import": row["id"], "turn": turn}
    enqueue(context, tx, UNDO, payload, key=f"{UNDO}/{row['id']}/{turn}/0", lane=BULK)


def go_on(context: Context, tx: Transaction, row: Mapping[str, Any], *, state: str, **values: Any) -> None:
    """Set a locked run going from where it stands: chunk by chunk, or all in one where it is all or nothing."""
    turn = row["turn"] + 1
    done = values.get("done", row["done"])
    tx.execute(sa.update(import_run).where(import_run.c.id == row["id"]).values(state=state, turn=turn, **values))
    if state == "running" and row["options"]["all_or_nothing"]:
        enqueue(context, tx, WHOLE, {"import": row["id"], "turn": turn}, key=f"{WHOLE}/{row['id']}/{turn}", lane=BULK)
    else:
        enqueue_chunk(context, tx, row["id"], turn, done)


def enqueue_chunk(context: Context, tx: Transaction, id: str, turn: int, begin: int) -> None:
    """Write the job that takes the rows from `begin` (0 is the first data row) on."""
    payload = {"import": id, "turn": turn, "begin": begin}
    enqueue(context, tx, JOB, payload, key=f"{JOB}/{id}/{turn}/{begin}", lane=BULK)


def begin_matching(context: Context, tx: Transaction, row: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Write the job that looks up the names of a locked run before its rows are taken."""
    turn = row["turn"] + 1
    values = {"state": "matching", "turn": turn, "options": options}
    tx.execute(sa.update(import_run).where(import_run.c.id == row["id"]).values(values))
    payload = {"import": row["id"], "turn": turn}
    enqueue(context, tx, MATCH, payload, key=f"{MATCH}/{row['id']}/{turn}", lane=BULK)
