"""One file on its way: remembered until it grows no more, handed to the imports, and put away when they are done."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ... import imports
from ...context import Context
from ...errors import InvalidDefinition, PlatformError
from ...fields.datetime import moment_text
from ...identifiers import new_id
from ...localized import LOCALES
from ...storage import Transaction
from ...storage.failpoints import failpoint
from ..errors import FileRepeated, FileStopped
from ..plan import IntakePlan
from ..tables import drop
from .folder import Folder, Found, content_of
from .reports import write_report

# A file that was the same so long is taken to be whole.
STILL = timedelta(seconds=5)


def notice(context: Context, plan: IntakePlan, folder: Folder, found: Found) -> bool:
    """Remember a file that lies there, or begin with it if it has not changed since the last look; whether it waits."""
    with context.workspace.database.write() as tx:
        id, whole = _noted(context, tx, plan, found)
    if not whole and found.odd is None:
        return True
    folder.begin(found, id)
    failpoint("intake.drop.moved")
    if found.odd is not None:
        _end(context, plan, folder, id, "failed", found.odd)
    return False


def take(context: Context, plan: IntakePlan, folder: Folder, id: str, path: Path) -> None:
    """Hand a file to the imports; one that cannot be read, or came before, ends at once."""
    with context.workspace.database.read() as connection:
        row = connection.execute(sa.select(drop).where(drop.c.id == id)).one()
    try:
        content = content_of(path)
        digest = hashlib.sha256(content).hexdigest()
        if not row.again:
            _check_new(context, plan, id, digest)

        def begun(tx: Transaction, run: str, rows: int) -> None:
            values = {"state": "taking", "import_id": run, "rows": rows, "digest": digest}
            tx.execute(sa.update(drop).where(drop.c.id == id).values(**values))

        imports.hand_in(
            context.acting_as(plan.actor, "import"),
            plan.form.app,
            plan.form.key,
            content,
            row.file_name,
            titles=plan.paths,
            fixed=dict(plan.fixed) | ({plan.moment: context.now().isoformat()} if plan.moment else {}),
            source={"intake": plan.name, "delivery": id},
            most_rows=plan.settings["rows"],
            with_it=begun,
        )
    except FileRepeated as error:
        _end(context, plan, folder, id, "repeated", error)
    except InvalidDefinition:
        raise
    except PlatformError as error:
        _end(context, plan, folder, id, "failed", error)
    failpoint("intake.drop.taken")


def finish(context: Context, plan: IntakePlan, folder: Folder, row: Any) -> bool:
    """Put a file away whose import is over; whether it goes on still."""
    with context.workspace.database.read() as connection:
        run = imports.state_of(connection, row.import_id)
    if run is not None and not run["rests"]:
        return True
    if run is None or run["state"] in ("failed", "cancelled") or not run["created"]:
        problem = FileStopped() if run is None or run["state"] != "done" else None
        _end(context, plan, folder, row.id, "failed", problem, run)
    else:
        _end(context, plan, folder, row.id, "done", None, run)
    return False


def put_away(context: Context, plan: IntakePlan, folder: Folder, id: str) -> None:
    """The report of what ended, then its file: killed between them, it is done once more and comes to the same."""
    with context.workspace.database.read() as connection:
        row = connection.execute(sa.select(drop).where(drop.c.id == id)).one_or_none()
    if row is not None and row.ended_at is not None:
        good = row.state == "done"
        write_report(context, plan, row, folder.place(id, row.file_name, row.at, good=good))
        failpoint("intake.drop.put_away")
        folder.end(id, row.file_name, row.at, good=good)


def _noted(context: Context, tx: Transaction, plan: IntakePlan, found: Found) -> tuple[str, bool]:
    """The id of its row, and whether it has been the same long enough."""
    named = (drop.c.intake == plan.name, drop.c.file_name == found.name, drop.c.state == "seen")
    row = tx.execute(sa.select(drop).where(*named)).one_or_none()
    facts = {"size": found.size, "written_ns": found.written_ns, "at": context.now()}
    if row is None:
        id = new_id()
        blank = {"state": "seen", "rows": 0, "taken": 0, "refused": 0, "again": False}
        tx.execute(sa.insert(drop).values(id=id, intake=plan.name, file_name=found.name, **facts, **blank))
        return id, False
    if (row.size, row.written_ns) == (found.size, found.written_ns):
        return row.id, context.now() - row.at >= STILL
    tx.execute(sa.update(drop).where(drop.c.id == row.id).values(**facts))
    return row.id, False


def _check_new(context: Context, plan: IntakePlan, id: str, digest: str) -> None:
    """Raises FileRepeated."""
    same = (drop.c.intake == plan.name, drop.c.digest == digest, drop.c.id != id, drop.c.state.in_(("taking", "done")))
    query = sa.select(drop.c.file_name, drop.c.at).where(*same).order_by(drop.c.id.desc()).limit(1)
    with context.workspace.database.read() as connection:
        before = connection.execute(query).one_or_none()
    if before is not None:
        raise FileRepeated(name=before.file_name, at=moment_text(before.at)[:10])


def _end(
    context: Context,
    plan: IntakePlan,
    folder: Folder,
    id: str,
    state: str,
    problem: PlatformError | None,
    run: Any = None,
) -> None:
    values: dict[str, Any] = {"state": state, "ended_at": context.now()}
    values |= {"taken": run["created"], "refused": run["failed"]} if run else {}
    values["problem"] = {one: problem.problem(one) for one in LOCALES} if problem is not None else None
    with context.workspace.database.write() as tx:
        tx.execute(sa.update(drop).where(drop.c.id == id).values(**values))
    failpoint("intake.drop.ended")
    put_away(context, plan, folder, id)
