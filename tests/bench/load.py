"""A load generator: N clients, each with one open connection and one request under way, on loopback.

One process with asyncio and hand-made requests, so that the client costs the machine little beside the server.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Requests per second and the latency below which 99 of 100 answers came, in milliseconds."""

    per_second: float
    p99_ms: float
    failures: int


def run(port: int, clients: int, count: int, request: Callable[[int], bytes], *, status: bytes) -> Measured:
    """Send `count` requests (raw HTTP/1.1 bytes by number) over `clients` connections; others than `status` fail."""
    return asyncio.run(_run(port, clients, count, request, status))


async def _run(port: int, clients: int, count: int, request: Callable[[int], bytes], status: bytes) -> Measured:
    numbers = iter(range(count))
    latencies: list[float] = []
    failures: list[bytes] = []
    begin = time.perf_counter()
    await asyncio.gather(*(_client(port, numbers, request, status, latencies, failures) for _ in range(clients)))
    elapsed = time.perf_counter() - begin
    latencies.sort()
    return Measured(count / elapsed, latencies[int(len(latencies) * 0.99) - 1] * 1000, len(failures))


async def _client(
    port: int,
    numbers: Iterator[int],
    request: Callable[[int], bytes],
    status: bytes,
    latencies: list[float],
    failures: list[bytes],
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in numbers:
        begin = time.perf_counter()
        writer.write(request(number))
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        latencies.append(time.perf_counter() - begin)
        if head[9:12] != status:
            failures.append(head[:80])
    writer.close()
    await writer.wait_closed()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line[:15].lower() == b"content-length:":
            return int(line[15:])
    return 0


def post(path: str, body: bytes, headers: str = "") -> bytes:
    """The bytes of a POST with a JSON body; `headers` are further lines, each ended by CRLF."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n{headers}\r\n"
    )
    return head.encode() + body


def get(path: str, headers: str = "") -> bytes:
    """The bytes of a GET."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n".encode()
