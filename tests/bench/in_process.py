"""CPU per request without a server, ours and the yardstick's by turns: a guide while tuning, where load hardly counts.

Run: python -m tests.bench.in_process creates|listening|lists sqlite|postgresql [ours|yardstick]
The last argument measures one side alone, for a profiler.
"""

import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from loomwork.builder import demo, parts
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.people import create_token, find_account
from loomwork.runtime.storage import Installation, Settings, SystemClock
from loomwork.web.application import create_app
from tests.bench import databases, leads, package
from tests.bench.yardstick import service

# Short ones and many: the least of them met nobody else on the machine.
_BATCHES = 80
_BATCH = 40

_Ask = Callable[[int], bytes]


def main(workload: str, database: str, side: str = "") -> None:
    """Print the least milliseconds of CPU per request among the batches of each side."""
    with tempfile.TemporaryDirectory() as folder, databases.pair(database, Path(folder)) as (our_url, their_url):
        asks: dict[str, _Ask] = {}
        if side != "yardstick":
            asks["ours"] = _our_side(workload, Path(folder), our_url)
        if side != "ours":
            asks["yardstick"] = _their_side(workload, their_url)
        least = dict.fromkeys(asks, float("inf"))
        for batch in range(_BATCHES):
            for name, ask in asks.items():
                least[name] = min(least[name], _cpu_ms(ask, batch * _BATCH))
        ratio = {"ratio": round(least["yardstick"] / least["ours"], 2)} if len(least) == 2 else {}
        print(json.dumps({"workload": workload, "database": database, **least, **ratio}))


def _cpu_ms(ask: _Ask, first: int) -> float:
    begin = time.thread_time()
    for number in range(first, first + _BATCH):
        ask(number)
    return (time.thread_time() - begin) / _BATCH * 1000


def _our_side(workload: str, folder: Path, url: str) -> _Ask:
    parts.load()
    installation = Installation.open(Settings(data_dir=folder / "ours", database_url=url))
    demo.create_demo(installation)
    workspace = installation.workspace(installation.workspace_ids()[0])
    package.install_here(Context(workspace, SYSTEM), folder, chain=1 if workload == "listening" else 0)
    account = find_account(installation.directory, "ops")
    assert account is not None
    token, _ = create_token(installation.directory, SystemClock(), account, "bench")
    app = create_app(installation)
    path = leads.our_path()
    signed = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    if workload == "lists":
        installation.close()
        leads.fill_ours(folder / "ours", url)
        app = create_app(Installation.open(Settings(data_dir=folder / "ours", database_url=url)))
        return lambda number: _ask(app, "GET", path, leads.our_query(number), b"", signed)
    return lambda number: _ask(app, "POST", path, "", leads.our_body(number), signed)


def _their_side(workload: str, url: str) -> _Ask:
    app = service.create_app(url)
    signed = {"HTTP_AUTHORIZATION": f"Bearer {service.TOKEN}"}
    if workload == "lists":
        leads.fill_theirs(url)
        return lambda number: _ask(app, "GET", "/leads", leads.their_query(number), b"", signed)
    return lambda number: _ask(app, "POST", "/leads", "", leads.their_body(number), signed)


def _ask(app: Any, method: str, path: str, query: str, body: bytes, more: dict[str, str]) -> bytes:
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **more,
    }
    said: list[str] = []
    answer = b"".join(app(environ, lambda status, headers, *_: said.append(status)))
    if not said[0].startswith("2"):
        raise RuntimeError(f"{said[0]}: {answer[:300]!r}")
    return answer


if __name__ == "__main__":
    main(*sys.argv[1:])
