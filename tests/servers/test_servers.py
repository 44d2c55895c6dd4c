"""The servers that tests lean on do what the tests believe of them."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
import redis
import sqlalchemy as sa
from playwright.sync_api import Page

from loomwork.runtime.context import Context
from loomwork.runtime.storage import FakeClock, Workspace
from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer


def test_workspaces_of_two_tests_share_nothing(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.database.write() as tx:
        tx.execute(sa.schema.CreateTable(sa.Table("only_here", sa.MetaData(), sa.Column("x", sa.Integer))))

    assert workspace.data_dir.is_relative_to(tmp_path)


def test_the_context_lives_in_the_fake_clock_s_time(context: Context, clock: FakeClock) -> None:
    assert context.now() == clock.now()


def test_a_durable_postgres_keeps_what_it_committed_through_a_crash() -> None:
    server = PostgresServer(durable=True)
    try:
        server.start()
        url = server.url().replace("+psycopg", "")
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS x")
        server.crash()
        server.start()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT x FROM kept").fetchall() == [(1,)]
    finally:
        server.close()

    assert not server.folder.exists()


def test_a_killed_redis_comes_back_empty() -> None:
    server = RedisServer()
    try:
        server.start()
        with redis.Redis.from_url(server.url()) as client:
            client.set("key", "value")
        server.kill()
        server.start()
        with redis.Redis.from_url(server.url()) as client:
            assert client.get("key") is None
    finally:
        server.close()


def test_a_worker_s_redis_database_is_emptied(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0


@pytest.mark.browser
def test_the_browser_draws_a_page(open_page: Callable[..., Page]) -> None:
    page = open_page("data:text/html;charset=utf-8,<h1>织机</h1>")

    assert page.inner_text("h1") == "织机"
