"""A database that is gone for a while: people are told so, and afterwards everything goes on."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from loomwork.runtime.storage import Installation, Settings
from loomwork.web.application import create_app
from loomwork.web.settings import WebSettings
from tests.faults import app
from tests.faults.judge import judge
from tests.faults.outside import outside, seen
from tests.faults.reference.graphs import drawing
from tests.faults.reference.paths import path
from tests.faults.serving import act, spawn
from tests.faults.stage import Stage, set_up
from tests.faults.test_agreement import place_of
from tests.servers.postgres import PostgresServer

# The way of test_failpoints.py, and how many of its steps were written down when the database goes.
_GRAPH, _PATH = 857, 0
_PASSED = (1, 4)
# Whoever comes next need not wait for a lease.
_AT_ONCE = {"LOOMWORK_LEASE_S": "0", "LOOMWORK_SWEEP_S": "0"}


def test_while_the_database_is_away_requests_are_told_to_come_back(tmp_path: Path) -> None:
    with (
        _durable() as server,
        closing(Installation.open(Settings(data_dir=tmp_path, database_url=server.url()))) as opened,
    ):
        client = create_app(opened, WebSettings()).test_client()
        sign_in = {"login": "nobody", "password": "whatever"}
        before = client.post("/api/v1/session", json=sign_in)
        server.crash()

        away = client.post("/api/v1/session", json=sign_in, headers={"Accept-Language": "zh-CN"})

        assert away.json is not None
        assert (away.status_code, away.json["code"], away.headers["Retry-After"]) == (503, "unavailable", "5")
        assert "稍后重试" in away.json["detail"]
        assert client.get("/readyz").status_code == 503
        server.start()
        assert client.post("/api/v1/session", json=sign_in).status_code == before.status_code < 500


def test_work_that_was_under_way_when_the_database_went_away_comes_to_the_same_end(tmp_path: Path) -> None:
    flow = drawing(_GRAPH, key=f"flow_{_GRAPH}", form=app.FORM, size=8)
    way = path(flow, _PATH)
    with _durable() as server, outside() as other:
        settings = Settings(data_dir=tmp_path, database_url=server.url())
        with closing(Installation.open(settings)) as opened:
            sandbox = opened.create_workspace("Stage", "sandbox")
            set_up(sandbox, [flow], other)
        for passed in _PASSED:
            name, journal = f"away/{passed}", tmp_path / f"journal-{passed}"
            process = spawn(act, settings, _AT_ONCE, sandbox.id, way, name, journal)
            while process.is_alive() and _lines(journal) < passed:
                time.sleep(0.01)
            server.crash()
            process.join()
            server.start()
            again = spawn(act, settings, _AT_ONCE, sandbox.id, way, name, journal)
            again.join()
            assert again.exitcode == 0

        with closing(Installation.open(settings)) as opened:
            sandbox = opened.workspace(sandbox.id)
            stage = Stage(sandbox)
            for passed in _PASSED:
                assert stage.summary(stage.start(way, f"away/{passed}")) == way.end
            verdict = judge(
                place_of(sandbox),
                [f"{app.KEY}__{app.FORM}"],
                at_rest=True,
                now=sandbox.clock.now(),
                keys=[key for _, key in seen(other)],
            )
        assert verdict.violations == []


@contextmanager
def _durable() -> Iterator[PostgresServer]:
    server = PostgresServer(durable=True)
    server.start()
    with closing(server):
        yield server


def _lines(journal: Path) -> int:
    return len(journal.read_text(encoding="ascii").splitlines()) if journal.exists() else 0
