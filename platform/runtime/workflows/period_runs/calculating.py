"""Work a run out, some hundred rows a transaction, each by a job: nothing is written but the run itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ... import messages
from ...calendars import formula_days
from ...calendars.periods import read_period
from ...context import Context
from ...definitions import plans_in
from ...errors import PlatformError
from ...expressions import Question, Type
from ...expressions.operators import operators
from ...forms.environment import load_parameters
from ...jobs import Job, job_handler
from ...localized import LOCALES, text
from ...people import resolve_people
from ...records.derived.asking import Asking
from ...records.querying.compiler import Reading
from ...storage import Transaction
from ..definition.pinned import pinned_plan
from ..definition.plan import NodePlan, check_current
from ..engine.transacting import app_context
from ..engine.work import problem_of
from ..values import row_values
from . import periods, tables
from .comparing import CHANGED, FAILED, GONE, WRITTEN, Stands, counted, difference
from .sheets import CALCULATE, CLOSED, WRITE, change_run, end, get_run, go_on, lock_sheet, tell
from .wanting import Wanting, Worked

# Rows worked out, or found to be gone, in one transaction.
CHUNK = 500
_row, _standing = tables.row, tables.standing
_NUMBERS = ("integer", "decimal")


def _gave_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    found = get_run(tx.connection, job.payload["run"])
    if found.state == "calculating":
        change_run(tx, found.id, state="failed", ended_at=context.now(), problem=problem_of(error))


@job_handler(CALCULATE, gave_up=_gave_up)
def calculate(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "run", "phase", "after"}: rows, then those that are gone. A run that was replaced goes no
    further."""
    told = job.payload
    found = get_run(tx.connection, told["run"])
    lock_sheet(tx, found.sheet, found.period)
    found = get_run(tx.connection, told["run"])
    if found.state != "calculating":
        return
    acting = app_context(context, found.app)
    node = pinned_plan(context.workspace, tx.connection, found.app, found.workflow, found.hash).nodes[found.node]
    check_current(node)
    work = _Calculation(acting, tx, found, node)
    last = work.rows(told["after"]) if told["phase"] == "rows" else work.gone(told["after"])
    if last is not None:
        go_on(context, tx, CALCULATE, found.app, found.id, {"phase": told["phase"], "after": last})
    elif told["phase"] == "rows":
        go_on(context, tx, CALCULATE, found.app, found.id, {"phase": "gone", "after": ""})
    else:
        _decide(acting, tx, get_run(tx.connection, found.id), node)


class _Calculation:
    """One transaction of a run."""

    def __init__(self, context: Context, tx: Transaction, found: Any, node: NodePlan) -> None:
        self._context = context
        self._tx = tx
        self._run = found
        self._settings = node.settings
        self._plans = plans_in(context.workspace, tx)
        self._asking = Asking.as_app(context, self._plans, found.app, tx)
        self._parameters = {key: self._plans.parameters(found.app).get(key) for key in node.parameters}
        self._numbers = [one["key"] for one in node.settings["results"] if one["type"] in _NUMBERS]

    def rows(self, after: str) -> str | None:
        """Work out the next rows. Returns where to go on; None when there are no more."""
        where, base = self._settings["where"], self._base()
        if not after:
            change_run(self._tx, self._run.id, expected=self._count(where, base))
        ids = self._asking.found(where, base, (), CHUNK, after=after)
        reading = Reading(self._context, self._tx.connection, self._plans, self._settings["form"])
        wanting = Wanting(self._settings, self._plans, self._run.app, self._parameters)
        found = {record.id: record for record in reading.some(ids)} if ids else {}
        worked = [wanting.of({**base, "record": row_values(found[id])}) for id in ids if id in found]
        known = self._standing(ids)
        self._keep([self._compared(one, known.get(one.row_id)) for one in worked])
        return ids[-1] if len(ids) == CHUNK else None

    def gone(self, after: str) -> str | None:
        """Find the rows that stand and were not worked out this time. Returns where to go on; None at the end."""
        seen = sa.exists().where(_row.c.run_id == self._run.id, _row.c.row_id == _standing.c.row_id)
        query = sa.select(_standing).where(*self._mine(), sa.not_(_standing.c.gone), _standing.c.row_id > after, ~seen)
        rows = self._tx.execute(query.order_by(_standing.c.row_id).limit(CHUNK)).all()
        self._keep(
            [
                self._kept(row.row_id, GONE, row.inputs, row.results, {})
                | {"before": {"inputs": row.inputs, "results": row.results}}
                for row in rows
            ]
        )
        return rows[-1].row_id if len(rows) == CHUNK else None

    def _base(self) -> dict[str, Any]:
        """What the expressions read besides the row."""
        zone = self._context.workspace.zone
        period = read_period(self._run.period, periods.local_today(self._context.now(), zone))
        return {
            "zone": zone,
            "calendar": formula_days(self._plans),
            "forms": self._asking,
            "param": load_parameters(self._plans, self._run.app, self._parameters),
            "period": periods.told(period, zone),
        }

    def _count(self, where: Question, base: Mapping[str, Any]) -> int:
        asked = replace(where, operator=operators.get("countifs"), field=None, type=Type.INTEGER)
        return int(self._asking(asked, base) or 0)

    def _mine(self) -> tuple[sa.ColumnElement[bool], ...]:
        return _standing.c.sheet == self._run.sheet, _standing.c.period == self._run.period

    def _standing(self, ids: list[str]) -> dict[str, Stands]:
        query = sa.select(_standing).where(*self._mine(), _standing.c.row_id.in_(ids))
        return {
            row.row_id: Stands(row.inputs, row.results, row.wanted, row.gone) for row in self._tx.execute(query).all()
        }

    def _compared(self, worked: Worked, stands: Stands | None) -> dict[str, Any]:
        found = difference(worked, stands)
        kept = self._kept(worked.row_id, found, worked.inputs, worked.results, worked.wanted)
        before = stands.shown if stands is not None and found in (CHANGED, FAILED) and not stands.gone else None
        return kept | {"before": before, "problem": worked.problem}

    def _kept(self, id: str, difference: str, inputs: Any, results: Any, wanted: Any) -> dict[str, Any]:
        return {
            "run_id": self._run.id,
            "row_id": id,
            "difference": difference,
            "inputs": inputs,
            "results": results,
            "wanted": wanted,
            "before": None,
            "problem": None,
            "written": False,
        }

    def _keep(self, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._tx.execute(sa.insert(_row), rows)
        change_run(self._tx, self._run.id, figures=counted(self._run.figures, rows, self._numbers))


def _decide(context: Context, tx: Transaction, found: Any, node: NodePlan) -> None:
    """Everything is worked out: what a step waits for is written at once, or once somebody has confirmed it."""
    sheet = lock_sheet(tx, found.sheet, found.period)
    differs = any(found.figures.get(name) for name in WRITTEN)
    if not differs:
        end(context, tx, found, "done", outcome="some_failed" if found.figures.get(FAILED) else "unchanged")
    elif found.instance_id is None or sheet.state == CLOSED:
        change_run(tx, found.id, state="ready")
        tell(context, tx, found, "closed")
    elif _asks(node.settings["confirm"], sheet):
        change_run(tx, found.id, state="ready")
        _ask_managers(context, tx, found, node)
    else:
        change_run(tx, found.id, state="writing")
        go_on(context, tx, WRITE, found.app, found.id, {"after": ""})


def _asks(confirm: str, sheet: Any) -> bool:
    """Whether somebody confirms first: always, never, or what changes a period that was written before."""
    return confirm == "always" or (confirm == "changes" and sheet.written is not None)


def _ask_managers(context: Context, tx: Transaction, found: Any, node: NodePlan) -> None:
    roles = [{"role": key} for key in node.settings["managers"]]
    persons = resolve_people(context, tx.connection, roles, {}, app=found.app, at=context.now()) if roles else []
    counts = [found.figures[name] for name in WRITTEN]
    title = {
        "zh-CN": f"{text(node.title, LOCALES[0])} {found.period} 等待确认",
        "en": f"{text(node.title, LOCALES[1])}, {found.period}: waits to be confirmed",
    }
    body = {
        "zh-CN": "新增 {} 行，变更 {} 行，取消 {} 行。请在应用的「期间运行」中查看并确认。".format(*counts),
        "en": "{} new rows, {} changed, {} gone. See and confirm them under Period runs of the app.".format(*counts),
    }
    messages.tell(tx, context, found.app, f"{found.node}.confirm", persons, title, body, once=f"period/{found.id}")
