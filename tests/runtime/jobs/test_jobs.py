"""Jobs: written with their cause, run once, settled by whoever holds the fence, tried again by the rules."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, jobs
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidValue, PlatformError, StaleRevision
from loomwork.runtime.jobs import Job, JobFailed, RetryLater, claims, run_due
from loomwork.runtime.jobs.settings import JobSettings
from loomwork.runtime.jobs.tables import job as job_table
from loomwork.runtime.storage import FakeClock, Transaction

_kinds = (f"test.kind_{number}" for number in count())
LEASE = timedelta(seconds=15)


@pytest.fixture
def kind() -> str:
    """A job kind nobody else uses."""
    return next(_kinds)


def write(context: Context, kind: str, **options: Any) -> str | None:
    with changes.recorded(context) as tx:
        return jobs.enqueue(context, tx, kind, {"n": 1}, **options)


def row(context: Context, id: str | None = None) -> Any:
    with context.workspace.database.read() as connection:
        query = sa.select(job_table)
        return connection.execute(query if id is None else query.where(job_table.c.id == id)).one()


def claim_one(context: Context) -> Job:
    with context.workspace.database.write() as tx:
        (job,) = claims.claim(tx, context.now(), LEASE, 1, jobs.PROMPT)
    return job


def test_a_job_runs_once_in_a_recorded_transaction_of_its_app(context: Context, kind: str) -> None:
    seen: list[tuple[Job, str]] = []

    @jobs.job_handler(kind)
    def handle(inner: Context, tx: Transaction, job: Job) -> None:
        changes.change_of(tx).entry("thing", "a.thing", job.id, "change", [])
        seen.append((job, inner.actor.identity))

    id = write(context, kind, app="sales")

    assert run_due(context.workspace) == 1
    assert run_due(context.workspace) == 0
    assert [(job.id, who) for job, who in seen] == [(id, "app:sales")]
    assert row(context).state == "done"
    with context.workspace.database.read() as connection:
        (entry,) = changes.history(connection, str(id))
    assert (entry.actor, entry.provenance) == ("app:sales", "workflow")


def test_a_rolled_back_cause_leaves_no_job(context: Context, kind: str) -> None:
    def cause() -> None:
        with changes.recorded(context) as tx:
            jobs.enqueue(context, tx, kind, {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cause()

    with context.workspace.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(job_table)).scalar() == 0


def test_a_timer_never_runs_early(context: Context, clock: FakeClock, kind: str) -> None:
    ran: list[str] = []
    jobs.job_handler(kind)(lambda inner, tx, job: ran.append(job.id))
    write(context, kind, run_at=context.now() + timedelta(minutes=15))

    clock.advance(timedelta(minutes=15) - timedelta(microseconds=1))
    assert run_due(context.workspace) == 0
    clock.advance(timedelta(microseconds=1))
    assert run_due(context.workspace) == 1
    assert len(ran) == 1


def test_jobs_run_in_the_order_in_which_they_are_due(context: Context, clock: FakeClock, kind: str) -> None:
    ran: list[timedelta] = []
    start = context.now()
    jobs.job_handler(kind)(lambda inner, tx, job: ran.append(job.run_at - start))
    for minutes in (3, 1, 2):
        write(context, kind, run_at=start + timedelta(minutes=minutes))

    clock.advance(timedelta(hours=1))
    run_due(context.workspace)

    assert ran == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=3)]


def test_a_key_is_used_once(context: Context, kind: str) -> None:
    jobs.job_handler(kind)(lambda inner, tx, job: None)

    assert write(context, kind, key="limit/1") is not None
    assert write(context, kind, key="limit/1") is None
    run_due(context.workspace)
    assert write(context, kind, key="limit/1") is None


def test_a_cancelled_job_does_not_run(context: Context, kind: str) -> None:
    jobs.job_handler(kind)(lambda inner, tx, job: pytest.fail("it ran"))
    ids = [write(context, kind, key=f"limit/7/{name}") for name in ("remind", "alert")]
    other = write(context, kind, key="limit/70/remind", run_at=context.now() + LEASE)

    with changes.recorded(context) as tx:
        jobs.cancel(context, tx, "limit/7/remind", "limit/unknown")
    assert [row(context, id).state for id in ids] == ["cancelled", "waiting"]
    with changes.recorded(context) as tx:
        jobs.cancel_all(context, tx, "limit/7/")

    assert run_due(context.workspace) == 0
    assert [row(context, id).state for id in (*ids, other)] == ["cancelled", "cancelled", "waiting"]


def test_a_job_may_cancel_the_group_it_belongs_to(context: Context, kind: str) -> None:
    @jobs.job_handler(kind)
    def handle(inner: Context, tx: Transaction, job: Job) -> None:
        jobs.cancel_all(inner, tx, "limit/7/")

    first = write(context, kind, key="limit/7/again")
    second = write(context, kind, key="limit/7/later", run_at=context.now() + LEASE)

    run_due(context.workspace)

    assert (row(context, first).state, row(context, second).state) == ("done", "cancelled")


def test_a_ghost_changes_nothing(context: Context, kind: str) -> None:
    write(context, kind)
    ghost = claim_one(context)
    with context.workspace.database.write() as tx:
        tx.execute(sa.update(job_table).values(lease_until=context.now() - timedelta(days=900)))
        assert claims.sweep(tx, LEASE) == 1
    holder = claim_one(context)

    with context.workspace.database.write() as tx:
        assert not claims.done(tx, ghost, context.now())
        assert not claims.put_back(tx, ghost, run_at=context.now())
        assert not claims.incident(tx, ghost, context.now(), {}, 1)
        claims.renew(tx, [ghost], timedelta(days=1))
        assert claims.done(tx, holder, context.now())

    assert (holder.fence, holder.deliveries) == (2, 2)


def test_a_failed_job_undoes_its_own_work_and_nobody_elses(context: Context, kind: str) -> None:
    @jobs.job_handler(kind)
    def handle(inner: Context, tx: Transaction, job: Job) -> None:
        changes.change_of(tx).entry("thing", "a.thing", str(job.key), "change", [])
        if job.key == "bad":
            raise InvalidValue(expected="something else")

    for key in ("good", "bad", "fine"):
        write(context, kind, key=key)
    run_due(context.workspace)

    with context.workspace.database.read() as connection:
        kept = [key for key in ("good", "bad", "fine") if changes.history(connection, key)]
        states = dict(connection.execute(sa.select(job_table.c.key, job_table.c.state)).all())
    assert kept == ["good", "fine"]
    assert states == {"good": "done", "bad": "incident", "fine": "done"}


def test_an_incident_is_told_to_its_room_and_can_be_tried_again(context: Context, kind: str) -> None:
    told: list[str] = []
    mended: list[bool] = []

    def gave_up(inner: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
        changes.change_of(tx).entry("thing", "a.thing", job.id, "incident", [])
        told.append(error.code)

    @jobs.job_handler(kind, gave_up=gave_up)
    def handle(inner: Context, tx: Transaction, job: Job) -> None:
        if not mended:
            raise JobFailed(reason="nobody to ask")

    id = write(context, kind)
    run_due(context.workspace)
    assert told == ["job.failed"]
    assert row(context).last_error["detail"] == "An automatic step failed: nobody to ask"

    mended.append(True)
    with changes.recorded(context) as tx:
        assert jobs.retry(context, tx, str(id))
        assert not jobs.retry(context, tx, "unknown")
    run_due(context.workspace)
    assert row(context).state == "done"


def test_a_passing_failure_backs_off_and_honours_retry_after(context: Context, clock: FakeClock, kind: str) -> None:
    answers = [RetryLater(), RetryLater(timedelta(hours=1)), None]

    @jobs.job_handler(kind)
    def handle(inner: Context, tx: Transaction, job: Job) -> None:
        if error := answers.pop(0):
            raise error

    write(context, kind)
    run_due(context.workspace)
    first = row(context)
    assert (first.state, first.attempts) == ("waiting", 1)
    assert timedelta(seconds=1) <= first.run_at - context.now() <= timedelta(seconds=3)

    clock.advance(timedelta(seconds=3))
    run_due(context.workspace)
    assert row(context).run_at - context.now() >= timedelta(hours=1)

    clock.advance(timedelta(hours=1))
    run_due(context.workspace)
    assert (row(context).state, row(context).attempts) == ("done", 2)


def test_a_failure_that_never_passes_becomes_an_incident(context: Context, clock: FakeClock, kind: str) -> None:
    @jobs.job_handler(kind)
    def handle(inner: Context, tx: Transaction, job: Job) -> None:
        raise RetryLater

    write(context, kind)
    for _ in range(JobSettings().attempts):
        run_due(context.workspace)
        clock.advance(timedelta(hours=1))

    assert (row(context).state, row(context).attempts) == ("incident", JobSettings().attempts)


def test_a_lost_race_costs_neither_attempt_nor_delivery(context: Context, kind: str) -> None:
    races = [1, 2, 3]

    @jobs.job_handler(kind)
    def handle(inner: Context, tx: Transaction, job: Job) -> None:
        if races:
            races.pop()
            raise StaleRevision

    write(context, kind)
    run_due(context.workspace)

    assert (row(context).state, row(context).attempts, row(context).deliveries) == ("done", 0, 1)


def test_a_job_that_ends_its_worker_becomes_an_incident(context: Context, kind: str) -> None:
    jobs.job_handler(kind)(lambda inner, tx, job: pytest.fail("it ran"))
    write(context, kind)
    with context.workspace.database.write() as tx:
        tx.execute(sa.update(job_table).values(deliveries=JobSettings().deliveries))

    run_due(context.workspace)

    assert (row(context).state, row(context).attempts) == ("incident", 1)


def test_a_kind_nobody_handles_is_an_incident(context: Context) -> None:
    write(context, "test.unheard_of")

    run_due(context.workspace)

    assert row(context).state == "incident"


def test_an_outside_call_sees_no_transaction_and_repeats_with_the_same_key(
    context: Context, clock: FakeClock, kind: str
) -> None:
    sent: list[str] = []
    settled: list[Any] = []

    def call(inner: Context, job: Job) -> str:
        with inner.workspace.database.write():  # would wait for ever inside a transaction of SQLite
            sent.append(job.idempotency_key)
        if len(sent) == 1:
            raise RetryLater
        return "answer"

    jobs.outside_handler(kind, call=call, settle=lambda inner, tx, job, answer: settled.append(answer))
    id = write(context, kind)
    run_due(context.workspace)
    clock.advance(timedelta(minutes=1))
    run_due(context.workspace)

    assert sent == [f"{context.workspace.id}/{id}"] * 2
    assert settled == ["answer"]
    assert row(context).state == "done"


def test_bulk_jobs_wait_for_prompt_ones(context: Context, kind: str) -> None:
    ran: list[int] = []
    jobs.job_handler(kind)(lambda inner, tx, job: ran.append(job.lane))
    for lane in (jobs.BULK, jobs.BULK, jobs.PROMPT):
        write(context, kind, lane=lane)

    run_due(context.workspace)

    assert ran == [jobs.PROMPT, jobs.BULK, jobs.BULK]


def test_old_jobs_are_forgotten_but_not_incidents(context: Context, clock: FakeClock, kind: str) -> None:
    jobs.job_handler(kind)(lambda inner, tx, job: None)
    write(context, kind)
    incident = write(context, "test.unheard_of")
    run_due(context.workspace)
    clock.advance(timedelta(days=40))

    with context.workspace.database.write() as tx:
        assert claims.prune(tx, context.now() - timedelta(days=30)) == 1

    assert row(context).id == incident
