"""Write jobs, and take back those not begun. All of it happens in the caller's transaction."""

import functools
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..identifiers import new_id
from ..storage import Transaction
from ..storage.inserting import insert_on
from ..storage.prepared import Prepared
from .job import PROMPT
from .tables import job
from .waking import bell

# What a job is born with; the rest stays empty until somebody takes it.
_COLUMNS = [one.name for one in job.c if one.name not in ("lease_until", "last_error", "settled_at")]
_INSERT = Prepared(sa.insert(job), _COLUMNS)
_OPEN = sa.or_(job.c.state == "waiting", job.c.state == "leased")
# After any character that a key may hold.
_LAST = "\U0010ffff"


def enqueue(
    context: Context,
    tx: Transaction,
    kind: str,
    payload: dict[str, Any],
    *,
    key: str | None = None,
    run_at: datetime | None = None,
    app: str | None = None,
    lane: int = PROMPT,
    idempotency_key: str | None = None,
    new_key: bool = False,
) -> str | None:
    """Write a job that runs at `run_at` (workspace time, now by default). Returns its id.

    A `key` is used once: when a job of that key was ever written, nothing happens and None is returned; with `new_key`
    it holds an id made in this transaction, so that nobody need ask. `app` is the
    app in whose name it runs, by default the payload's "app". The idempotency key stays the same for every attempt.
    """
    id = new_id()
    now = context.now()
    due = now if run_at is None else run_at
    values = {
        "id": id,
        "kind": kind,
        "key": key,
        "app": app or payload.get("app"),
        "payload": payload,
        "lane": lane,
        "run_at": due,
        "state": "waiting",
        "fence": 0,
        "attempts": 0,
        "deliveries": 0,
        "idempotency_key": idempotency_key or f"{context.workspace.id}/{key or id}",
        "created_at": now,
    }
    if key is None or new_key:
        tx.later(_INSERT, values)
    elif _insert_once(tx.dialect.name).run(tx, values) == 0:
        return None
    ring = bell(context.workspace).ring
    tx.after_commit(lambda: ring(id, due))
    return id


@functools.cache
def _insert_once(dialect: str) -> Prepared:
    return Prepared(insert_on(dialect, job).on_conflict_do_nothing(index_elements=["key"]), _COLUMNS)


def cancel(context: Context, tx: Transaction, *keys: str) -> None:
    """Cancel the jobs of these keys that are not settled; a worker that holds one becomes a ghost."""
    if keys:
        named = {f"key_{place}": key for place, key in enumerate(keys)}
        _cancel(context, tx, _cancelling(len(keys)), named)


def cancel_all(context: Context, tx: Transaction, prefix: str) -> None:
    """Cancel all unsettled jobs whose key begins with `prefix`, for instance all timers of a task."""
    _cancel(context, tx, _CANCEL_ALL, {"first": prefix, "last": prefix + _LAST})


def is_due(context: Context, tx: Transaction, prefix: str, *, behind: str = "") -> bool:
    """Whether a job whose key begins with `prefix`, and comes after `behind`, could begin and has not."""
    waiting = sa.and_(job.c.state == "waiting", job.c.run_at <= context.now())
    which = sa.and_(job.c.key.between(prefix, prefix + _LAST), job.c.key > behind)
    return tx.execute(sa.select(job.c.id).where(which, waiting).limit(1)).first() is not None


def find_id(tx: Transaction, key: str) -> str | None:
    """The id of the job of a key, whatever became of it; None where there never was one."""
    return tx.execute(sa.select(job.c.id).where(job.c.key == key)).scalar()


def retry(context: Context, tx: Transaction, job_id: str) -> bool:
    """Run a job that became an incident again, with fresh counts. Returns False when it is none."""
    now = context.now()
    fresh = {"state": "waiting", "run_at": now, "attempts": 0, "deliveries": 0, "settled_at": None}
    changed = tx.execute(sa.update(job).where(job.c.id == job_id, job.c.state == "incident").values(fresh))
    if changed.rowcount == 0:
        return False
    ring = bell(context.workspace).ring
    tx.after_commit(lambda: ring(job_id, now))
    return True


def _cancel(context: Context, tx: Transaction, cancelling: Prepared, values: dict[str, Any]) -> None:
    # The running job may cancel the group it belongs to (a timer that ends its task): it settles by itself.
    cancelling.leave(tx, {**values, "running": tx.extras.get("job_id", ""), "now": context.now()})


def _cancelled(which: sa.ColumnElement[bool]) -> Prepared:
    values = {"state": "cancelled", "fence": job.c.fence + 1, "lease_until": None, "settled_at": sa.bindparam("now")}
    return Prepared(sa.update(job).where(which, _OPEN, job.c.id != sa.bindparam("running")).values(values))


_CANCEL_ALL = _cancelled(job.c.key.between(sa.bindparam("first"), sa.bindparam("last")))


@functools.lru_cache(maxsize=50)
def _cancelling(count: int) -> Prepared:
    return _cancelled(sa.or_(*(job.c.key == sa.bindparam(f"key_{place}") for place in range(count))))
