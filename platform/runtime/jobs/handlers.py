"""What each kind of job does. Rooms register handlers when they are imported.

A transactional handler changes state and is settled in one transaction. An outside handler is claimed (commit), calls
with no transaction open, and settles (commit) with what it was answered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from ..context import Context
from ..errors import PlatformError, Unavailable
from ..storage import Transaction
from .job import Job

Run = Callable[[Context, Transaction, Job], None]
Call = Callable[[Context, Job], Any]
Settle = Callable[[Context, Transaction, Job, Any], None]
GaveUp = Callable[[Context, Transaction, Job, PlatformError], None]


class RetryLater(Unavailable):
    """The other side cannot answer now: timeout, connection, 429, 5xx. `after` is its Retry-After, when it gave one."""

    code = "job.retry"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "对方暂时无法响应，稍后自动重试。",
        "en": "The other side does not answer just now. It will be tried again.",
    }

    def __init__(self, after: timedelta | None = None, **context: Any) -> None:
        super().__init__(**context)
        self.after = after


class JobFailed(PlatformError):
    """A job that no repetition can mend. Context: reason, one per language."""

    code = "job.failed"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "自动步骤未能完成：{reason}",
        "en": "An automatic step failed: {reason}",
    }


@dataclass(frozen=True, slots=True)
class Handler:
    """Either `run`, or `call` and `settle`. `gave_up` is told, in the transaction that makes the incident."""

    run: Run | None = None
    call: Call | None = None
    settle: Settle | None = None
    gave_up: GaveUp | None = None


_handlers: dict[str, Handler] = {}


def job_handler(kind: str, *, gave_up: GaveUp | None = None) -> Callable[[Run], Run]:
    """Decorate the transactional handler of a kind: `run(context, tx, job)`.

    The transaction is recorded (`change_of(tx)`) in the name of the job's app. The handler may run again after a
    crash, always from the state before; it must not call outside. Raising RetryLater (or anything Unavailable) backs
    off, a lost race (StaleRevision, StalePlan) runs again at once, every other error is an incident.
    """

    def register(run: Run) -> Run:
        _add(kind, Handler(run=run, gave_up=gave_up))
        return run

    return register


def outside_handler(kind: str, *, call: Call, settle: Settle, gave_up: GaveUp | None = None) -> None:
    """Register a kind that reaches outside: `answer = call(context, job)`, then `settle(context, tx, job, answer)`.

    `call` sends `job.idempotency_key`, since it may be repeated. Errors count as for `job_handler`.
    """
    _add(kind, Handler(call=call, settle=settle, gave_up=gave_up))


def find_handler(kind: str) -> Handler | None:
    """The handler of a kind, or None: a room that is not installed here."""
    return _handlers.get(kind)


def _add(kind: str, handler: Handler) -> None:
    if _handlers.setdefault(kind, handler) is not handler:
        raise ValueError(f"the job kind {kind} has two handlers")
