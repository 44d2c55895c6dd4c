"""What people do in a scenario: create, change, delete; accept, complete, decline, decide; let time pass."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ...runtime import pools, records
from ...runtime.calendars import after
from ...runtime.context import Context
from ...runtime.errors import PlatformError
from ...runtime.jobs.claims import next_due
from ...runtime.storage import FakeClock
from ...runtime.workflows import tables
from ...runtime.workflows.tasks import accept, complete, decide, decline
from ..errors import ExpectationMissed
from . import period_runs
from .cast import Cast

Step = Mapping[str, Any]


def take_step(cast: Cast, step: Step) -> None:
    """Do one step and everything that follows from it by itself. Raises what the step raises, unless it is the error
    the step says it must be `refused` with."""
    if "advance" in step:
        _advance(cast, step["advance"])
        return
    verb = next(verb for verb in _VERBS if verb in step)
    try:
        _VERBS[verb](cast, cast.context_of(step["as"]), step)
    except PlatformError as error:
        if error.code != step.get("refused"):
            raise
    else:
        if "refused" in step:
            raise ExpectationMissed(what="refused", expected=step["refused"], actual="—")
    cast.run_due()


def open_task(cast: Cast, node: str, record: str, assignee: str | None) -> Any:
    """The newest open task of a record at a node, of one person or (None) of anybody. Raises ExpectationMissed."""
    t = tables.task
    query = sa.select(t).where(t.c.record_id == cast.record(record)[1], t.c.node == node)
    query = query.where(t.c.state.not_in(("done", "cancelled"))).order_by(t.c.id.desc())
    if assignee is not None:
        query = query.where(t.c.assignee == assignee)
    with cast.context.workspace.database.read() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise ExpectationMissed(what=f"{record}/{node}", expected={"zh-CN": "待办", "en": "an open task"}, actual="—")
    return row


def _create(cast: Cast, context: Context, step: Step) -> None:
    form = step["create"]
    record = records.create(context, cast.app, form, cast.values(step["values"]))
    if "name" in step:
        cast.records[step["name"]] = (form, record.id)


def _change(cast: Cast, context: Context, step: Step) -> None:
    form, id = cast.record(step["change"])
    revision = records.get(context, cast.app, form, id).revision
    records.change(context, cast.app, form, id, cast.values(step["values"]), revision=revision)


def _delete(cast: Cast, context: Context, step: Step) -> None:
    form, id = cast.record(step["delete"])
    revision = records.get(context, cast.app, form, id).revision
    records.delete(context, cast.app, form, id, revision=revision)


def _accept(cast: Cast, context: Context, step: Step) -> None:
    task = open_task(cast, step["accept"], step["of"], context.actor.person_id)
    accept(context, task.id, step.get("act"), revision=task.revision)


def _complete(cast: Cast, context: Context, step: Step) -> None:
    task = open_task(cast, step["complete"], step["of"], context.actor.person_id)
    complete(context, task.id, cast.values(step["values"]), revision=task.revision)


def _decline(cast: Cast, context: Context, step: Step) -> None:
    task = open_task(cast, step["decline"], step["of"], context.actor.person_id)
    decline(context, task.id, step.get("reason"), step.get("comment"), revision=task.revision)


def _decide(cast: Cast, context: Context, step: Step) -> None:
    task = open_task(cast, step["decide"], step["of"], context.actor.person_id)
    decide(context, task.id, step["decision"], step.get("comment"), revision=task.revision)


def _in_pool(act: str) -> Callable[[Cast, Context, Step], None]:
    def do(cast: Cast, context: Context, step: Step) -> None:
        wish = pools.Wish(cast.person(step["to"]) if "to" in step else None, step.get("reason"), step.get("comment"))
        _, id = cast.record(step[act])
        for _, refused in pools.act(context, cast.app, step["pool"], act, [id], wish):
            if refused is not None:
                raise refused

    return do


_VERBS: dict[str, Callable[[Cast, Context, Step], None]] = {
    "create": _create,
    "change": _change,
    "delete": _delete,
    "accept": _accept,
    "complete": _complete,
    "decline": _decline,
    "decide": _decide,
    **{act: _in_pool(act) for act in pools.ACTS},
    "run_period": period_runs.run_period,
    "confirm_run": period_runs.confirm_run,
    "discard_run": period_runs.discard_run,
    "close_period": period_runs.close_period,
    "reopen_period": period_runs.reopen_period,
}


def _advance(cast: Cast, duration: str) -> None:
    """Let time pass, stopping at every moment at which something is due."""
    workspace = cast.context.workspace
    clock = workspace.clock
    assert isinstance(clock, FakeClock)
    end = after(clock.now(), duration, workspace.zone)
    while True:
        cast.run_due()
        with workspace.database.read() as connection:
            due = next_due(connection).run_at
        if due is None or due > end:
            break
        clock.set(max(due, clock.now() + timedelta(microseconds=1)))
    clock.set(end)
    cast.run_due()
