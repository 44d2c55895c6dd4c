"""What is measured: the same lead created and listed through both servers, workflow steps, starting and memory."""

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from loomwork.builder import parts
from loomwork.runtime import jobs
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import form_plan
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.storage import Installation, Settings
from tests.bench import load, package, servers
from tests.bench.servers import Served
from tests.bench.yardstick import service

AREAS = [f"区域{number}" for number in range(500)]
ROWS = 100_000
_CREATES = 3000
_LISTS = 1500
_WARM_UP = 300


@dataclass(frozen=True)
class Row:
    """One line of build/bench.json. `ratio` is ours ÷ yardstick; rows without a yardstick compare with `target`."""

    name: str
    ours: float
    yardstick: float | None
    unit: str
    target: str
    holds: bool

    def dump(self) -> dict[str, object]:
        ratio = round(self.ours / self.yardstick, 2) if self.yardstick else None
        return {
            "name": self.name,
            "ours": round(self.ours, 1),
            "yardstick": round(self.yardstick, 1) if self.yardstick else None,
            "unit": self.unit,
            "ratio": ratio,
            "target": self.target,
            "holds": self.holds,
        }


def creates(database: str, folder: Path, our_url: str, their_url: str, *, listening: bool) -> Iterator[Row]:
    """Creates per second with 1 and 16 clients, both servers up side by side, one measured after the other."""
    wanted = 0.6 if listening else 0.8
    name = f"create, {database}" + (", one workflow listening" if listening else "")
    with servers.ours(folder / "ours", our_url) as us, servers.yardstick(their_url) as they:
        app = package.install(us, folder, listening=listening)
        ours = _ours_create(us, app)
        theirs = _theirs_create()
        load.run(us.port, 4, _WARM_UP, ours, status=b"201")
        load.run(they.port, 4, _WARM_UP, theirs, status=b"201")
        for clients in (1, 16):
            mine, yard = _interleaved(
                lambda n: load.run(us.port, n, _CREATES // 3, ours, status=b"201"),
                lambda n: load.run(they.port, n, _CREATES // 3, theirs, status=b"201"),
                clients,
            )
            rate = mine.per_second / yard.per_second
            target = f">= {wanted} x yardstick"
            yield Row(
                f"{name}, {clients} client{'s' if clients > 1 else ''}",
                mine.per_second,
                yard.per_second,
                "1/s",
                target,
                rate >= wanted and not mine.failures,
            )
            if clients == 16 and database == "sqlite" and not listening:
                yield Row(f"{name}, 16 clients, p99", mine.p99_ms, yard.p99_ms, "ms", "<= 30 ms", mine.p99_ms <= 30)


def lists(database: str, folder: Path, our_url: str, their_url: str) -> Iterator[Row]:
    """Fifty of 100,000 rows by two filters and a sort, on the same index."""
    with servers.ours(folder / "ours", our_url) as us, servers.yardstick(their_url) as they:
        app = package.install(us, folder, listening=False)
        fill_ours(folder / "ours", our_url, app)
        fill_theirs(their_url)
        mine, yard = _interleaved(
            lambda n: load.run(us.port, n, _LISTS // 3, _ours_list(us, app), status=b"200"),
            lambda n: load.run(they.port, n, _LISTS // 3, _theirs_list(), status=b"200"),
            1,
        )
        holds = mine.per_second / yard.per_second >= 0.8 and not mine.failures
        yield Row(
            f"list 50 of {ROWS:,}, {database}", mine.per_second, yard.per_second, "1/s", ">= 0.8 x yardstick", holds
        )


def steps(folder: Path) -> Iterator[Row]:
    """Automatic steps per second of the embedded engine, every transition durable on disk."""
    parts.load()
    installation = Installation.open(Settings(data_dir=folder))
    workspace = installation.create_workspace("bench")
    context = Context(workspace, SYSTEM)
    instances, automatic = 300, package.CHAIN + 1
    package.install_here(context, folder, chain=True)
    package.create_many(context, instances)
    begin = time.perf_counter()
    jobs.run_due(workspace)
    rate = instances * automatic / (time.perf_counter() - begin)
    installation.close()
    yield Row("automatic workflow steps, sqlite, durable", rate, None, "1/s", ">= 1000/s", rate >= 1000)


def starting(folder: Path) -> Iterator[Row]:
    """Start on an existing database with an app, and memory once idle."""
    with servers.ours(folder / "ours") as first:
        package.install(first, folder, listening=True)
    with servers.ours(folder / "ours") as us:
        time.sleep(3)
        memory = servers.memory_mb(us.pid)
        yield Row("start with an existing database", us.start_s, None, "s", "<= 1.5 s", us.start_s <= 1.5)
        yield Row("memory idle", memory, None, "MB", "<= 150 MB", memory <= 150)


def fill_ours(folder: Path, url: str, app: str) -> None:
    """100,000 leads straight into the form's table, as many as there were creates."""
    installation = Installation.open(Settings(data_dir=folder, database_url=url))
    workspace = installation.workspace(installation.workspace_ids()[0])
    with workspace.database.read() as connection:
        plan = form_plan(plan_cache(workspace).at(connection), app, package.FORM)
    rows = [
        {column.name: None for column in plan.table.columns}
        | {key: row[key] for key in ("company", "area", "urgency", "origin", "budget", "need")}
        | {"id": new_id(), "status": "fresh", "revision": 1, "created_by": "bench", "updated_by": "bench"}
        | {"created_at": row["created_at"], "updated_at": row["created_at"]}
        for row in _rows()
    ]
    with workspace.database.write() as tx:
        tx.execute(sa.insert(plan.table), rows)
    with workspace.database.write() as tx:
        tx.execute(sa.text("ANALYZE"))
    installation.close()


def fill_theirs(url: str) -> None:
    """The same rows into the yardstick's table."""
    engine = service.make_engine(url)
    rows = [
        {column.name: None for column in service.lead.columns}
        | row
        | {"id": new_id(), "status": "fresh", "revision": 1, "created_by": "bench", "updated_by": "bench"}
        | {"created_at": row["created_at"].replace(tzinfo=None), "updated_at": row["created_at"].replace(tzinfo=None)}
        for row in _rows()
    ]
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(sa.insert(service.lead), rows)
        connection.execute(sa.text("ANALYZE"))
    engine.dispose()


def _rows() -> Iterator[dict[str, Any]]:
    source = random.Random(7)
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(ROWS):
        yield {
            "company": f"宁波恒泰自动化{number}",
            "area": source.choice(AREAS),
            "urgency": source.choice(["ordinary", "urgent", "fire"]),
            "origin": "wechat",
            "budget": source.randrange(10_000_000),
            "need": "老板很感兴趣，尽快安排演示",
            "created_at": begin + timedelta(seconds=number),
        }


def _body(number: int) -> dict[str, str]:
    return {
        "company": f"宁波恒泰自动化{number}",
        "contact": "林文嘉",
        "mobile": "138 0000 0000",
        "industry": "retail",
        "area": AREAS[number % len(AREAS)],
        "budget": "2600000",
        "urgency": "fire",
        "origin": "wechat",
        "need": "老板很感兴趣，尽快安排演示",
    }


def _ours_create(us: Served, app: str) -> Callable[[int], bytes]:
    path = f"/api/v1/apps/{app}/forms/{package.FORM}/records"
    return lambda number: load.post(path, json.dumps({"values": _body(number)}).encode(), us.headers)


def _theirs_create() -> Callable[[int], bytes]:
    return lambda number: load.post("/leads", json.dumps(_body(number)).encode())


def _ours_list(us: Served, app: str) -> Callable[[int], bytes]:
    path = f"/api/v1/apps/{app}/forms/{package.FORM}/records"

    def request(number: int) -> bytes:
        conditions = [
            {"field": "area", "operator": "equal", "value": AREAS[number % len(AREAS)]},
            {"field": "urgency", "operator": "equal", "value": "fire"},
        ]
        filters = quote(json.dumps({"all": conditions}))
        return load.get(f"{path}?filter={filters}&sort=-created_at&limit=50", us.headers)

    return request


def _theirs_list() -> Callable[[int], bytes]:
    return lambda number: load.get(f"/leads?area={quote(AREAS[number % len(AREAS)])}&urgency=fire&limit=50")


def _interleaved(
    ours: Callable[[int], load.Measured], theirs: Callable[[int], load.Measured], clients: int
) -> tuple[load.Measured, load.Measured]:
    """Three turns each, ours and theirs by turns; the median of each, so that a passing load hits both or neither."""
    mine, yard = [], []
    for _ in range(3):
        mine.append(ours(clients))
        yard.append(theirs(clients))
    return _median(mine), _median(yard)


def _median(found: list[load.Measured]) -> load.Measured:
    found.sort(key=lambda one: one.per_second)
    middle = found[1]
    latency = sorted(one.p99_ms for one in found)[1]
    return load.Measured(middle.per_second, latency, sum(one.failures for one in found))
