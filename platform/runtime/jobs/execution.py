"""Run what is due in a workspace: claim a batch, run its jobs in groups that share a commit, settle each.

Every job is a savepoint of its group: its state change and its settling stand or fall together, whatever happens to
its neighbours. A job that was delivered before runs alone, so that one which kills its worker takes nobody along.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from .. import changes
from ..context import SYSTEM, Actor, Context
from ..definitions import plan_cache
from ..errors import PlatformError
from ..logs import Log
from ..storage import Transaction, Workspace
from ..storage.clock import stopwatch_s
from ..storage.failpoints import failpoint
from ..storage.savepoints import Savepoint
from . import claims
from .failures import is_lost_race, record_failure
from .handlers import Call, Handler, JobFailed, RetryLater, find_handler
from .job import BULK, PROMPT, Job
from .leases import Leases
from .pace import Pace
from .settings import JobSettings

_log = Log(__name__)


class _Ghost(Exception):
    """Another worker holds the job by now."""


class _LostRace(Exception):
    """Somebody else was first; run again."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How a runner runs: its numbers, the leases it keeps alive, where outside calls go (None: here, at once), and what
    is called in place of the outside, by kind of job."""

    settings: JobSettings
    leases: Leases
    elsewhere: Callable[[Callable[[], None]], object] | None = None
    instead: Mapping[str, Call] = field(default_factory=dict)


def run_due(workspace: Workspace, instead: Mapping[str, Call] | None = None) -> int:
    """Run everything due now, and what that makes due, to the end; `instead` answers for the outside. Returns how many
    jobs ran. For scenarios."""
    around = Surroundings(JobSettings(), Leases(), instead=instead or {})
    count = 0
    while ran := run_batch(workspace, around):
        count += ran
    return count


def run_batch(workspace: Workspace, around: Surroundings, *, bulk_first: bool = False) -> int:
    """Claim one batch and run it. Returns how many jobs were claimed; 0 when nothing is due."""
    jobs = _claim(workspace, around, bulk_first)
    for job in jobs:
        around.leases.hold(workspace, job)
    try:
        for group in _groups(jobs, around.settings):
            _run_group(workspace, group, around)
    finally:
        around.leases.drop(workspace, jobs)
    return len(jobs)


def context_of(workspace: Workspace, app: str | None) -> Context:
    """Jobs act as their app, with the rights its package declared, or as the system."""
    if app is None:
        return Context(workspace=workspace, actor=SYSTEM, provenance="system")
    return Context(workspace=workspace, actor=Actor(kind="app", app=app, name=app), provenance="workflow")


def _claim(workspace: Workspace, around: Surroundings, bulk_first: bool) -> list[Job]:
    settings = around.settings
    lanes = (BULK, PROMPT) if bulk_first else (PROMPT, BULK)
    with workspace.database.write() as tx:
        workspace.state(tx.connection)  # follows a clock that another process moved
        if around.leases.sweep_is_due(workspace, settings.sweep):
            claims.sweep(tx, settings.lease)
            claims.prune(tx, workspace.clock.now() - settings.kept)
        for lane in lanes:
            if jobs := claims.claim(tx, workspace.clock.now(), settings.lease, settings.batch, lane):
                break
    failpoint("jobs.claimed")
    return jobs


def _groups(jobs: list[Job], settings: JobSettings) -> Iterator[list[Job]]:
    """Fresh transactional jobs together; outside calls and jobs delivered before each alone."""
    together: list[Job] = []
    alone: list[Job] = []
    for job in jobs:
        handler = find_handler(job.kind)
        small = handler is not None and handler.run is not None and job.deliveries == 1
        (together if small else alone).append(job)
    if together:
        yield together
    yield from ([job] for job in alone)


def _run_group(workspace: Workspace, jobs: list[Job], around: Surroundings) -> None:
    handler = find_handler(jobs[0].kind)
    if handler is not None and handler.call is not None and jobs[0].deliveries <= around.settings.deliveries:
        _send_outside(workspace, handler, jobs[0], around)
        return
    left, pace = jobs, Pace(workspace.database, around.settings)
    while left:
        pace.rest()
        try:
            left, again = _one_transaction(workspace, left, around)
        except (sa.exc.DBAPIError, OSError, PlatformError) as error:
            # The commit itself failed, and all of it was rolled back. One by one, the cause hits only its own job.
            _log.warning("group of jobs failed", workspace=workspace.id, jobs=len(left), exc_info=error)
            again, left = left, []
        for job in again:
            _run_alone(workspace, job, around)


def _one_transaction(workspace: Workspace, jobs: list[Job], around: Surroundings) -> tuple[list[Job], list[Job]]:
    """Run jobs in one transaction until its time is over. Returns those not begun and those that lost a race."""
    begin, settings = stopwatch_s(), around.settings
    again: list[Job] = []
    with workspace.database.write() as tx:
        for position, job in enumerate(jobs):
            try:
                _run_in(tx, workspace, job, settings)
            except _LostRace:
                again.append(job)
            longest = settings.group_while_waited_for if workspace.database.keeps_waiting else settings.group
            if stopwatch_s() - begin > longest.total_seconds():
                return jobs[position + 1 :], again
    return [], again


def _run_alone(workspace: Workspace, job: Job, around: Surroundings) -> None:
    """Run one job in a transaction of its own, as often as it loses races."""
    for _ in range(around.settings.races):
        try:
            with workspace.database.write() as tx:
                _run_in(tx, workspace, job, around.settings)
            return
        except _LostRace:
            continue
        except sa.exc.DBAPIError as error:
            if not is_lost_race(error):
                _give_back(workspace, job, error, around.settings)
                return
        except (OSError, PlatformError) as error:
            _give_back(workspace, job, error, around.settings)
            return
    _give_back(workspace, job, RetryLater(), around.settings)


def _run_in(tx: Transaction, workspace: Workspace, job: Job, settings: JobSettings) -> None:
    """Run and settle a transactional job inside `tx`. Raises _LostRace; every other failure is recorded here."""
    context = context_of(workspace, job.app)
    handler = find_handler(job.kind)
    try:
        if job.deliveries > settings.deliveries:
            raise JobFailed(reason={"zh-CN": "多次执行都使进程中断", "en": "it ended its worker again and again"})
        if handler is None or handler.run is None:
            raise JobFailed(reason={"zh-CN": f"没有步骤「{job.kind}」", "en": f"nothing handles {job.kind}"})
        run = handler.run
        _unit(tx, context, job, lambda unit: run(context, unit, job))
    except _Ghost:
        _log.warning("ghost dropped", job=job.id, kind=job.kind, fence=job.fence)
    except Exception as error:
        if is_lost_race(error):
            plan_cache(workspace).forget()
            raise _LostRace from error
        if isinstance(error, sa.exc.DBAPIError) and error.connection_invalidated:
            raise
        record_failure(context, tx, job, error, settings)


def _unit(tx: Transaction, context: Context, job: Job, act: Callable[[Transaction], None]) -> None:
    """Do `act` and settle the job in one savepoint with a change record of its own."""
    unit = Transaction(tx.connection)
    unit.extras["job_id"] = job.id
    with Savepoint(unit):
        changes.begin(unit, context)
        act(unit)
        if not claims.done(unit, job, context.now()):
            raise _Ghost
    tx.after_commit(unit.committed)


def _send_outside(workspace: Workspace, handler: Handler, job: Job, around: Surroundings) -> None:
    if around.elsewhere is None:
        _run_outside(workspace, handler, job, around)
        return
    leases = around.leases

    def run() -> None:
        try:
            _run_outside(workspace, handler, job, around)
        finally:
            leases.drop(workspace, [job])

    leases.hold(workspace, job)
    around.elsewhere(run)


def _run_outside(workspace: Workspace, handler: Handler, job: Job, around: Surroundings) -> None:
    """Call with no transaction open, then settle with the answer; a lost race repeats the settling, not the call."""
    context = context_of(workspace, job.app)
    call, settle, settings = around.instead.get(job.kind, handler.call), handler.settle, around.settings
    if call is None or settle is None:
        raise TypeError(f"the job kind {job.kind} is no outside call")
    try:
        answer = call(context, job)
    except Exception as error:
        _give_back(workspace, job, error, settings)
        return
    failpoint("jobs.called")
    for _ in range(settings.races):
        try:
            with workspace.database.write() as tx:
                _unit(tx, context, job, lambda unit: settle(context, unit, job, answer))
            return
        except _Ghost:
            _log.warning("ghost dropped", job=job.id, kind=job.kind, fence=job.fence)
            return
        except Exception as error:
            if not is_lost_race(error):
                _give_back(workspace, job, error, settings)
                return
            plan_cache(workspace).forget()
    _give_back(workspace, job, RetryLater(), settings)


def _give_back(workspace: Workspace, job: Job, error: Exception, settings: JobSettings) -> None:
    """Record a failure in a transaction of its own. If even that fails, the lease runs out and another tries."""
    try:
        with workspace.database.write() as tx:
            record_failure(context_of(workspace, job.app), tx, job, error, settings)
    except (sa.exc.DBAPIError, OSError, PlatformError) as failed:
        _log.error("job left to its lease", job=job.id, kind=job.kind, exc_info=failed)
