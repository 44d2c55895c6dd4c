"""The jobs that look into the folders of file drops, one after another in time, and sooner while something is underway.

Jobs of a folder bear the moment they are due in their keys, rounded to what the intake waits between two looks: who
publishes again, and a job that a dead worker left, write the same one.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans, plan_cache, plans_in
from ...definitions.publishing import after_publishing
from ...errors import InvalidDefinition, NotFound, PlatformError
from ...jobs import BULK, Job, enqueue, outside_handler
from ...storage import Transaction
from ..channels.file_drop import FileDropChannel, every_of
from ..endpoints import check_right, find_endpoint
from ..plan import IntakePlan, intake_plan
from ..tables import drop
from .folder import Folder
from .taking import STILL, finish, notice, put_away, take

JOB = "intake.drop"
_SOON = timedelta(seconds=2)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def watch(context: Context, tx: Transaction, plans: Plans) -> None:
    """Write a job for each folder that no job looks into yet."""
    if context.workspace.purpose == "scratch":
        # Nobody puts files there, and scenarios stop at every moment at which something is due.
        return
    for definition in plans.documents("intake"):
        if definition.document["channel"] == FileDropChannel.key:
            try:
                plan = intake_plan(plans, definition.app, definition.key)
            except (NotFound, InvalidDefinition):
                # It was checked when it was published; its form went away since. Others are published all the same.
                continue
            _ask(context, tx, plan, every_of(plan.settings))


after_publishing.append(watch)


def look_now(context: Context, app: str, key: str) -> None:
    """Look into the folder at once, and again when what lies there may be whole. Raises Forbidden, NotFound."""
    plan = intake_plan(check_right(context), app, key)
    with context.workspace.database.write() as tx:
        for later in (timedelta(), STILL):
            due = context.now() + later
            payload = {"app": plan.app, "intake": plan.key, "by_hand": True}
            enqueue(context, tx, JOB, payload, run_at=due, lane=BULK)


def look(context: Context, plan: IntakePlan) -> bool:
    """Look once; whether something is underway."""
    folder = Folder(context.workspace, plan)
    folder.make()
    with context.workspace.database.read() as connection:
        row = find_endpoint(connection, plan.name)
        open_rows = connection.execute(
            sa.select(drop).where(drop.c.intake == plan.name, drop.c.state.in_(("seen", "taking"))).order_by(drop.c.id)
        ).all()
    seen = {one.id: one.file_name for one in open_rows if one.state == "seen"}
    taking = [one for one in open_rows if one.state == "taking"]
    busy = False
    if row is None or not row.paused:
        lying = list(folder.lying())
        for found in lying:
            busy = notice(context, plan, folder, found) or busy
        for id, path in folder.begun().items():
            if id in seen:
                take(context, plan, folder, id, path)
                busy = True
            elif all(id != one.id for one in taking):
                put_away(context, plan, folder, id)
        _forget(context, seen, {one.name for one in lying}, folder)
    for one in taking:
        busy = finish(context, plan, folder, one) or busy
    return busy


def _call(context: Context, job: Job) -> bool:
    plans = plan_cache(context.workspace).latest()
    try:
        plan = intake_plan(plans, job.payload["app"], job.payload["intake"])
    except (NotFound, InvalidDefinition):
        # Taken away, or its form was: the files lie there until it is back.
        return False
    return look(context, plan)


def _settle(context: Context, tx: Transaction, job: Job, busy: bool) -> None:
    try:
        plan = intake_plan(plans_in(context.workspace, tx), job.payload["app"], job.payload["intake"])
    except (NotFound, InvalidDefinition):
        return
    if busy:
        _ask(context, tx, plan, _SOON)
    if not job.payload["by_hand"]:
        _ask(context, tx, plan, every_of(plan.settings))


def _gave_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    """What could not be done this time is tried at the next look; the incident tells of it."""
    _settle(context, tx, job, busy=False)


outside_handler(JOB, call=_call, settle=_settle, gave_up=_gave_up)


def _ask(context: Context, tx: Transaction, plan: IntakePlan, every: timedelta) -> None:
    """Write the job of the next moment that is a multiple of `every`, if nobody has."""
    due = _EPOCH + ((context.now() - _EPOCH) // every + 1) * every
    payload = {"app": plan.app, "intake": plan.key, "by_hand": every == _SOON}
    key = f"{JOB}/{plan.name}/{int(every.total_seconds())}/{due:%Y%m%dT%H%M%S}"
    enqueue(context, tx, JOB, payload, key=key, run_at=due, lane=BULK)


def _forget(context: Context, seen: dict[str, str], lying: set[str], folder: Folder) -> None:
    """Rows of files that were taken away before they were whole."""
    begun = folder.begun()
    gone = [id for id, name in seen.items() if name not in lying and id not in begun]
    if gone:
        with context.workspace.database.write() as tx:
            tx.execute(sa.delete(drop).where(drop.c.id.in_(gone), drop.c.state == "seen"))
