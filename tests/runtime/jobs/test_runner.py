"""The embedded runner: woken by commits and by the clock, fair between workspaces, ended without loss."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, jobs
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.jobs import EmbeddedRunner, Job, claims
from loomwork.runtime.jobs.settings import JobSettings
from loomwork.runtime.jobs.tables import job as job_table
from loomwork.runtime.storage import Installation, Transaction

_kinds = (f"test.runner_{number}" for number in count())
NEVER = timedelta(days=1)


@pytest.fixture
def runner(installation: Installation) -> Iterator[Callable[..., EmbeddedRunner]]:
    """Start a runner that does not sweep again unless told so."""
    started: list[EmbeddedRunner] = []

    def start(**options: Any) -> EmbeddedRunner:
        made = EmbeddedRunner(installation, JobSettings(**{"sweep": NEVER, "lease": timedelta(seconds=15), **options}))
        made.start()
        started.append(made)
        return made

    yield start
    for one in started:
        one.stop()


def write(context: Context, kind: str, **options: Any) -> None:
    with changes.recorded(context) as tx:
        jobs.enqueue(context, tx, kind, {}, **options)


def wait_for(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.005)


def states(context: Context) -> set[str]:
    with context.workspace.database.read() as connection:
        return set(connection.execute(sa.select(job_table.c.state)).scalars())


def test_a_commit_wakes_the_runner(context: Context, runner: Callable[..., EmbeddedRunner]) -> None:
    kind, ran = next(_kinds), threading.Event()
    jobs.job_handler(kind)(lambda inner, tx, job: ran.set())
    runner()

    write(context, kind)

    ran.wait()
    wait_for(lambda: states(context) == {"done"})


def test_what_an_earlier_process_left_is_found_at_start(
    context: Context, runner: Callable[..., EmbeddedRunner]
) -> None:
    kind, ran = next(_kinds), threading.Event()
    jobs.job_handler(kind)(lambda inner, tx, job: ran.set())
    write(context, kind)
    with context.workspace.database.write() as tx:
        claims.claim(tx, context.now(), -timedelta(seconds=1), 1, jobs.PROMPT)

    runner()

    ran.wait()


def test_a_workspace_made_later_is_served(installation: Installation, runner: Callable[..., EmbeddedRunner]) -> None:
    kind, ran = next(_kinds), threading.Event()
    jobs.job_handler(kind)(lambda inner, tx, job: ran.set())
    runner()

    write(Context(installation.create_workspace("Later"), SYSTEM), kind)

    ran.wait()


def test_moving_the_clock_of_a_sandbox_fires_its_timers(
    installation: Installation, runner: Callable[..., EmbeddedRunner]
) -> None:
    kind, ran = next(_kinds), threading.Event()
    jobs.job_handler(kind)(lambda inner, tx, job: ran.set())
    runner()
    sandbox = installation.create_workspace("Sandbox", "sandbox")
    context = Context(sandbox, SYSTEM)
    write(context, kind, run_at=context.now() + timedelta(minutes=15))

    with sandbox.database.write() as tx:
        sandbox.advance_clock(tx, timedelta(minutes=14))
    jobs.wake(sandbox)
    assert not ran.is_set()
    with sandbox.database.write() as tx:
        sandbox.advance_clock(tx, timedelta(minutes=1))
    jobs.wake(sandbox)

    ran.wait()


def test_a_workspace_with_many_jobs_does_not_hold_up_another(
    context: Context, installation: Installation, runner: Callable[..., EmbeddedRunner]
) -> None:
    kind = next(_kinds)
    order: list[str] = []
    jobs.job_handler(kind)(lambda inner, tx, job: order.append(inner.workspace.id))
    small = Context(installation.create_workspace("Small"), SYSTEM)
    with changes.recorded(context) as tx:
        for _ in range(400):
            jobs.enqueue(context, tx, kind, {})
    write(small, kind)

    runner(threads=1)
    wait_for(lambda: states(small) == {"done"} and states(context) == {"done"})

    assert order.index(small.workspace.id) <= JobSettings().batch


def test_a_call_longer_than_its_lease_is_not_delivered_twice(
    context: Context, runner: Callable[..., EmbeddedRunner]
) -> None:
    kind = next(_kinds)
    calls: list[int] = []
    goes_on = threading.Event()

    def call(inner: Context, job: Job) -> None:
        calls.append(job.fence)
        goes_on.wait()

    jobs.outside_handler(kind, call=call, settle=lambda inner, tx, job, answer: None)
    runner(lease=timedelta(seconds=0.3), sweep=timedelta(seconds=0.1))
    write(context, kind)
    wait_for(lambda: bool(calls))
    time.sleep(1)
    goes_on.set()
    wait_for(lambda: states(context) == {"done"})

    assert calls == [1]


def test_an_outside_call_holds_up_no_transition(context: Context, runner: Callable[..., EmbeddedRunner]) -> None:
    slow, quick = next(_kinds), next(_kinds)
    goes_on, ran = threading.Event(), threading.Event()
    jobs.outside_handler(slow, call=lambda inner, job: goes_on.wait(), settle=lambda inner, tx, job, answer: None)
    jobs.job_handler(quick)(lambda inner, tx, job: ran.set())
    runner(threads=1)

    write(context, slow)
    write(context, quick)
    ran.wait()
    goes_on.set()

    wait_for(lambda: states(context) == {"done"})


def test_stopping_leaves_the_rest_in_the_table(context: Context, runner: Callable[..., EmbeddedRunner]) -> None:
    kind = next(_kinds)
    ran = threading.Event()

    @jobs.job_handler(kind)
    def handle(inner: Context, tx: Transaction, job: Job) -> None:
        ran.set()

    started = runner()
    write(context, kind)
    ran.wait()
    started.stop()
    write(context, kind)

    assert states(context) == {"done", "waiting"}


@pytest.mark.slow
def test_a_hundred_thousand_jobs_of_one_workspace_keep_no_other_waiting(
    context: Context, installation: Installation, runner: Callable[..., EmbeddedRunner]
) -> None:
    """At most what was claimed already comes before the other's job, however much waits."""
    other = Context(installation.create_workspace("Other"), SYSTEM)
    many, single = next(_kinds), next(_kinds)
    ran: list[str] = []
    begun, found = threading.Event(), threading.Event()
    before: list[int] = []

    def run_one_of_many(inner: Context, tx: Transaction, job: Job) -> None:
        ran.append(job.id)
        begun.set()

    def run_single(inner: Context, tx: Transaction, job: Job) -> None:
        before.append(len(ran))
        found.set()

    jobs.job_handler(many)(run_one_of_many)
    jobs.job_handler(single)(run_single)
    _fill(context, many, 100_000)
    settings = JobSettings()
    runner(threads=1)
    begun.wait()

    write(other, single)
    written_after = len(ran)
    found.wait()

    assert before[0] <= written_after + settings.batch
    with context.workspace.database.read() as connection:
        waiting = sa.select(sa.func.count()).where(job_table.c.kind == many, job_table.c.state != "done")
        assert connection.execute(waiting).scalar_one() > 0


def _fill(context: Context, kind: str, count: int) -> None:
    now, common = context.now(), {"state": "waiting", "fence": 0, "attempts": 0, "deliveries": 0, "lane": jobs.PROMPT}
    common |= {"kind": kind, "payload": {}, "run_at": now, "created_at": now}
    ids = [new_id() for _ in range(count)]
    with context.workspace.database.write() as tx:
        tx.execute(sa.insert(job_table), [{"id": id, "idempotency_key": id, **common} for id in ids])
