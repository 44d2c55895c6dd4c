"""What follows from a failed job: again at once, again later, or an incident."""

from datetime import timedelta
from random import SystemRandom

import sqlalchemy as sa

from .. import changes
from ..context import Context
from ..definitions import plan_cache
from ..errors import PlatformError, StalePlan, StaleRevision
from ..logs import Log
from ..storage import Transaction
from ..storage.savepoints import Savepoint
from . import claims
from .handlers import JobFailed, RetryLater, find_handler
from .job import Job
from .settings import JobSettings

_log = Log(__name__)
_dice = SystemRandom()
_LOST_SQLSTATES = {"40001", "40P01", "55P03"}  # serialization failure, deadlock victim, lock not had in time


def is_lost_race(error: BaseException) -> bool:
    """True when somebody else was first: the job runs again at once, and it costs neither attempt nor delivery."""
    if isinstance(error, sa.exc.DBAPIError):
        return getattr(error.orig, "sqlstate", None) in _LOST_SQLSTATES
    return isinstance(error, (StaleRevision, StalePlan))


def record_failure(context: Context, tx: Transaction, job: Job, error: Exception, settings: JobSettings) -> None:
    """Back off or make an incident, in a unit of its own. A ghost's failure changes nothing."""
    attempts = job.attempts + 1
    if _may_pass(error) and attempts < settings.attempts:
        run_at = context.now() + _back_off(error, attempts, settings)
        kept = claims.put_back(tx, job, run_at=run_at, attempts=attempts, last_error=_describe(error))
    else:
        kept = make_incident(context, tx, job, _as_platform_error(error), attempts)
    _log.warning("job failed", job=job.id, kind=job.kind, attempts=attempts, held=kept, exc_info=error)


def make_incident(context: Context, tx: Transaction, job: Job, error: PlatformError, attempts: int) -> bool:
    """Stop the job and tell its room, together. False for a ghost."""
    if not claims.incident(tx, job, context.now(), _describe(error), attempts):
        return False
    handler = find_handler(job.kind)
    if handler is not None and handler.gave_up is not None:
        # What was published since this job began must not keep its room from hearing of the incident.
        plan_cache(context.workspace).forget()
        try:
            with Savepoint(tx):
                unit = Transaction(tx.connection)
                unit.extras["job_id"] = job.id
                changes.begin(unit, context)
                handler.gave_up(context, unit, job, error)
            tx.after_commit(unit.committed)
        except PlatformError as refused:
            # The incident of the job itself must stand even where its room cannot say so in its own tables.
            _log.error("incident not told", job=job.id, kind=job.kind, exc_info=refused)
    return True


def _may_pass(error: Exception) -> bool:
    if isinstance(error, PlatformError):
        return error.status in (429, 503, 507)
    return isinstance(error, (sa.exc.OperationalError, OSError, TimeoutError))


def _back_off(error: Exception, attempts: int, settings: JobSettings) -> timedelta:
    delay = min(timedelta(seconds=2**attempts), settings.longest_back_off) * _dice.uniform(0.5, 1.5)
    asked = error.after if isinstance(error, RetryLater) else None
    return delay if asked is None else max(delay, asked)


def _as_platform_error(error: Exception) -> PlatformError:
    if isinstance(error, PlatformError):
        return error
    # The class alone: a message of an unforeseen error may carry values of records.
    return JobFailed(reason=type(error).__name__)


def _describe(error: Exception) -> dict[str, str]:
    known = _as_platform_error(error)
    return {"code": known.code, "detail": known.sentence("en"), "detail_zh": known.sentence("zh-CN")}
