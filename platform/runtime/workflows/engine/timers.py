"""Timers: when a moment has come, everything of the instance that is due happens, in the order in which it was due."""

from ...context import Context
from ...errors import NotFound
from ...jobs import Job, job_handler
from ...storage import Transaction
from .transacting import move
from .transition import Transition
from .waking import TIMER


@job_handler(TIMER)
def fire(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "instance"}. A timer taken away meanwhile finds nothing due, so it may come twice or late."""
    try:
        move(context, tx, job.payload["instance"], Transition.fire_due)
    except NotFound:
        return
