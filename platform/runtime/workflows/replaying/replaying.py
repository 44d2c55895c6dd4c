"""Let past runs of a workflow go through a draft of it, each in a rehearsal, and tell what would have been different.

A run is given what was recorded when it began: its record's values as they were, the moment, what its trigger told, and
the answers of people at the same steps, after as long. What was not recorded is today's: other records, who works
where, how much each has to do. So that a change of these is not taken for one of the draft, the version of then goes
the same way beside it: what differs between the two is the draft's, and where already that version departs from what
happened, the run is marked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from ... import changes, records
from ...calendars import after
from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import NotFound, PlatformError
from ...identifiers import new_id
from ...jobs.execution import context_of
from ...localized import text
from ...people import organisation_of
from ...records import Record
from ...storage import Transaction
from ...storage.clock import stopwatch_s
from ...storage.rehearsal import apart, rehearsed
from .. import tables
from ..definition.pinned import pinned_plan
from ..definition.plan import WorkflowPlan
from ..presenting.flow import instance_flow
from ..rehearsing.asking import check_right
from ..rehearsing.course import Course
from ..rehearsing.rehearsing import plan_for, until_of
from ..rehearsing.telling import effects
from ..rehearsing.wish import DEFAULTS, Wish
from . import past
from .comparing import differences, effects_apart

AT_ONCE = 50
_ABOUT_OTHERS = {
    "zh-CN": "当时的流程针对的是别的表单，或不针对记录",
    "en": "the workflow was about another form then, or about no record",
}
_LONGEST_S = 8.0


@dataclass(frozen=True, slots=True)
class ReplayWish:
    """`document`: the draft; None: as it is published. `beside`: other documents of the app as they are in drafts.
    `default`: what people do at steps where nobody was asked then.
    `cursor`: of the answer before."""

    app: str
    workflow: str
    since: datetime
    document: Mapping[str, Any] | None = None
    beside: Sequence[Mapping[str, Any]] = ()
    default: str = DEFAULTS[0]
    cursor: str | None = None


def replay(context: Context, wish: ReplayWish) -> dict[str, Any]:
    """See web/replay_schemas.py: Replay. A part of the runs, newest first. Raises Forbidden, NotFound,
    InvalidDefinition, BadRequest, Unavailable."""
    plans = plan_cache(context.workspace).latest()
    check_right(context, plans)
    plans.get("workflow", wish.app, wish.workflow)
    began = stopwatch_s()
    with rehearsed(context.workspace, context.now()) as workspace:
        plan_cache(workspace).adopt(plans)
        asker = replace(context, workspace=workspace, revision=None, request_id=f"replay/{new_id()}")
        with workspace.database.read() as connection:
            total = past.count(connection, wish.app, wish.workflow, wish.since)
            rows = past.runs(connection, wish.app, wish.workflow, wish.since, wish.cursor, AT_ONCE)
            # All of then come first: the drafts, once they hold, would change them too.
            olds: list[_Outcome | PlatformError] = []
            for row in rows:
                olds.append(_then(asker, connection, plans, row, wish))
                if stopwatch_s() - began > _LONGEST_S / 2:
                    break
            plan = plan_for(asker, Wish(wish.app, wish.workflow, document=wish.document, beside=wish.beside))
            drafts = plan_cache(workspace).at(connection)
            items = [
                _one(asker, connection, plan, drafts, row, wish, old)
                for row, old in zip(rows[: len(olds)], olds, strict=True)
            ]
    more = len(items) < len(rows) or len(rows) == AT_ONCE
    return {"total": total, "items": items, "next_cursor": items[-1]["instance"] if items and more else None}


class _Outcome(NamedTuple):
    """Of one run: its way as `presenting/flow.py` tells it, whom it chose, what it wrote and sent, what cut it off."""

    flow: dict[str, Any]
    chosen: str | None
    effects: dict[str, Any]
    cut: str | None


def _one(
    context: Context,
    connection: sa.Connection,
    plan: WorkflowPlan,
    plans: Plans,
    row: Any,
    wish: ReplayWish,
    old: _Outcome | PlatformError,
) -> dict[str, Any]:
    """One run, then and now."""
    told: dict[str, Any] = {
        "instance": row.id,
        "record": row.record_id or None,
        "record_title": None,
        "started_at": row.started_at,
        "left_out": None,
        "reason": None,
        "cut": None,
        "drifted": False,
        "differences": [],
        "effects": [],
        "chosen": None,
    }
    if row.form != (f"{plan.form.app}.{plan.form.key}" if plan.subject.is_record else ""):
        return told | {"record": None, "left_out": "refused", "reason": text(_ABOUT_OTHERS, context.locale)}
    record = _visible(context, connection, plan, row)
    if plan.subject.is_record and record is None:
        return told | {"record": None, "left_out": "gone"}
    if record is not None:
        titles = records.titles(context, plan.form.app, plan.form.key, [record.id], connection=connection)
        told["record_title"] = titles.get(record.id)
    try:
        if isinstance(old, PlatformError):
            raise old
        new = _again(context, connection, plan, plans, row, wish)
    except PlatformError as error:
        return told | {"left_out": "refused", "reason": error.sentence(context.locale)}
    people = organisation_of(context.workspace, connection)
    moved = None
    if old.chosen != new.chosen:
        moved = {"before": people.name(old.chosen) or None, "after": people.name(new.chosen) or None}
    happened = instance_flow(context, connection, row), past.chosen(connection, row.id)
    drifted = bool(differences(happened[0], old.flow, context.locale)) or happened[1] != old.chosen
    return told | {
        "drifted": drifted,
        # One that is still on its way now stands where it has got to by now.
        "cut": None if new.cut == "until" and row.ended_at is None else new.cut,
        "differences": differences(old.flow, new.flow, context.locale),
        "effects": effects_apart(old.effects, new.effects),
        "chosen": moved,
    }


def _then(
    context: Context, connection: sa.Connection, plans: Plans, row: Any, wish: ReplayWish
) -> _Outcome | PlatformError:
    """The run once more on the version on which it was; or why that cannot be."""
    try:
        plan = pinned_plan(context.workspace, connection, row.app, row.workflow, row.hash)
        if plan.subject.is_record and _visible(context, connection, plan, row) is None:
            return NotFound()
        return _again(context, connection, plan, plans, row, wish)
    except PlatformError as error:
        return error


def _again(
    context: Context, connection: sa.Connection, plan: WorkflowPlan, plans: Plans, row: Any, wish: ReplayWish
) -> _Outcome:
    """The run through a version, of which nothing remains."""
    cause = past.beginning(connection, row.id)
    answers = tuple(past.replies(connection, row.id))
    with apart(context.workspace, row.started_at) as workspace:
        plan_cache(workspace).adopt(plans)
        asker = replace(context, workspace=workspace, request_id=f"replay/{row.id}")
        _put_back(asker, plan, row, cause.get("change_id") or row.id)
        record = None
        if plan.subject.is_record:
            record = records.get(asker, plan.form.app, plan.form.key, row.record_id, connection=connection)
        inner = Wish(
            wish.app,
            wish.workflow,
            inputs=cause.get("data") or {},
            replies=answers,
            default=wish.default,
        )
        # What has not come yet is not known of the run either.
        until = min(after(row.started_at, until_of(inner), workspace.zone), context.now())
        course = Course(asker, plan, inner, until, repeats=row.id)
        cut = course.run(record)
        t = tables.instance
        made = connection.execute(sa.select(t).where(t.c.id == course.followed[0])).one()
        flow, chosen = instance_flow(asker, connection, made), past.chosen(connection, made.id)
        return _Outcome(flow, chosen, effects(asker, plan, course), cut)


def _put_back(context: Context, plan: WorkflowPlan, row: Any, change_id: str) -> None:
    """The record as it was, and no trace of the run."""
    acting = context_of(context.workspace, plan.app)

    def unit(tx: Transaction) -> None:
        past.choose_as_then(tx, row.app, row.id)
        past.forget(tx, row.id)
        if row.record_id:
            records.rewind(acting, tx, plan.form.app, plan.form.key, row.record_id, change_id)

    changes.run(acting, unit)


def _visible(context: Context, connection: sa.Connection, plan: WorkflowPlan, row: Any) -> Record | None:
    if not plan.subject.is_record:
        return None
    try:
        return records.get(context, plan.form.app, plan.form.key, row.record_id, connection=connection)
    except NotFound:
        return None
