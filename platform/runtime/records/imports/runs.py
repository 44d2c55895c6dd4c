"""Imports from upload to end: the acts of a person. The work itself is done by `working.py`."""

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ...changes import change_of, run
from ...context import Context
from ...definitions import plan_cache
from ...errors import Forbidden, NotFound
from ...forms import FormPlan, form_plan
from ...identifiers import new_id
from ...jobs import BULK, enqueue
from ...people import access_to
from ...storage import Transaction, Workspace
from ..tables import import_problem, import_run
from .errors import ImportUnderway
from .matching import chosen_columns, guessed_columns
from .sheets import read_sheet

JOB = "import.rows"
KEPT = timedelta(days=30)
_LONGEST_NAME = 200


def draft(context: Context, app: str, form: str, content: bytes, file_name: str) -> dict[str, Any]:
    """Take a file in: its columns, matched to fields as well as can be guessed. Nothing is imported yet.

    Raises NotFound, Forbidden, BadSheet, LimitExceeded.
    """
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    access = access_to(context, plans, app, form)
    if not access.may("create") or not access.may("import"):
        raise Forbidden if access.grants else NotFound
    plan = form_plan(plans, app, form)
    sheet = read_sheet(content)
    fields = [field for key, field in plan.writable.items() if access.writable(key, "create")]
    id = new_id()
    _keep(path_of(context.workspace, id), content)
    values = {
        "id": id,
        "app": plan.app,
        "form": plan.key,
        "person_id": context.actor.person_id,
        "file_name": file_name[-_LONGEST_NAME:],
        "state": "draft",
        "rows": len(sheet.rows),
        "done": 0,
        "created": 0,
        "failed": 0,
        "columns": guessed_columns(sheet, fields),
        "start_workflows": False,
        "problem": None,
        "created_at": context.now(),
        "ended_at": None,
    }

    def unit(tx: Transaction) -> None:
        tx.execute(sa.insert(import_run), values)
        _enter(tx, plan, id, "create", {"file_name": values["file_name"], "rows": values["rows"]})

    run(context, unit)
    return _dump(values)


def get(context: Context, id: str) -> dict[str, Any]:
    """The state of an import of one's own: {"id", "state", "rows", "done", "created", "failed", "columns", …}."""
    with context.workspace.database.read() as connection:
        row = connection.execute(_own(context, id)).mappings().one_or_none()
    if row is None:
        raise NotFound
    return _dump(row)


def set_columns(
    context: Context, id: str, columns: Sequence[Any] | None = None, start_workflows: bool | None = None
) -> dict[str, Any]:
    """Say which column is which field ([{"name", "field"}]; a field of None leaves the column out) and whether the
    new records start workflows. Raises UnknownField, ImportUnderway, NotFound."""

    def unit(tx: Transaction) -> None:
        row = _locked_draft(context, tx, id)
        values: dict[str, Any] = {}
        if columns is not None:
            plans = plan_cache(context.workspace).latest()
            access = access_to(context, plans, row["app"], row["form"])
            plan = form_plan(plans, row["app"], row["form"])
            allowed = [key for key in plan.writable if access.writable(key, "create")]
            values["columns"] = chosen_columns(row["columns"], columns, allowed)
        if start_workflows is not None:
            values["start_workflows"] = bool(start_workflows)
        if values:
            tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))

    run(context, unit)
    return get(context, id)


def start(context: Context, id: str) -> dict[str, Any]:
    """Hand the import to the runner. Raises ImportUnderway, NotFound."""

    def unit(tx: Transaction) -> None:
        _locked_draft(context, tx, id)
        tx.execute(sa.update(import_run).where(import_run.c.id == id).values(state="waiting"))
        enqueue_chunk(context, tx, id, 0)

    run(context, unit)
    return get(context, id)


def enqueue_chunk(context: Context, tx: Transaction, id: str, begin: int) -> None:
    """Write the job that takes the rows from `begin` (0 is the first data row) on."""
    enqueue(context, tx, JOB, {"import": id, "begin": begin}, key=f"{JOB}/{id}/{begin}", lane=BULK)


def path_of(workspace: Workspace, id: str) -> Path:
    """Where the file lies until its rows are taken."""
    return workspace.data_dir / "imports" / id


def forget_imports(context: Context, tx: Transaction) -> int:
    """Forget imports older than 30 days, with their files and problems. Returns how many."""
    old = import_run.c.created_at < context.now() - KEPT
    ids = list(tx.execute(sa.select(import_run.c.id).where(old)).scalars())
    for id in ids:
        tx.execute(sa.delete(import_problem).where(import_problem.c.import_id == id))
        tx.execute(sa.delete(import_run).where(import_run.c.id == id))
        path = path_of(context.workspace, id)
        tx.after_commit(lambda path=path: path.unlink(missing_ok=True))  # type: ignore[misc]  # bound now
    return len(ids)


def _own(context: Context, id: str) -> sa.Select[Any]:
    mine = import_run.c.person_id.is_not_distinct_from(context.actor.person_id)
    return sa.select(import_run).where(import_run.c.id == id, mine)


def _locked_draft(context: Context, tx: Transaction, id: str) -> dict[str, Any]:
    row = tx.execute(_own(context, id).with_for_update()).mappings().one_or_none()
    if row is None:
        raise NotFound
    if row["state"] != "draft":
        raise ImportUnderway
    return dict(row)


def _keep(path: Path, content: bytes) -> None:
    """On disk before a row names it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _enter(tx: Transaction, plan: FormPlan, id: str, action: str, facts: dict[str, Any]) -> None:
    change_of(tx).entry("import", plan.name, id, action, [{"op": "add", "path": [], "after": facts}])


def _dump(row: Any) -> dict[str, Any]:
    shown = (
        "id",
        "app",
        "form",
        "state",
        "file_name",
        "rows",
        "done",
        "created",
        "failed",
        "columns",
        "start_workflows",
        "problem",
    )
    url = f"/api/v1/imports/{row['id']}/problems.xlsx" if row["failed"] else None
    return {name: row[name] for name in shown} | {"problems_url": url}
