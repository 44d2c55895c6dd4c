"""A small real server on loopback that plays the outside: it keeps what it was sent and answers as it is told."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from loomwork.connectors.addresses import networks
from loomwork.connectors.http_client import Limits, OutsideClient

LOOPBACK = networks(["127.0.0.0/8"])
CERTIFICATE = Path(__file__).parent / "certificate" / "certificate.pem"
_KEY = CERTIFICATE.parent / "key.pem"

# What is written on a connection once a request has been read; `say` returns False when the caller has gone.
Say = Callable[[bytes], bool]
Answering = Callable[[Say], None]


def plain(status: str = "200 OK", body: bytes = b"fine", **headers: str) -> Answering:
    """An ordinary answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]

    def answer(say: Say) -> None:
        say("\r\n".join([*lines, "", ""]).encode() + body)

    return answer


@dataclass
class Partner:
    """`requests` are as they came, head and body. `gone` is set when a caller hung up before the answer was over."""

    port: int
    answer: Answering = field(default_factory=plain)
    requests: list[bytes] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://partner.example:{self.port}/hook"

    def client(self, **limits: float) -> OutsideClient:
        """A client that may reach loopback and finds partner.example there."""
        return OutsideClient(LOOPBACK, Limits(**limits), resolve=found_at("127.0.0.1"))  # type: ignore[arg-type]  # whole numbers too


def found_at(*addresses: str) -> Callable[[str, int], list[str]]:
    """A name service that knows one answer."""
    return lambda host, port: list(addresses)


@contextmanager
def partner(*, secure: bool = False) -> Iterator[Partner]:
    """A server that listens until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Partner(listening.getsockname()[1])
        context = None
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE, _KEY)
        thread = threading.Thread(target=_serve, args=(listening, made, context))
        thread.start()
        try:
            yield made
        finally:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def _serve(listening: socket.socket, made: Partner, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            accepted, _ = listening.accept()
        except OSError:
            return
        with suppress(OSError), accepted:
            if context is None:
                _talk(accepted, made)
            else:
                with context.wrap_socket(accepted, server_side=True) as secured:
                    _talk(secured, made)


def _talk(connection: socket.socket, made: Partner) -> None:
    made.requests.append(_request(connection))

    def say(data: bytes) -> bool:
        try:
            connection.sendall(data)
        except OSError:
            made.gone.set()
            return False
        return True

    made.answer(say)


def _request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (piece := connection.recv(65536)):
            return data
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < int(lengths[0] if lengths else 0):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
