"""Calendars have changed: open deadlines in working time come due by them as they stand.

Instances are gone through in the background, some at a time. Next year's public holidays come with an update of the
platform; each announcement is followed once.
"""

import sqlalchemy as sa

from ...calendars import public_holidays
from ...context import SYSTEM, Context
from ...jobs import BULK, Job, enqueue, job_handler
from ...storage import Transaction, Workspace
from .. import tables
from .instances import read_row
from .state import State
from .transacting import move
from .transition import Transition

_JOB = "workflow.recount"
_AT_A_TIME = 50
_t = tables.instance


def recount(context: Context, tx: Transaction) -> None:
    """Follow a change of calendars that this transaction makes."""
    enqueue(context, tx, _JOB, {"behind": ""}, lane=BULK)


def ensure_recounted(workspace: Workspace) -> None:
    """Follow the public holidays as announced by now, where that was not done."""
    context = Context(workspace, SYSTEM, provenance="system")
    announced = max(holidays.announced_until for holidays in public_holidays().values())
    with workspace.database.write() as tx:
        enqueue(context, tx, _JOB, {"behind": ""}, key=f"{_JOB}/{announced.isoformat()}", lane=BULK)


@job_handler(_JOB)
def run(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"behind"}, the id of the last instance that was looked at."""
    open_ = _t.c.state.in_(("waiting", "incident"))
    query = sa.select(_t).where(open_, _t.c.id > job.payload["behind"]).order_by(_t.c.id).limit(_AT_A_TIME)
    found = [read_row(row) for row in tx.execute(query)]
    for instance in found:
        if _in_working_time(instance.state):
            move(context, tx, instance.id, Transition.count_again)
    if len(found) == _AT_A_TIME:
        enqueue(context, tx, _JOB, {"behind": found[-1].id}, lane=BULK)


def _in_working_time(state: State) -> bool:
    counted = (timer.counted for token in state.tokens for timer in token.timers)
    return any(one is not None and one.calendar is not None for one in counted)
