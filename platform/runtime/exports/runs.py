"""Exports from wish to file: the acts of a person."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..changes import change_of, run
from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import Forbidden, NotFound
from ..forms import FormPlan, form_plan
from ..identifiers import new_id
from ..jobs import BULK, enqueue
from ..localized import text
from ..people import access_to
from ..records.querying.compiler import Reading
from ..records.querying.live import live_condition
from ..records.querying.question import Query
from ..records.rights import exporting_rights
from ..storage import Transaction, Workspace
from .tables import export_run

JOB = "export.file"
KEPT = timedelta(days=7)
FORMATS = ("xlsx", "csv")


def ask(context: Context, app: str, form: str, query: Query, format: str, lines: str = "cell") -> dict[str, Any]:
    """Ask for the rows that a query finds, as a file. `query.fields` in the order wanted, None for all; `lines`: how
    detail lines are written, see `lines.py`.

    Raises NotFound, Forbidden, UnknownField, BadQuery, InvalidValue.
    """
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, app, form)
        reading = reading_for_export(context, connection, plans, plan)
        total, _ = reading.count(query)
        reading.page(Query(filter=query.filter, sort=query.sort, search=query.search, fields=query.fields, limit=1))
    id, now = new_id(), context.now()
    values = {
        "id": id,
        "app": plan.app,
        "form": plan.key,
        "person_id": context.actor.person_id,
        "locale": context.locale,
        "format": format,
        "file_name": f"{text(plan.title, context.locale)} {now:%Y-%m-%d}.{format}",
        "query": {
            "filter": query.filter,
            "sort": list(query.sort),
            "search": query.search,
            "fields": None if query.fields is None else list(query.fields),
            "lines": lines,
        },
        "state": "running",
        "done": 0,
        "total": total,
        "problem": None,
        "created_at": now,
    }

    def unit(tx: Transaction) -> None:
        tx.execute(sa.insert(export_run), values)
        facts = {"query": values["query"], "format": format}
        change_of(tx).entry("export", plan.name, id, "create", [{"op": "add", "path": [], "after": facts}])
        enqueue(context, tx, JOB, {"export": id}, key=f"{JOB}/{id}", lane=BULK)

    run(context, unit)
    return get(context, id)


def get(context: Context, id: str) -> dict[str, Any]:
    """How far an export of one's own is: {"id", "state", "format", "file_name", "done", "total", "problem"}.

    Raises NotFound, also for who may export no more."""
    row = _own(context, id)
    shown = ("id", "app", "form", "state", "format", "file_name", "done", "total", "problem")
    return {name: row[name] for name in shown}


def queried(context: Context, id: str) -> dict[str, Any]:
    """What an export of one's own was asked for: {"app", "form", "file_name", "query", "total"}. Raises NotFound as
    `get`."""
    row = _own(context, id)
    return {name: row[name] for name in ("app", "form", "file_name", "query", "total")}


def file_of(context: Context, id: str) -> tuple[str, Path]:
    """The name and place of a finished file. Raises NotFound as `get`."""
    row = _own(context, id)
    path = path_of(context.workspace, id)
    if row["state"] != "done" or not path.exists():
        raise NotFound
    return row["file_name"], path


def reading_for_export(context: Context, connection: sa.Connection, plans: Plans, plan: FormPlan) -> Reading:
    """What the actor may take along: rows and fields of just those grants that say so. Raises NotFound, Forbidden."""
    access = access_to(context, plans, plan.app, plan.key)
    if not access.grants:
        raise NotFound
    if not access.may("export"):
        raise Forbidden
    return Reading(context, connection, plans, plan, live_condition, rights=exporting_rights(context, plans, plan))


def take_along(context: Context, plans: Plans, forms: Iterable[FormPlan], name: str, facts: Mapping[str, Any]) -> None:
    """Note in the trail that the actor takes along figures over these forms. Raises NotFound, Forbidden for who may
    export one of them not."""
    for plan in forms:
        access = access_to(context, plans, plan.app, plan.key)
        if not access.grants:
            raise NotFound
        if not access.may("export"):
            raise Forbidden
    patch = [{"op": "add", "path": [], "after": dict(facts)}]
    run(context, lambda tx: change_of(tx).entry("export", name, new_id(), "create", patch))


def path_of(workspace: Workspace, id: str) -> Path:
    """Where the file lies."""
    return workspace.data_dir / "exports" / id


def forget_exports(context: Context, tx: Transaction) -> int:
    """Remove exports older than a week, with their files. Returns how many."""
    ids = list(tx.execute(sa.select(export_run.c.id).where(export_run.c.created_at < context.now() - KEPT)).scalars())
    for id in ids:
        tx.execute(sa.delete(export_run).where(export_run.c.id == id))
        path = path_of(context.workspace, id)
        tx.after_commit(lambda path=path: path.unlink(missing_ok=True))  # type: ignore[misc]  # bound now
    return len(ids)


def _own(context: Context, id: str) -> Mapping[str, Any]:
    mine = export_run.c.person_id.is_not_distinct_from(context.actor.person_id)
    with context.workspace.database.read() as connection:
        row = connection.execute(sa.select(export_run).where(export_run.c.id == id, mine)).mappings().one_or_none()
        plans = plan_cache(context.workspace).at(connection)
    if row is None or not access_to(context, plans, row["app"], row["form"]).may("export"):
        raise NotFound
    return dict(row)
