"""Stored formulas over other forms follow them, by durable jobs: the write of a source names the records that depend on
it, a job works them out anew as saving them again would, and what changed has its entry in the change record. Formulas
that count days follow the calendar so too.

Nobody waits for anybody: a write appends a job, jobs for the same records that came in the meantime are done with one
of them. Once no job is left each stored value is what its formula gives now.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import orjson
import sqlalchemy as sa

from ... import changes
from ...context import Context
from ...definitions import Plans, plans_in
from ...forms import FormPlan, form_plan, form_plans
from ...identifiers import new_id
from ...jobs import BULK, Job, enqueue, is_due, job_handler
from ...logs import Log
from ...storage import Transaction
from ..followers import Follower, Written, follow, follower
from ..querying.codec import decode
from ..rows.statements import row_for_writing
from ..submission.pipeline import changed_fields, draft_change
from ..writing import store_change
from .asking import Asking
from .keeping import Path
from .sources import Source, counts_days, depending, following, sources_of, type_at

JOB = "records.follow_formulas"
_log = Log(__name__)
_CHUNK = 50
# How often one change may lead to another. Formulas that go in a circle are refused where they are published; those
# that a rule closes are not.
_FARTHEST = 30
_DEPTH = "how far formulas followed"
_DONE = "formulas that followed"
# A record by its own id.
_ITSELF: Path = ("id",)
# All records of the form.
_ALL: Path = ()


def bring_formulas_up_to_date(context: Context, tx: Transaction, plans: Plans) -> None:
    """Write a job for each form whose stored formulas ask others; called where forms are published, and does nothing
    where nothing changed."""
    for plan in form_plans(plans):
        if sources_of(plans, plan):
            key = f"{_prefix(plan.name, _ALL, None)}{plan.hash}"
            enqueue(context, tx, JOB, _payload(plan, _ALL, None), key=key, lane=BULK)


def follow_calendar(context: Context, tx: Transaction, plans: Plans) -> None:
    """Write a job for each form whose stored formulas count days; called where the company's calendar changed."""
    for plan in form_plans(plans):
        if counts_days(plan):
            _ask(context, tx, plan, _ALL, None)


@follower
def _sources(plans: Plans, plan: FormPlan) -> Follower | None:
    """Forms whose stored formulas read this one."""
    fed = [
        (owner, source)
        for owner in form_plans(plans)
        for source in sources_of(plans, owner)
        if source.form == plan.name
    ]
    if not fed:
        return None

    def ask(context: Context, tx: Transaction, written: Written) -> None:
        for owner, source in fed:
            for path, value in _due(source, written):
                _ask(context, tx, owner, path, value)

    return ask


@follower
def _own(plans: Plans, plan: FormPlan) -> Follower | None:
    """A form whose stored formulas ask others. While one record is written, a job for what it reads may pass it by."""
    sources = sources_of(plans, plan)
    if not sources:
        return None
    leading = {source.path[0] for source in sources if source.path}

    def ask(context: Context, tx: Transaction, written: Written) -> None:
        restored = written.event == "restore"
        # On SQLite nobody else writes meanwhile.
        passed_by = tx.dialect.name != "sqlite" and (
            written.before is None or any(written.before[key] != written.row[key] for key in leading)
        )
        if restored or passed_by:
            _ask(context, tx, plan, _ITSELF, written.row["id"])

    return ask


def _due(source: Source, written: Written) -> Iterator[tuple[Path, Any]]:
    """The path and value of the records that a written one leads to."""
    before, row = written.before, written.row
    if written.event == "change" and before is not None and all(before[name] == row[name] for name in source.names):
        return
    if source.by is None:
        yield _ALL, None
        return
    if before is None and source.by == "id":
        return  # Nothing refers to what is only now there.
    for value in dict.fromkeys(one[source.by] for one in (before, row) if one is not None):
        # On a longer way an empty end may be any of its steps.
        yield (source.path, value) if value is not None or len(source.path) == 1 else (_ALL, None)


def _ask(context: Context, tx: Transaction, plan: FormPlan, path: Path, value: Any, after: str = "") -> None:
    depth = tx.extras.get(_DEPTH, 0)
    if depth > _FARTHEST:
        _log.warning("formulas follow each other without end", form=plan.name)
        return
    payload = _payload(plan, path, value) | {"after": after, "depth": depth}
    prefix = _prefix(plan.name, path, payload["value"], further=bool(after))
    enqueue(context, tx, JOB, payload, key=f"{prefix}{new_id()}", lane=BULK, new_key=True)


def _payload(plan: FormPlan, path: Path, value: Any) -> dict[str, Any]:
    told = value.isoformat() if isinstance(value, date) else value
    return {"app": plan.app, "form": plan.key, "path": list(path), "value": told, "after": "", "depth": 0}


def _prefix(form: str, path: Path, value: Any, *, further: bool = False) -> str:
    """With what the keys of jobs for the same records begin; `further`: of those that go on where another ended."""
    target = hashlib.sha256(orjson.dumps([form, path, value])).hexdigest()[:32]
    return f"{JOB}/{target}{'+' if further else ''}/"


@job_handler(JOB)
def follow_some(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "form", "path", "value", "after", "depth"}."""
    plans, payload = plans_in(context.workspace, tx), job.payload
    if plans.find("form", payload["app"], payload["form"]) is None:
        return
    plan, path, value = form_plan(plans, payload["app"], payload["form"]), tuple(payload["path"]), payload["value"]
    if not following(plans, plan) or (not payload["after"] and _done_by_another(context, tx, plan, job)):
        return
    tx.extras[_DEPTH] = payload["depth"]
    if not payload["after"] and is_due(context, tx, _prefix(plan.name, path, value, further=True)):
        # One goes through these records now. It may have passed some by: the next begins when it has ended.
        _ask(context, tx, plan, path, value)
        return
    ids = _ids(tx, plans, plan, payload)
    tx.extras[_DEPTH] = payload["depth"] + 1
    unit = _Unit(replace(context, provenance="system"), tx, plans)
    for id in ids:
        unit.work_out(plan, id)
    tx.extras[_DEPTH] = payload["depth"]
    if len(ids) == _CHUNK:
        _ask(context, tx, plan, path, value, ids[-1])


def _done_by_another(context: Context, tx: Transaction, plan: FormPlan, job: Job) -> bool:
    """Whether a job for the same records ran in this very transaction, or is still to begin: all that this one was
    written for was there by then."""
    prefix = _prefix(plan.name, tuple(job.payload["path"]), job.payload["value"])
    done: set[str] = tx.extras.setdefault(_DONE, set())
    if prefix in done or is_due(context, tx, prefix, behind=job.key or ""):
        return True
    done.add(prefix)
    return False


def _ids(tx: Transaction, plans: Plans, plan: FormPlan, payload: Mapping[str, Any]) -> list[str]:
    """The next records of those that the payload names; all where its path is none any more."""
    table, path = plan.table, payload["path"]
    statement = sa.select(table.c.id).where(table.c.deleted_at.is_(None), table.c.id > payload["after"])
    type_ = type_at(plans, plan, path) if path else None
    if type_ is not None and (which := depending(plans, plan, path, decode(payload["value"], type_))) is not None:
        statement = statement.where(which)
    return list(tx.execute(statement.order_by(table.c.id).limit(_CHUNK)).scalars())


class _Unit:
    """One job's work: its change begins with the first record that changes."""

    def __init__(self, context: Context, tx: Transaction, plans: Plans) -> None:
        self._context, self._tx, self._plans = context, tx, plans
        self._begun = False

    def work_out(self, plan: FormPlan, id: str) -> None:
        """As saving the record again would. Its checks are asked when somebody does."""
        if (row := row_for_writing(self._tx, plan, id)) is None:
            return
        nothing: frozenset[str] = frozenset()
        asking = Asking.as_app(self._context, self._plans, plan.app, self._tx)
        after = draft_change(self._context, plan, row, {}, nothing, nothing, False, asking).row
        changed = changed_fields(plan, row, after)
        if following(self._plans, plan).isdisjoint(changed):
            return
        if not self._begun:
            changes.begin(self._tx, self._context, revision=self._plans.revision)
            self._begun = True
        store_change(self._context, self._tx, plan, row, after, changed)
        follow(self._context, self._tx, self._plans, plan, Written("change", row, after))
