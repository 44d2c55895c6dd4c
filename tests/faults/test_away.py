"""A database that is gone for a while: people are told so, and afterwards everything goes on."""

from contextlib import closing
from pathlib import Path

from loomwork.runtime.storage import Installation, Settings
from loomwork.web.application import create_app
from loomwork.web.settings import WebSettings
from tests.servers.postgres import PostgresServer


def test_while_the_database_is_away_requests_are_told_to_come_back(tmp_path: Path) -> None:
    server = PostgresServer(durable=True)
    server.start()
    with closing(server), closing(Installation.open(Settings(data_dir=tmp_path, database_url=server.url()))) as opened:
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
