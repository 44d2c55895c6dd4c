"""What is measured: the same lead created and listed through both servers, workflow steps, starting, memory, grids."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from loomwork.builder import parts
from loomwork.runtime import jobs
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.storage import Installation, Settings
from tests.bench import databases, leads, load, package, servers
from tests.bench.board import board
from tests.bench.designing import designing
from tests.bench.dispatching import dispatch
from tests.bench.durable import durable
from tests.bench.expressions import expressions
from tests.bench.figures import measured
from tests.bench.grid import grid
from tests.bench.imports import importing
from tests.bench.measuring import Compared, Row, Side, compared
from tests.bench.million import million
from tests.bench.names import searches
from tests.bench.rollups import rollups
from tests.bench.scrolling import scrolling
from tests.bench.waiting import inbox, limits, timers

_CREATES = {1: 250, 16: 500}
_LISTS = 200
_STARTS = 5


def creates(database: str, *, listening: bool) -> Iterator[Row]:
    """Creates per second with 1 and 16 clients, both servers up side by side."""
    wanted = 0.6 if listening else 0.8
    name = f"create, {database}" + (", one workflow listening" if listening else "")
    with (
        _folder() as folder,
        databases.pair(database, folder) as (our_url, their_url),
        servers.ours(folder / "ours", our_url) as us,
        servers.yardstick(their_url) as they,
    ):
        package.install(us, folder, chain=1 if listening else 0)
        ours = Side(us, lambda n: load.post(leads.our_path(), leads.our_body(n), us.headers), b"201")
        theirs = Side(they, lambda n: load.post("/leads", leads.their_body(n), they.headers), b"201")
        for clients, count in _CREATES.items():
            found = compared(ours, theirs, clients, count)
            yield _rate(f"{name}, {clients} client{'s' if clients > 1 else ''}", found, wanted)
            if clients == 16 and database == "sqlite" and not listening:
                mine, yard = found.ours.p99_ms, found.yardstick.p99_ms
                yield Row(f"{name}, 16 clients, p99", mine, yard, "ms", "<= 30 ms", mine <= 30)


def lists(database: str) -> Iterator[Row]:
    """Fifty of 100,000 rows by two filters and a sort, on the same indexes."""
    with _folder() as folder, databases.pair(database, folder) as (our_url, their_url):
        with servers.ours(folder / "ours", our_url) as us:
            package.install(us, folder, chain=0)
        leads.fill_ours(folder / "ours", our_url)
        with servers.ours(folder / "ours", our_url) as us, servers.yardstick(their_url) as they:
            leads.fill_theirs(their_url)
            ours = Side(us, lambda n: load.get(f"{leads.our_path()}?{leads.our_query(n)}", us.headers), b"200")
            theirs = Side(they, lambda n: load.get(f"/leads?{leads.their_query(n)}", they.headers), b"200")
            yield _rate(f"list 50 of {leads.ROWS:,}, {database}", compared(ours, theirs, 1, _LISTS), 0.8)


def steps() -> Iterator[Row]:
    """Automatic steps per second of the embedded engine, every transition durable on disk."""
    parts.load()
    instances, automatic = 300, package.CHAIN + 1
    with _folder() as folder:
        installation = Installation.open(Settings(data_dir=folder))
        workspace = installation.create_workspace("bench")
        context = Context(workspace, SYSTEM)
        package.install_here(context, folder, chain=package.CHAIN)
        rates = []
        for _ in range(3):
            package.create_many(context, instances)
            begin = time.perf_counter()
            jobs.run_due(workspace)
            rates.append(instances * automatic / (time.perf_counter() - begin))
        installation.close()
    rate = median(rates)
    yield Row("automatic workflow steps, sqlite, durable", rate, None, "1/s", ">= 1000/s", rate >= 1000)


def starting() -> Iterator[Row]:
    """Start on an existing database with an app, and memory once idle."""
    with _folder() as folder:
        with servers.ours(folder / "ours") as first:
            package.install(first, folder, chain=1)
        starts = []
        for _ in range(_STARTS):
            with servers.ours(folder / "ours") as us:
                starts.append(us.start_s)
                time.sleep(2)
                memory = servers.memory_mb(us.pid)
    start = median(starts)
    yield Row("start with an existing database", start, None, "s", "<= 1.5 s", start <= 1.5)
    yield Row("memory idle", memory, None, "MB", "<= 150 MB", memory <= 150)


WORKLOADS: dict[str, Callable[[], Iterator[Row]]] = {
    "creates-sqlite": partial(creates, "sqlite", listening=False),
    "creates-postgresql": partial(creates, "postgresql", listening=False),
    "listening-sqlite": partial(creates, "sqlite", listening=True),
    "listening-postgresql": partial(creates, "postgresql", listening=True),
    "lists-sqlite": partial(lists, "sqlite"),
    "lists-postgresql": partial(lists, "postgresql"),
    "steps": steps,
    "durable-sqlite": partial(durable, "sqlite"),
    "durable-postgresql": partial(durable, "postgresql"),
    "dispatch-sqlite": partial(dispatch, "sqlite"),
    "dispatch-postgresql": partial(dispatch, "postgresql"),
    "timers-sqlite": partial(timers, "sqlite"),
    "timers-postgresql": partial(timers, "postgresql"),
    "limits-sqlite": partial(limits, "sqlite"),
    "limits-postgresql": partial(limits, "postgresql"),
    "inbox-sqlite": partial(inbox, "sqlite"),
    "inbox-postgresql": partial(inbox, "postgresql"),
    "starting": starting,
    "expressions": expressions,
    "imports": importing,
    "rollups-sqlite": partial(rollups, "sqlite"),
    "rollups-postgresql": partial(rollups, "postgresql"),
    "names-sqlite": partial(searches, "sqlite"),
    "names-postgresql": partial(searches, "postgresql"),
    "million-sqlite": partial(million, "sqlite"),
    "million-postgresql": partial(million, "postgresql"),
    "grid": grid,
    "scrolling": scrolling,
    "designing": designing,
    "board": board,
    "metrics-sqlite": partial(measured, "sqlite"),
    "metrics-postgresql": partial(measured, "postgresql"),
}


def _rate(name: str, found: Compared, wanted: float) -> Row:
    holds = found.ratio >= wanted and not found.ours.failures and not found.yardstick.failures
    mine, yard = found.ours.per_second, found.yardstick.per_second
    return Row(name, mine, yard, "1/s", f">= {wanted} x yardstick", holds, found.ratio, found.cpu_ms)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
