"""Durable steps: instances of five automatic steps, beside DBOS and beside transactions of two INSERTs by hand.

Each side runs with 1 and 8 workers, by turns, each DBOS turn in a process of its own; setting up is not measured.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import sqlalchemy as sa

from loomwork.builder import parts
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.jobs.execution import Surroundings, run_batch
from loomwork.runtime.jobs.leases import Leases
from loomwork.runtime.jobs.settings import JobSettings
from loomwork.runtime.storage import Installation, Settings
from loomwork.runtime.workflows import tables
from tests.bench import databases, package
from tests.bench.measuring import Row
from tools import bringing

WORKERS = (1, 8)
_STEPS = 5
_INSTANCES = 400
_THEIRS = {"sqlite": 60, "postgresql": 120}
_TURNS = 5
_YARDSTICK = Path(__file__).parent / "yardstick"


def durable(database: str) -> Iterator[Row]:
    """Rows for 1 and 8 workers."""
    parts.load()
    dbos = bringing.bring_dbos()
    for workers in WORKERS:
        with tempfile.TemporaryDirectory() as name, databases.pair(database, Path(name)) as (our_url, their_url):
            ours = _Ours(Path(name), our_url)
            found: dict[str, list[float]] = {"ours": [], "dbos": [], "inserts": []}
            for _ in range(_TURNS):
                found["ours"].append(ours.rate(workers))
                flows = _THEIRS[database]
                found["dbos"].append(_printed([_YARDSTICK / "dbos_steps.py", their_url, workers, flows], dbos))
                if database == "postgresql":
                    found["inserts"].append(_inserts(their_url, workers))
            ours.close()
        name = f"durable steps, {database}, {workers} worker{'s' if workers > 1 else ''}"
        yield _row(f"{name}, beside DBOS", found["ours"], found["dbos"], 4)
        if found["inserts"]:
            yield _row(f"{name}, beside two INSERTs", found["ours"], found["inserts"], 0.25)


class _Ours:
    """An installation whose workspace has the workflow."""

    def __init__(self, folder: Path, url: str) -> None:
        self._installation = Installation.open(Settings(data_dir=folder / "ours", database_url=url))
        self._workspace = self._installation.create_workspace("bench")
        self._context = Context(self._workspace, SYSTEM)
        # Conditions in a row, and the end of the instance, which is a step as well.
        package.install_here(self._context, folder, chain=_STEPS)

    def rate(self, workers: int) -> float:
        """Steps per second of so many threads, as a worker process has them, until nothing is left to do."""
        package.create_many(self._context, _INSTANCES)
        before = self._completed()
        around = Surroundings(JobSettings(), Leases())

        def work(worker: int) -> None:
            while run_batch(self._workspace, around):
                pass

        with ThreadPoolExecutor(workers) as pool:
            begin = time.perf_counter()
            list(pool.map(work, range(workers)))
            took_s = time.perf_counter() - begin
        if self._completed() != before + _INSTANCES:
            raise RuntimeError("not all instances came to their end")
        return _INSTANCES * _STEPS / took_s

    def _completed(self) -> int:
        query = sa.select(sa.func.count()).select_from(tables.instance).where(tables.instance.c.state == "completed")
        with self._workspace.database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def close(self) -> None:
        self._installation.close()


def _inserts(url: str, workers: int) -> float:
    return _printed(["-m", "tests.bench.yardstick.two_inserts", url.replace("+psycopg", ""), workers, 1600])


def _printed(arguments: list[object], path: Path | None = None) -> float:
    environment = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return float(done.stdout.split()[-1])


def _row(name: str, ours: list[float], theirs: list[float], wanted: float) -> Row:
    ratio = median(mine / yard for mine, yard in zip(ours, theirs, strict=True))
    return Row(name, median(ours), median(theirs), "1/s", f">= {wanted} x yardstick", ratio >= wanted, ratio)
