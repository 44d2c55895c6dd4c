"""Dispatch of one lead among 1,000 candidates with its log, alone and after 20,000 leads before it."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import sqlalchemy as sa

from loomwork.builder import parts
from loomwork.builder.packages import read_folder
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing
from loomwork.builder.packages.installing import install as install_package
from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import SYSTEM, Actor, Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import form_plan
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.people import load_people
from loomwork.runtime.storage import Installation, Settings
from loomwork.runtime.workflows import tables
from tests.bench import databases
from tests.bench.measuring import Row

APP = "smart_lead_dispatch"
_TEMPLATE = Path(__file__).parents[2] / "app_templates" / APP
_CANDIDATES = 1_000
_PAST = 20_000
_PIECE = 2_000
_TURNS = 40
_MOST_MS = 20
_FLAT = 1.3
_INDUSTRIES = ("manufacturing", "retail", "building")


def dispatch(database: str) -> Iterator[Row]:
    """From the commit of a lead until nothing that it caused is due: the flow with ranking, assignment, log and to-do,
    and the jobs that follow. More than the dispatch alone."""
    parts.load()
    with tempfile.TemporaryDirectory() as name, databases.pair(database, Path(name)) as (url, _):
        installation = Installation.open(Settings(data_dir=Path(name) / "ours", database_url=url))
        context = _company(installation)
        few_ms = _dispatched_ms(context)
        _remember(context)
        many_ms = _dispatched_ms(context)
        installation.close()
    title = f"dispatch among 1,000 candidates, {database}"
    yield Row(title, few_ms, None, "ms", f"<= {_MOST_MS} ms", few_ms <= _MOST_MS)
    ratio = many_ms / few_ms
    yield Row(f"{title}, after 20,000 leads", many_ms, few_ms, "ms", f"<= {_FLAT} x few", ratio <= _FLAT, ratio)


def _company(installation: Installation) -> Context:
    """A workspace with the app, a thousand sellers and their profiles, of whom some are off duty or closed nothing."""
    workspace = installation.create_workspace("bench")
    context = Context(workspace, SYSTEM)
    package = read_folder(_TEMPLATE)
    install_package(context, package, Installing(consents=[one.id for one in asked_consents(package)]))
    actor = Actor(kind="system", name="bench", roles=frozenset({"workspace.administrator"}))
    acting = context.acting_as(actor)
    bare = {"title": "", "department": "", "phone": "", "manager": "", "roles": f"{APP}.seller"}
    rows = [bare | {"code": f"s{number}", "name": f"销售{number}"} for number in range(_CANDIDATES)]
    people = changes.run(context, lambda tx: load_people(tx, context, rows))

    def fill(tx: Any) -> None:
        for number, person in enumerate(people.values()):
            values = {
                "person": person,
                "strengths": [_INDUSTRIES[number % 3]],
                "deals_30d": number % 17,
                "close_rate": None if number % 11 == 0 else str(number % 97 / 100),
                "solution_rate": str(number % 89 / 100),
                "response_minutes": number % 240,
                "open_leads": number % 23,
                "on_duty": "away" if number % 10 == 9 else "present",
            }
            records.create(acting, APP, "sales_profile", values, tx=tx)

    changes.run(acting, fill)
    return acting


def _dispatched_ms(context: Context) -> float:
    took = []
    for number in range(_TURNS + 1):
        values = {"company": f"宁波恒泰自动化{number}", "industry": _INDUSTRIES[number % 3], "origin": "web_form"}
        records.create(context, APP, "lead", values)
        begin = time.perf_counter()
        jobs.run_due(context.workspace)
        took.append((time.perf_counter() - begin) * 1000)
    return median(took[1:])


def _remember(context: Context) -> None:
    """Copies of what was dispatched so far stand for the past: leads, instances, finished to-dos, decisions."""
    plans = plan_cache(context.workspace).latest()
    lead = form_plan(plans, APP, "lead").table
    with context.workspace.database.read() as connection:
        given = {
            table: [dict(row) for row in connection.execute(_stored(table)).mappings()]
            for table in (lead, tables.instance, tables.task, tables.decision)
        }
    for first in range(0, _PAST, _PIECE):
        with context.workspace.database.write() as tx:
            for table, rows in given.items():
                over = {"status": "contacted"} if table is lead else _OVER.get(table, {})
                copies = [rows[number % len(rows)] | over | {"id": new_id()} for number in range(first, first + _PIECE)]
                tx.execute(sa.insert(table), copies)
    with context.workspace.database.write() as tx:
        tx.execute(sa.text("ANALYZE"))


def _stored(table: sa.Table) -> sa.Select[Any]:
    """The columns that are written, without those that the database works out."""
    return sa.select(*(column for column in table.c if column.computed is None))


_OVER: dict[sa.Table, dict[str, Any]] = {
    tables.instance: {"state": "completed"},
    tables.task: {"state": "done", "outcome": "done"},
}
