"""One server of each sort for all workers of a test run: the first that needs it starts it, the run's end stops it."""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path

from tests.servers import postgres, redis

_FOLDER = "LOOMWORK_TEST_RUN_FOLDER"
_PROCESS = "LOOMWORK_TEST_RUN_PROCESS"
_SERVERS = {"postgres": postgres.PostgresServer, "redis": redis.RedisServer}


def begin_run() -> None:
    """Called in every process of a run; the first one owns it, and its workers inherit the two variables."""
    if _FOLDER not in os.environ:
        os.environ[_FOLDER] = tempfile.mkdtemp(prefix="loomwork-tests-")
        os.environ[_PROCESS] = str(os.getpid())


def end_run() -> None:
    """Called in every process; removes the owner's folder. The servers' keepers see the owner leave."""
    if os.environ.get(_PROCESS) == str(os.getpid()):
        shutil.rmtree(os.environ.pop(_FOLDER), ignore_errors=True)
        del os.environ[_PROCESS]


def postgres_server() -> str:
    """The address of the run's PostgreSQL server (its maintenance database). Raises RuntimeError when there is none."""
    return postgres.given_server() or _shared("postgres")


def redis_server() -> str:
    """The address of the run's Redis server, without a database number. Raises RuntimeError when there is none."""
    return (redis.given_server() or _shared("redis")).rsplit("/", 1)[0]


def _shared(name: str) -> str:
    folder = Path(os.environ[_FOLDER])
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        address = folder / name
        if not address.exists():
            address.write_text(_start(name, watched=int(os.environ[_PROCESS])), encoding="utf-8")
        return address.read_text(encoding="utf-8")


def _start(name: str, *, watched: int) -> str:
    server = _SERVERS[name](watched=watched)
    server.start()
    server.let_go()
    return server.url()
