"""The processes that tests kill. They are forked from a clean parent that has everything imported and has played a path
once (`warm.py`), so that a play costs 0.4 seconds of the processor instead of 1.2."""

import importlib
import multiprocessing
import os
import time
from collections.abc import Mapping
from datetime import timedelta
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from loomwork.builder import parts
from loomwork.runtime.jobs.execution import Surroundings, run_batch, run_due
from loomwork.runtime.jobs.leases import Leases
from loomwork.runtime.jobs.settings import JobSettings
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage import Installation, Settings, Workspace, failpoints

from .reference.paths import Path as Way
from .stage import Stage

# In the parent already: whatever registers itself must not be imported by each process anew.
parts.load()
_PRELOADED = ["tests.faults.warm", "loomwork.web.server", "loomwork.runtime.jobs.celery_runner"]
_LEASE = timedelta(milliseconds=300)
_PAUSE_S = 0.05


def forking() -> ForkServerContext:
    """The context in which processes are made."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def spawn(target: Any, settings: Settings, environment: Mapping[str, str], *arguments: Any) -> BaseProcess:
    """Start `target(settings, *arguments)` as a process of its own."""
    process = forking().Process(target=_begin, args=(target, settings, dict(environment), arguments), daemon=True)
    process.start()
    return process


def _begin(target: Any, settings: Settings, environment: dict[str, str], arguments: tuple[Any, ...]) -> None:
    os.environ.update(environment | {"LOOMWORK_TEST": "1"})
    importlib.reload(failpoints)  # they read the environment when they are imported
    target(settings, *arguments)


def serve(settings: Settings, port: int) -> None:
    """A web server, with the embedded runner unless the settings name a Redis."""
    from loomwork.web.server import serve as serve_web

    serve_web(settings, host="127.0.0.1", port=port, demo=False)


def work(settings: Settings) -> None:
    """A Celery worker."""
    from loomwork.runtime.jobs.celery_runner import run_worker

    run_worker(Installation.open(settings))


def do_all(settings: Settings, workspace_id: str) -> None:
    """Do all jobs there are, one at a time, and with leases so short that those of a dead worker are soon free."""
    installation = Installation.open(settings)
    workspace = installation.workspace(workspace_id)
    around = Surroundings(JobSettings(lease=_LEASE, sweep=timedelta(0), batch=1), Leases())
    while is_open(workspace):
        if not run_batch(workspace, around):
            time.sleep(_PAUSE_S)
    installation.close()


def is_open(workspace: Workspace) -> bool:
    """Whether there is something left to do."""
    with workspace.database.read() as connection:
        wanted = sa.select(job.c.id).where(job.c.state.in_(("waiting", "leased"))).limit(1)
        return connection.execute(wanted).first() is not None


def act(settings: Settings, workspace_id: str, way: Way, name: str, journal: Path) -> None:
    """One client and the engine in one process: plays a path from where its journal ends, one line a step.

    A crash may come between a step and its line, so a step is done only where its effect is not there yet.
    """
    installation = Installation.open(settings)
    stage = Stage(installation.workspace(workspace_id), _run_to_rest)
    lines = journal.read_text(encoding="ascii").splitlines() if journal.exists() else []
    if not lines:
        lines = [str(stage.ticks())]
        _write(journal, lines[0])
    record = stage.start(way, name)
    for position in range(len(lines) - 1, len(way.steps)):
        ticks_before = int(lines[0]) + sum(step.act == "tick" for step in way.steps[:position])
        if way.steps[position].act == "tick" and stage.ticks() > ticks_before:
            stage.catch_up()
        else:
            stage.play(record, way.steps[position])
        _write(journal, str(position))
    installation.close()


def _run_to_rest(workspace: Workspace) -> None:
    """Do what is due, and wait for what is tried again: a full disk at the wrong moment lets a call back off."""
    backing_off = sa.select(job.c.id).where(job.c.state == "waiting", job.c.attempts > 0).limit(1)
    while True:
        run_due(workspace)
        with workspace.database.read() as connection:
            if connection.execute(backing_off).first() is None:
                return
        time.sleep(_PAUSE_S)


def _write(journal: Path, line: str) -> None:
    with journal.open("a", encoding="ascii") as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())
