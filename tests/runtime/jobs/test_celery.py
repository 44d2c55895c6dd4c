"""The Celery runner with a real Redis and a real worker: messages only wake, the table decides."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
import redis
import sqlalchemy as sa

from loomwork.runtime import changes, jobs
from loomwork.runtime.changes.tables import change_entry
from loomwork.runtime.context import Context
from loomwork.runtime.jobs.celery_runner import CelerySender, celery_app
from loomwork.runtime.jobs.tables import job as job_table
from loomwork.runtime.storage import Installation, Settings, SystemClock, Workspace
from tests.conftest import Pristine

from .worker_process import KIND


@pytest.fixture
def workspace(installation: Installation, pristine: Pristine) -> Workspace:
    """On the machine's time, which the worker has too."""
    opened = installation.workspace(pristine.workspace_id)
    assert isinstance(opened.clock, SystemClock)
    return opened


@pytest.fixture
def worker(settings: Settings, redis_url: str) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start(**environment: str) -> subprocess.Popen[bytes]:
        arguments = [str(settings.data_dir), settings.database_url, redis_url]
        command = [sys.executable, "-m", "tests.runtime.jobs.worker_process", *arguments]
        started.append(subprocess.Popen(command, env=os.environ | environment))
        return started[-1]

    yield start
    for process in started:
        process.terminate()
        process.wait()


@pytest.fixture
def sender(installation: Installation, redis_url: str) -> Iterator[CelerySender]:
    made = CelerySender(installation, redis_url)
    made.start()
    yield made
    made.stop()


def write(context: Context, count: int = 1, after: timedelta = timedelta()) -> None:
    with changes.recorded(context) as tx:
        for _ in range(count):
            jobs.enqueue(context, tx, KIND, {}, run_at=context.now() + after)


def wait_until_done(context: Context) -> None:
    open_jobs = sa.select(job_table.c.id).where(job_table.c.state != "done").limit(1)
    while True:
        with context.workspace.database.read() as connection:
            if connection.execute(open_jobs).first() is None:
                return
        time.sleep(0.02)


def test_a_worker_runs_what_another_process_wrote(
    context: Context, sender: CelerySender, worker: Callable[..., subprocess.Popen[bytes]]
) -> None:
    worker(LOOMWORK_SWEEP_S="3600")
    write(context, 100)
    write(context, after=timedelta(seconds=1))

    wait_until_done(context)

    with context.workspace.database.read() as connection:
        entries = connection.execute(sa.select(sa.func.count()).select_from(change_entry)).scalar()
        assert connection.execute(sa.select(sa.func.max(job_table.c.deliveries))).scalar() == 1
    assert entries == 101


def test_erasing_redis_and_doubled_messages_lose_and_double_nothing(
    context: Context, sender: CelerySender, redis_url: str, worker: Callable[..., subprocess.Popen[bytes]]
) -> None:
    write(context, 20)
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
    for _ in range(5):
        sender.wake(context.workspace)
        celery_app(redis_url).send_task("loomwork.wake", (context.workspace.id, "never-was"))
        celery_app(redis_url).send_task("loomwork.wake", ("no-such-workspace", None))
    worker(LOOMWORK_SWEEP_S="1")

    wait_until_done(context)

    with context.workspace.database.read() as connection:
        entries = connection.execute(sa.select(sa.func.count()).select_from(change_entry)).scalar()
    assert entries == 20


def test_without_redis_the_hint_alone_wakes(
    installation: Installation, context: Context, worker: Callable[..., subprocess.Popen[bytes]]
) -> None:
    unreachable = CelerySender(installation, "redis://127.0.0.1:9/0")
    unreachable.start()
    write(context)
    unreachable.stop()

    worker(LOOMWORK_SWEEP_S="3600")

    wait_until_done(context)


def test_a_killed_worker_s_jobs_are_taken_over(
    context: Context, sender: CelerySender, worker: Callable[..., subprocess.Popen[bytes]]
) -> None:
    failpoint = {"LOOMWORK_TEST": "1", "LOOMWORK_FAILPOINTS": "jobs.claimed=kill:1"}
    first = worker(**failpoint, LOOMWORK_LEASE_S="1", LOOMWORK_SWEEP_S="1")
    write(context)
    first.wait()

    worker(LOOMWORK_LEASE_S="1", LOOMWORK_SWEEP_S="1")

    wait_until_done(context)
    with context.workspace.database.read() as connection:
        assert connection.execute(sa.select(job_table.c.deliveries)).scalar() == 2


@pytest.mark.parametrize(("redis_url", "kind"), [("redis://127.0.0.1:9/0", CelerySender), ("", jobs.EmbeddedRunner)])
def test_settings_choose_the_runner(settings: Settings, redis_url: str, kind: type) -> None:
    with closing(Installation.open(replace(settings, redis_url=redis_url))) as chosen:
        runner = jobs.start_runner(chosen)
        runner.stop()

    assert isinstance(runner, kind)
