"""Imports from upload to end: the acts of a person. The work itself is done by `working.py` and `undoing.py`."""

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..changes import change_of, run
from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import Forbidden, LimitExceeded, NotFound
from ..fields.datetime import moment_text
from ..forms import FormPlan, form_plan
from ..identifiers import new_id
from ..localized import text
from ..people import FormAccess, access_to
from ..storage import Transaction
from .errors import ImportRepeated, ImportUnderway, NotUndoable, WrongPhase
from .fillable import settable
from .folders import folder_of
from .going import begin_matching, begin_undo, go_on
from .grouping import group_field
from .matching import chosen_columns, guessed_columns, known_names
from .memory import remember, remembered
from .namesakes import asks_directory, knows_some, namesakes
from .options import DEFAULTS, checked_options, finding_fields
from .progress import told
from .sheets import LARGEST_BYTES, Sheet, read_sheet, sampled
from .spellings import forget_open
from .tables import import_chunk, import_name, import_problem, import_run

KEPT = timedelta(days=30)
RESTING = ("done", "failed", "cancelled", "paused")
_LONGEST_NAME = 200
_MOST_LISTED = 20
# SQLite has one writer at a time: others wait until all rows are written.
_MOST_AT_ONCE = 50_000
_ALL_AT_ONCE = {
    "zh-CN": "要么全部导入、要么都不导入的行数（可以拆成几份，或不选这一项）",
    "en": "The rows of an import of all or none (split the file, or do without that option)",
}


def draft(context: Context, app: str, form: str, content: bytes, file_name: str) -> dict[str, Any]:
    """Take a file in: its columns, matched to fields as well as can be guessed. Nothing is imported yet.

    Raises NotFound, Forbidden, BadSheet, LimitExceeded.
    """
    plan, access = open_form(context, app, form)
    values, sheet = kept_run(context, plan, content, file_name, known_names(settable(plan, access)))
    with context.workspace.database.read() as connection:
        folder = folder_of(context.workspace, values["id"])
        values.update(_read(context, connection, plan, access, folder, sheet))
    run(context, lambda tx: enter_run(tx, plan, values))
    return get(context, values["id"])


def kept_run(
    context: Context, plan: FormPlan, content: bytes, file_name: str, known: frozenset[str]
) -> tuple[dict[str, Any], Sheet]:
    """The row of a new run, not written yet, whose file lies in its folder, and what that holds. `known`: names by
    which the header is found. Raises BadSheet, LimitExceeded."""
    if len(content) > LARGEST_BYTES:
        raise LimitExceeded(what={"zh-CN": "文件大小", "en": "The size of the file"}, limit="50 MB")
    id = new_id()
    folder = folder_of(context.workspace, id)
    _keep(folder / "source", content)
    try:
        sheet = read_sheet(folder, known)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    values = {
        "id": id,
        "app": plan.app,
        "form": plan.key,
        "person_id": context.actor.person_id,
        "actor": None,
        "file_name": file_name[-_LONGEST_NAME:],
        "digest": hashlib.sha256(content).hexdigest(),
        "state": "draft",
        "rows": sheet.rows,
        "done": 0,
        "failed": 0,
        "sheet": sheet.facts(),
        "created": 0,
        "updated": 0,
        "undone": 0,
        "kept": 0,
        "turn": 0,
        "problem": None,
        "created_at": context.now(),
        "ended_at": None,
    }
    return values, sheet


def enter_run(tx: Transaction, plan: FormPlan, values: Mapping[str, Any]) -> None:
    """Write the row of a new run."""
    tx.execute(sa.insert(import_run), dict(values))
    facts = {"file_name": values["file_name"], "rows": values["rows"]}
    change_of(tx).entry("import", plan.name, values["id"], "create", [{"op": "add", "path": [], "after": facts}])


def get(context: Context, id: str) -> dict[str, Any]:
    """The state of an import of one's own: {"id", "state", "rows", "done", "created", "failed", "columns", …}."""
    with context.workspace.database.read() as connection:
        found = connection.execute(_own(context, id)).mappings().one_or_none()
        if found is None:
            raise NotFound
        row = dict(found)
        earlier = _earlier(context, connection, row) if row["state"] == "draft" else None
        plans = plan_cache(context.workspace).at(connection)
    return _dump(context, plans, row) | {"earlier": earlier}


def listed(context: Context, app: str, form: str) -> list[dict[str, Any]]:
    """One's own imports into a form, newest first, without their columns. Raises NotFound, Forbidden."""
    plan, _ = open_form(context, app, form)
    t = import_run
    mine = t.c.person_id.is_not_distinct_from(context.actor.person_id)
    wanted = sa.select(t).where(mine, t.c.app == plan.app, t.c.form == plan.key, t.c.state != "draft")
    with context.workspace.database.read() as connection:
        rows = connection.execute(wanted.order_by(t.c.id.desc()).limit(_MOST_LISTED)).mappings().all()
    return [_short(dict(row)) for row in rows]


def set_up(
    context: Context,
    id: str,
    *,
    columns: Sequence[Any] | None = None,
    options: Mapping[str, Any] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> dict[str, Any]:
    """Say which column is which field ([{"name", "field", "cleanings", "names"}]; a field of None leaves it out), how
    to go about it (see `options.py`), or which sheet and row of names to read. Raises UnknownField, InvalidValue,
    ImportUnderway, NotFound, BadSheet.
    """
    again: dict[str, Any] = {}
    if sheet is not None or header_row is not None:
        row = get(context, id)
        plan, access = open_form(context, row["app"], row["form"])
        known = known_names(settable(plan, access))
        wanted = row["sheet"]["sheet"] if sheet is None else sheet
        folder = folder_of(context.workspace, id)
        read = read_sheet(folder, known, sheet=wanted, header_row=header_row)
        with context.workspace.database.read() as connection:
            again = _read(context, connection, plan, access, folder, read)

    def unit(tx: Transaction) -> None:
        row = _locked(context, tx, id, ("draft",), ImportUnderway)
        plan, access = open_form(context, row["app"], row["form"], tx.connection)
        values = dict(again)
        if again:
            tx.execute(sa.delete(import_name).where(import_name.c.import_id == id))
        if columns is not None:
            allowed = [field.key for field in settable(plan, access)]
            before = [{"also": []} | column for column in values.get("columns", row["columns"])]
            values["columns"] = chosen_columns(before, columns, allowed)
        if options is not None:
            values["options"] = checked_options(plan, access, row["options"], options)
        if values:
            tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))

    run(context, unit)
    return get(context, id)


def start(context: Context, id: str, *, again: bool = False) -> dict[str, Any]:
    """Hand the import to the runner. `again`: although the same file came in before.

    Raises ImportRepeated, ImportUnderway, NotFound.
    """

    def unit(tx: Transaction) -> None:
        row = _locked(context, tx, id, ("draft",), ImportUnderway)
        plan, access = open_form(context, row["app"], row["form"], tx.connection)
        if not again and (earlier := _earlier(context, tx.connection, row)) is not None:
            raise ImportRepeated(at=earlier["at"][:10])
        options = checked_options(plan, access, row["options"], {})
        if options["all_or_nothing"] and tx.dialect.name == "sqlite" and row["rows"] > _MOST_AT_ONCE:
            raise LimitExceeded(what=_ALL_AT_ONCE, limit=_MOST_AT_ONCE)
        remember(context, tx, plan, row["columns"], options)
        if not asks_directory(plan_cache(context.workspace).latest(), plan, row["columns"]):
            state = "checking" if options["all_or_nothing"] else "running"
            go_on(context, tx, row | {"options": options}, state=state, options=options)
            return
        forget_open(tx, id)
        begin_matching(context, tx, row, options)

    run(context, unit)
    return get(context, id)


def pause(context: Context, id: str) -> dict[str, Any]:
    """Stop after the rows being taken; `resume` goes on from there. Raises WrongPhase, NotFound."""
    return _moved(context, id, ("running",), "paused", in_parts=True)


def resume(context: Context, id: str) -> dict[str, Any]:
    """Go on with a paused import. Raises WrongPhase, NotFound."""

    def unit(tx: Transaction) -> None:
        go_on(context, tx, _locked(context, tx, id, ("paused",), WrongPhase), state="running")

    run(context, unit)
    return get(context, id)


def cancel(context: Context, id: str) -> dict[str, Any]:
    """Take no more rows; what came in stays, and can be undone. Raises WrongPhase, NotFound."""
    return _moved(context, id, ("matching", "checking", "running", "paused"), "cancelled")


def undo(context: Context, id: str) -> dict[str, Any]:
    """Take everything back: what was created is deleted, what was updated is as before. What somebody changed since
    stays and is listed. Raises NotUndoable, NotFound."""

    def unit(tx: Transaction) -> None:
        row = _locked(context, tx, id, RESTING, NotUndoable)
        if not row["created"] + row["updated"]:
            raise NotUndoable
        begin_undo(context, tx, row)

    run(context, unit)
    return get(context, id)


def forget_imports(context: Context, tx: Transaction) -> int:
    """Forget imports older than 30 days, with their files and problems. Returns how many."""
    old = import_run.c.created_at < context.now() - KEPT
    ids = list(tx.execute(sa.select(import_run.c.id).where(old)).scalars())
    for id in ids:
        for table in (import_problem, import_chunk, import_name):
            tx.execute(sa.delete(table).where(table.c.import_id == id))
        tx.execute(sa.delete(import_run).where(import_run.c.id == id))
        folder = folder_of(context.workspace, id)
        tx.after_commit(lambda folder=folder: shutil.rmtree(folder, ignore_errors=True))  # type: ignore[misc]  # bound now
    return len(ids)


def open_form(
    context: Context, app: str, form: str, connection: sa.Connection | None = None
) -> tuple[FormPlan, FormAccess]:
    """The form, for who may import into it. Raises NotFound, Forbidden."""
    if connection is None:
        with context.workspace.database.read() as own:
            plans = plan_cache(context.workspace).at(own)
    else:
        plans = plan_cache(context.workspace).latest()
    access = access_to(context, plans, app, form)
    if not access.may("create") or not access.may("import"):
        raise Forbidden if access.grants else NotFound
    return form_plan(plans, app, form), access


def _read(
    context: Context,
    connection: sa.Connection,
    plan: FormPlan,
    access: FormAccess,
    folder: Path,
    sheet: Sheet,
) -> dict[str, Any]:
    """What a run says of its file, its columns matched."""
    plans = plan_cache(context.workspace).latest()
    before, options = remembered(context, connection, plan, sheet.names)
    return {
        "rows": sheet.rows,
        "done": 0,
        "failed": 0,
        "sheet": sheet.facts(),
        "columns": guessed_columns(
            sheet.names,
            sampled(folder),
            settable(plan, access),
            before,
            namesakes(plans, plan, access),
            lambda key, names: knows_some(context, connection, plan.fields[key], names),
        ),
        "options": DEFAULTS | options,
    }


def _earlier(context: Context, connection: sa.Connection, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """When the same content came into this form before, and which import of one's own that was."""
    t = import_run
    same = (t.c.app == row["app"]) & (t.c.form == row["form"]) & (t.c.digest == row["digest"]) & (t.c.id != row["id"])
    came = t.c.created + t.c.updated > 0
    wanted = sa.select(t.c.id, t.c.person_id, t.c.created_at, t.c.file_name).where(same, came, t.c.state != "undone")
    found = connection.execute(wanted.order_by(t.c.id.desc()).limit(1)).one_or_none()
    if found is None:
        return None
    own = found.person_id == context.actor.person_id
    return {"id": found.id if own else None, "at": moment_text(found.created_at), "file_name": found.file_name}


def _moved(context: Context, id: str, begins: tuple[str, ...], end: str, *, in_parts: bool = False) -> dict[str, Any]:
    def unit(tx: Transaction) -> None:
        row = _locked(context, tx, id, begins, WrongPhase)
        if in_parts and row["options"]["all_or_nothing"]:
            raise WrongPhase
        values = {"state": end, "ended_at": context.now() if end == "cancelled" else None}
        tx.execute(sa.update(import_run).where(import_run.c.id == id).values(values))

    run(context, unit)
    return get(context, id)


def _own(context: Context, id: str) -> sa.Select[Any]:
    mine = import_run.c.person_id.is_not_distinct_from(context.actor.person_id)
    return sa.select(import_run).where(import_run.c.id == id, mine)


def _locked(
    context: Context, tx: Transaction, id: str, states: tuple[str, ...], otherwise: type[Exception]
) -> dict[str, Any]:
    row = tx.execute(_own(context, id).with_for_update()).mappings().one_or_none()
    if row is None:
        raise NotFound
    if row["state"] not in states:
        raise otherwise
    return dict(row)


def _keep(path: Path, content: bytes) -> None:
    """On disk before a row names it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _short(row: Mapping[str, Any]) -> dict[str, Any]:
    names = (
        "id",
        "app",
        "form",
        "state",
        "file_name",
        "rows",
        "done",
        "created",
        "updated",
        "failed",
        "undone",
        "kept",
    )
    undoable = row["state"] in RESTING and row["created"] + row["updated"] > 0
    return {name: row[name] for name in names} | {"undoable": undoable, "at": moment_text(row["created_at"])}


def _dump(context: Context, plans: Plans, row: Mapping[str, Any]) -> dict[str, Any]:
    access = access_to(context, plans, row["app"], row["form"])
    plan = form_plan(plans, row["app"], row["form"])
    shown = _short(row) | {name: row[name] for name in ("sheet", "problem")}
    shown["options"] = DEFAULTS | row["options"]
    shown["group"] = group_field(plan, row["columns"], shown["options"])
    if row["state"] == "matching" or (row["state"] == "running" and row["options"]["all_or_nothing"]):
        shown["done"] = told(context.workspace, row["id"])
    shown["columns"] = [{"also": []} | column for column in row["columns"]]
    url = f"/api/v1/imports/{row['id']}/problems.xlsx" if row["failed"] and row["state"] not in _UNDOING else None
    keys = finding_fields(plan, access) if access.may("change") else []
    shown["targets"] = [
        {"field": field.key, "title": text(field.title, context.locale)} for field in settable(plan, access)
    ]
    return shown | {"problems_url": url, "keys": keys, "moment_field": plan.moment_field}


_UNDOING = ("undoing", "undone")
