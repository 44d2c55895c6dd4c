"""The job of an export: the file is written page by page while no transaction is open, then declared done."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..context import SYSTEM, Context
from ..definitions import plan_cache
from ..errors import PlatformError
from ..forms import form_plan
from ..jobs import Job, outside_handler
from ..people import person_actor
from ..records.presenting.records import dump_records
from ..records.querying.question import MAX_LIMIT, Query
from ..records.reading import reader_of
from ..storage import Transaction
from ..storage.failpoints import failpoint
from .cells import Cell, cell_of
from .files import opened
from .lines import Place, places, rows_of
from .runs import JOB, path_of, reading_for_export
from .tables import export_run

# Rows between two words about how far it is.
_TOLD_EVERY = 2000


def _call(context: Context, job: Job) -> int:
    """Write the file with the rights its reader has now. Returns how many rows."""
    id = job.payload["export"]
    with context.workspace.database.read() as connection:
        row = connection.execute(sa.select(export_run).where(export_run.c.id == id)).mappings().one_or_none()
        if row is None:
            return 0
        person = row["person_id"]
        actor = SYSTEM if person is None else person_actor(context.workspace, person, connection)
    acting = replace(context.acting_as(actor), locale=row["locale"])
    path = path_of(context.workspace, id)
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_suffix(".part")
    count = _write(acting, dict(row), begun, id)
    begun.replace(path)
    return count


def _write(context: Context, run: dict[str, Any], path: Path, id: str) -> int:
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, run["app"], run["form"])
        reading = reading_for_export(context, connection, plans, plan)
        wanted = run["query"]["fields"] or list(plan.fields)
        fields = [plan.fields[key] for key in wanted if key in reading.readable and key in plan.fields]
        lines = run["query"].get("lines", "cell")
        columns = places(fields, reading.readable, lines)
        heads = [place.head(context.locale) for place in columns]
        keys = tuple(field.key for field in fields)
        query = Query(
            run["query"]["filter"], tuple(run["query"]["sort"]), MAX_LIMIT, None, keys, run["query"]["search"]
        )
        count = 0
        with opened(run["format"], path, heads) as target:
            while True:
                page = reading.page(query)
                labels = [one["labels"] for one in dump_records(context, page.items, connection=connection)]
                for record, names in zip(page.items, labels, strict=True):
                    for row in rows_of(columns, record.values, lines):
                        target.write(_cell(context, place, stored, names.get(label)) for place, stored, label in row)
                count += len(page.items)
                failpoint("exports.page")
                if count % _TOLD_EVERY < len(page.items):
                    _tell(context, id, count)
                if page.next_cursor is None:
                    return count
                query = Query(query.filter, query.sort, MAX_LIMIT, page.next_cursor, keys, query.search)


def _cell(context: Context, place: Place, stored: Any, name: str | None) -> Cell:
    holder = place.field if place.column is None else place.column
    if stored is not None and holder.type.links not in (None, "file"):
        return name
    return cell_of(holder.type, stored, holder.settings, reader_of(context))


def _tell(context: Context, id: str, count: int) -> None:
    with context.workspace.database.write() as tx:
        tx.execute(sa.update(export_run).where(export_run.c.id == id).values(done=count))


def _settle(context: Context, tx: Transaction, job: Job, count: int) -> None:
    values = {"state": "done", "done": count, "total": count}
    tx.execute(sa.update(export_run).where(export_run.c.id == job.payload["export"]).values(values))


def _give_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    values = {"state": "failed", "problem": error.problem(context.locale)}
    tx.execute(sa.update(export_run).where(export_run.c.id == job.payload["export"]).values(values))


outside_handler(JOB, call=_call, settle=_settle, gave_up=_give_up)
