"""The one client for calls to the outside. It reaches no address inside unless the connection allows it.

Built on urllib3's connections and not on its pools or on httpx: a connection can be told the IP address to connect to
apart from the name it must prove by certificate, follows nothing by itself, reads no proxy from the environment, and
brings no further packages. So the address that was checked is the address that is connected to, at every redirect anew.
"""

import re
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urljoin

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from .addresses import Network, Target, checked, read_address, resolved
from .deadline import Deadline
from .errors import AddressRefused, AnswerRefused, OutsideError, Unreached

_CHUNK_BYTES = 16 * 1024
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[\x20-\x7e]*")
_METHOD = re.compile(r"GET|HEAD|POST|PUT|PATCH|DELETE")
_CREDENTIALS = {"authorization", "cookie", "proxy-authorization"}
# Set by the client alone.
_OWN = {"host", "content-length", "transfer-encoding", "connection", "accept-encoding"}
_REDIRECTS = {301, 302, 303, 307, 308}
_SAME_METHOD = {307, 308}
_NOT_CONNECTED = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may cost, all its redirects together. `total_s` also ends an answer that drips."""

    connect_s: float = 5
    total_s: float = 20
    body_bytes: int = 1024 * 1024
    header_bytes: int = 64 * 1024
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Request:
    """`credentials` are headers that go to the host of `url` alone and to no other one it redirects to."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class OutsideClient:
    """allowed: networks inside that this connection may reach. trust: what certificates are checked against.

    resolve: host and port → IP addresses; asked once per call and redirect.
    """

    def __init__(
        self,
        allowed: Iterable[Network] = (),
        limits: Limits | None = None,
        *,
        resolve: Callable[[str, int], list[str]] = resolved,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = list(allowed)
        self._limits = limits or Limits()
        self._resolve = resolve
        self._trust = trust

    def call(self, request: Request) -> Answer:
        """The answer, whatever its status. Raises OutsideError."""
        target = read_address(request.url)
        request = _checked(request)
        timer = Deadline(self._limits.total_s)
        try:
            for _ in range(self._limits.redirects + 1):
                answer = self._once(target, request, timer)
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    return answer
                before, target = target, _next(target, answer.headers["location"])
                request = _redirected(request, answer.status, moved=before.origin != target.origin)
            raise AnswerRefused(target.host, reason="redirects")
        finally:
            timer.cancel()

    def _once(self, target: Target, request: Request, timer: "Deadline") -> Answer:
        with _told_plainly(target.host, timer):
            addresses = checked(target.host, self._resolve(target.host, target.port), self._allowed)
            connection = self._open(target, addresses, timer)
            # Kept apart, since the library lets go of it as soon as the head of the answer has come.
            line = connection.sock
            assert line is not None
            line.settimeout(self._limits.total_s)
            timer.watch(lambda: line)
            try:
                answer = self._exchange(connection, target, request)
            finally:
                timer.watch(None)
                _hang_up(connection, line)
            if timer.over:  # an answer without a stated length looks complete when it is cut
                raise AnswerRefused(target.host, reason="time")
            return answer

    def _open(self, target: Target, addresses: list[str], timer: "Deadline") -> HTTPConnection:
        """A connection to the first of the checked addresses that takes one."""
        for address in addresses[:-1]:
            with suppress(*_NOT_CONNECTED):
                return self._dial(target, address, timer)
        return self._dial(target, addresses[-1], timer)

    def _dial(self, target: Target, address: str, timer: "Deadline") -> HTTPConnection:
        connection = self._connection(target, address)
        timer.watch(lambda: connection.sock)
        try:
            connection.connect()
        except BaseException:
            timer.watch(None)
            _hang_up(connection, connection.sock)
            raise
        return connection

    def _connection(self, target: Target, address: str) -> HTTPConnection:
        if target.scheme == "http":
            return HTTPConnection(address, target.port, timeout=self._limits.connect_s)
        # Connects to the address that was checked; the certificate must be for the name that was asked for.
        return HTTPSConnection(
            address,
            target.port,
            timeout=self._limits.connect_s,
            server_hostname=target.host,
            ssl_context=self._trust or ssl.create_default_context(),
            cert_reqs=ssl.CERT_REQUIRED,
        )

    def _exchange(self, connection: HTTPConnection, target: Target, request: Request) -> Answer:
        headers = {
            **request.headers,
            **request.credentials,
            "Host": target.authority,
            # What comes packed could be a bomb; nothing here is worth unpacking.
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request(
            request.method,
            target.path,
            body=request.body or None,
            headers=headers,
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
        try:
            return self._read(target.host, response)
        finally:
            response.close()

    def _read(self, host: str, response: urllib3.BaseHTTPResponse) -> Answer:
        headers = {name.lower(): value for name, value in response.headers.items()}
        if sum(len(name) + len(value) for name, value in headers.items()) > self._limits.header_bytes:
            raise AnswerRefused(host, reason="headers")
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise AnswerRefused(host, reason="encoding")
        body = bytearray()
        # One read each: `stream` would wait for a whole chunk of an answer that drips.
        while piece := response.read1(_CHUNK_BYTES, decode_content=False):
            body += piece
            if len(body) > self._limits.body_bytes:
                raise AnswerRefused(host, reason="size")
        return Answer(response.status, headers, bytes(body))


def _hang_up(connection: HTTPConnection, line: socket.socket | None) -> None:
    """Close for certain. An answer cut in the middle may still hold the socket open, and the other side sending."""
    connection.close()
    if line is not None and line.fileno() >= 0:
        socket.close(line.detach())


@contextmanager
def _told_plainly(host: str, timer: Deadline) -> Iterator[None]:
    """The library's errors as ours, without their texts, which hold addresses and headers; nor as their cause."""
    try:
        yield
    except OutsideError:
        if timer.over:
            raise AnswerRefused(host, reason="time") from None
        raise
    except (urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError) as error:
        if timer.over or isinstance(error, TimeoutError):
            raise AnswerRefused(host, reason="time") from None
        if isinstance(error, ssl.SSLError | urllib3.exceptions.SSLError):
            raise Unreached(host, reason="certificate") from None
        if isinstance(error, (*_NOT_CONNECTED, ConnectionError)):
            raise Unreached(host, reason="connection") from None
        raise AnswerRefused(host, reason="form") from None


def _checked(request: Request) -> Request:
    """The request, if nothing in it could end a line early; secret headers are moved to the credentials."""
    if not _METHOD.fullmatch(request.method):
        raise AddressRefused(reason="characters")
    for name, value in (*request.headers.items(), *request.credentials.items()):
        if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value) or name.lower() in _OWN:
            raise AddressRefused(reason="characters")
    secret = {name: value for name, value in request.headers.items() if name.lower() in _CREDENTIALS}
    plain = {name: value for name, value in request.headers.items() if name not in secret}
    return Request(request.method, request.url, plain, {**secret, **request.credentials}, request.body)


def _next(target: Target, location: str) -> Target:
    """Where a redirect leads. Raises AddressRefused, also for a way from https to http."""
    host = f"[{target.host}]" if ":" in target.host else target.host
    if not location.isascii() or "\\" in location:
        raise AddressRefused(target.host, reason="characters")
    found = read_address(urljoin(f"{target.scheme}://{host}:{target.port}{target.path}", location))
    if target.scheme == "https" and found.scheme != "https":
        raise AddressRefused(found.host, reason="secure")
    return found


def _redirected(request: Request, status: int, *, moved: bool) -> Request:
    """What is sent to where a redirect leads: nothing secret, and no body, to another host."""
    credentials = {} if moved else request.credentials
    if status in _SAME_METHOD or request.method in ("GET", "HEAD"):
        if moved and request.body:
            raise AnswerRefused(reason="redirects")
        return Request(request.method, request.url, request.headers, credentials, request.body)
    plain = {name: value for name, value in request.headers.items() if not name.lower().startswith("content-")}
    return Request("GET", request.url, plain, credentials)
