"""New and changed names are compared with the others by themselves: a job some minutes later, for all of them together.

Whoever writes a record only notes, once in ten minutes, that something is to be compared; what that is the job finds by
the number that every entry gets when it is written (see `following.py`).
"""

from collections.abc import Callable
from datetime import timedelta

from ..changes import change_of
from ..context import Context
from ..forms import FormPlan
from ..jobs import BULK, enqueue
from ..storage import Transaction

COMPARE = "directory.compare_new"
_EVERY_S = 600


def watcher(plan: FormPlan) -> Callable[[Context, Transaction], None]:
    """What is called for each name that is written: cheap, but for the first of each ten minutes."""
    noted: tuple[int, str | None] = (0, None)

    def watch(context: Context, tx: Transaction) -> None:
        nonlocal noted
        slot = int(context.now().timestamp()) // _EVERY_S
        change = change_of(tx).id
        if noted[0] == slot and noted[1] in (None, change):
            return
        # A key of its own: one that several writers share would have them wait for each other.
        key = f"{COMPARE}/{plan.name}/{slot}/{change}"
        run_at = context.now() + timedelta(seconds=_EVERY_S)
        enqueue(context, tx, COMPARE, {"form": plan.name}, key=key, lane=BULK, run_at=run_at)
        noted = (slot, change)
        tx.after_commit(lambda: committed(slot))

    def committed(slot: int) -> None:
        nonlocal noted
        noted = (slot, None)

    return watch
