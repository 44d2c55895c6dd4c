"""The two servers that are measured, each a process of its own on the same kind of database."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.yardstick.service import TOKEN

ROOT = Path(__file__).parents[2]
_BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Served:
    """A server that answers on `port`; `headers` sign requests in; `start_s` is how long it took to answer."""

    port: int
    pid: int
    start_s: float
    headers: str = ""


@contextmanager
def ours(folder: Path, database_url: str = "") -> Iterator[Served]:
    """Our server on `folder`, with a token of the demo's operations manager; the demo is made when there is none."""
    port = free_port()
    environment = os.environ | {"LOOMWORK_DATA": str(folder), "LOOMWORK_DATABASE_URL": database_url}
    command = [str(_BIN / "loomwork"), "serve", "--port", str(port), "--demo"]
    with _running(command, environment, port, "/healthz") as (process, start_s):
        token = loomwork(["token", "create", "--person", "ops"], environment).strip().splitlines()[-1]
        yield Served(port, process.pid, start_s, f"Authorization: Bearer {token}\r\n")


@contextmanager
def yardstick(url: str) -> Iterator[Served]:
    """The hand-written service on the database at `url`."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.yardstick.service", url, str(port)]
    with _running(command, dict(os.environ), port, "/healthz") as (process, start_s):
        yield Served(port, process.pid, start_s, f"Authorization: Bearer {TOKEN}\r\n")


def loomwork(arguments: list[str], environment: dict[str, str]) -> str:
    """Run our command line and return what it prints."""
    done = subprocess.run(
        [str(_BIN / "loomwork"), *arguments], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def free_port() -> int:
    """A port of loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def memory_mb(pid: int) -> float:
    """Resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def cpu_s(pid: int) -> float:
    """Seconds of processor time a process has used, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def settle(pid: int) -> None:
    """Wait until the process has finished what it does in the background, so that the other side's turn is its own."""
    before = -1.0
    while (now := cpu_s(pid)) - before > 0.01:
        before = now
        time.sleep(0.1)


def call(served: Served, method: str, path: str, body: object = None) -> dict[str, object]:
    """One request to our API; the answer's JSON."""
    token = served.headers.removeprefix("Authorization: ").strip()
    request = urllib.request.Request(
        f"http://127.0.0.1:{served.port}/api/v1{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": token, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        found: dict[str, object] = json.load(answer)
        return found


def upload(served: Served, path: str, name: str, data: bytes) -> None:
    """Send a file as the multipart part "file"."""
    boundary = "bench-boundary"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    request = urllib.request.Request(
        f"http://127.0.0.1:{served.port}/api/v1{path}",
        method="POST",
        data=head.encode() + data + f"\r\n--{boundary}--\r\n".encode(),
        headers={
            "Authorization": served.headers.removeprefix("Authorization: ").strip(),
            "Content-Type": f"multipart/form-data; boundary={boundary}",
        },
    )
    urllib.request.urlopen(request).close()


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], port: int, path: str
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _until_answering(process, port, path)
        yield process, time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait()


def _until_answering(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}").close()
            return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(f"the server ended with status {process.returncode}") from None
            time.sleep(0.01)
