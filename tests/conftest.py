"""Fixtures for every test: a fresh workspace on each database, a clock that is moved by hand, servers and a browser.

`workspace` runs a test twice, on SQLite and on PostgreSQL; `context` acts as the system in it; `clock` stands still at
Monday 2026-01-05 09:00 in Shanghai. A server that the machine lacks fails the tests that need it, saying what to do.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.storage import FakeClock, Installation, Settings, Workspace
from tests.servers import chromium, postgres, shared

EngineKind = Literal["sqlite", "postgresql"]
BEGIN = datetime.fromisoformat("2026-01-05T09:00:00+08:00")

DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


def pytest_configure(config: pytest.Config) -> None:
    shared.begin_run()
    # A slow machine is no fault of the product: no time limit on an example.
    hypothesis.settings.register_profile("loomwork", deadline=None)
    hypothesis.settings.load_profile("loomwork")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The slow ones first: a worker that came to one last would end long after the others.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_unconfigure(config: pytest.Config) -> None:
    shared.end_run()


@dataclass(frozen=True)
class Pristine:
    """An installation with one empty workspace, closed: what each test gets a copy of."""

    folder: Path
    database_url: str
    workspace_id: str


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_kind(request: pytest.FixtureRequest) -> EngineKind:
    """Runs the test on both databases; ask for it alone when no workspace is needed."""
    kind: EngineKind = request.param
    return kind


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The address of a PostgreSQL server on which databases may be made."""
    with _missing_fails():
        return shared.postgres_server()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    url = postgres.create_database(postgres_server)
    yield url
    postgres.drop_database(url, postgres_server)


@pytest.fixture(scope="session")
def redis_server() -> str:
    """The address of a Redis server, without a database number."""
    with _missing_fails():
        return shared.redis_server()


@pytest.fixture
def redis_url(redis_server: str, worker_id: str) -> str:
    """The address of this worker's own Redis database, emptied."""
    import redis

    url = f"{redis_server}/{int(worker_id.removeprefix('gw')) + 1 if worker_id.startswith('gw') else 0}"
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


@pytest.fixture(scope="session")
def pristine_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    return _make_pristine(tmp_path_factory.mktemp("pristine-sqlite"), "")


@pytest.fixture(scope="session")
def pristine_postgresql(tmp_path_factory: pytest.TempPathFactory, postgres_server: str) -> Iterator[Pristine]:
    url = postgres.create_database(postgres_server)
    yield _make_pristine(tmp_path_factory.mktemp("pristine-postgresql"), url)
    postgres.drop_database(url, postgres_server)


@pytest.fixture
def pristine(request: pytest.FixtureRequest, engine_kind: EngineKind) -> Pristine:
    made: Pristine = request.getfixturevalue(f"pristine_{engine_kind}")
    return made


@pytest.fixture
def settings(pristine: Pristine, tmp_path: Path) -> Iterator[Settings]:
    """Settings of an installation that this test has to itself, with one empty workspace."""
    folder = tmp_path / "installation"
    shutil.copytree(pristine.folder, folder)
    if not pristine.database_url:
        yield Settings(data_dir=folder)
        return
    url = postgres.create_database(pristine.database_url, template=pristine.database_url)
    yield Settings(data_dir=folder, database_url=url)
    postgres.drop_database(url, pristine.database_url)


@pytest.fixture
def installation(settings: Settings) -> Iterator[Installation]:
    """A fresh installation, open."""
    opened = Installation.open(settings)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FakeClock:
    """Stands still at Monday 2026-01-05 09:00 in Shanghai until it is moved."""
    return FakeClock(BEGIN)


@pytest.fixture
def workspace(installation: Installation, pristine: Pristine, clock: FakeClock) -> Workspace:
    """An empty workspace on the database in question, whose time is `clock`."""
    opened = installation.workspace(pristine.workspace_id)
    opened.clock = clock
    return opened


@pytest.fixture
def context(workspace: Workspace) -> Context:
    """The system acting in `workspace`."""
    return Context(workspace, SYSTEM)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    with _missing_fails(), chromium.running() as running:
        yield running


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a browser of its own: `open_page(url, phone=True, locale="en")`.

    The test fails when a page throws, or is refused something by its content security policy.
    """
    contexts, faults = [], []

    def open_(url: str, *, phone: bool = False, locale: str = "zh-CN") -> Page:
        size = PHONE if phone else DESK
        made = browser.new_context(viewport=size, locale=locale, has_touch=phone, timezone_id="Asia/Shanghai")
        contexts.append(made)
        page = made.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(url)
        return page

    yield open_
    for made in contexts:
        made.close()
    assert not faults


def _make_pristine(folder: Path, database_url: str) -> Pristine:
    installation = Installation.open(Settings(data_dir=folder, database_url=database_url))
    made = installation.create_workspace("Test")
    installation.close()
    return Pristine(folder, database_url, made.id)


@contextmanager
def _missing_fails() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
