"""A Redis or Valkey server for tests."""

import os
import signal

import redis

from tests.servers.server import Server
from tools.finding import MISSING, find_redis


class RedisServer(Server):
    """Keeps nothing on disk: what a restart loses is what the product must not need."""

    def command(self) -> list[str]:
        found = find_redis()
        if found is None:
            raise RuntimeError(MISSING["redis"])
        settings = {"port": str(self.port), "bind": "127.0.0.1", "save": "", "appendonly": "no", "databases": "64"}
        return [str(found), *(part for name, value in settings.items() for part in (f"--{name}", value))]

    def answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url()) as client:
                return bool(client.ping())
        except (redis.ConnectionError, redis.TimeoutError):
            return False

    def url(self, database: int = 0) -> str:
        """The address of one of its numbered databases."""
        return f"redis://127.0.0.1:{self.port}/{database}"

    def kill(self) -> None:
        """End it without warning."""
        self.end(signal.SIGKILL)


def given_server() -> str | None:
    """The server named by LOOMWORK_TEST_REDIS_URL."""
    return os.environ.get("LOOMWORK_TEST_REDIS_URL") or None
