"""Attacks by way of calls to the outside: S11, S13 to S19 of the security rules, against real servers on loopback."""

import ast
import ipaddress
import socket
import ssl
import threading
import traceback
from collections.abc import Callable, Iterator

import pytest

from loomwork.connectors.addresses import is_outside, networks, read_address
from loomwork.connectors.errors import AddressRefused, AnswerRefused, OutsideError, Unreached
from loomwork.connectors.http_client import Limits, OutsideClient, Request
from tests.architecture.rules import imported_names
from tests.architecture.sources import product_modules
from tests.connectors.partner import CERTIFICATE, LOOPBACK, Partner, Say, found_at, partner, plain

SECRET = "Bearer hush-hush"


@pytest.fixture
def outside() -> Iterator[Partner]:
    with partner() as made:
        yield made


def get(url: str, **more: str) -> Request:
    return Request("GET", url, credentials={"Authorization": SECRET}, **more)  # type: ignore[arg-type]  # texts only


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001",
        "127.8.9.1", "localhost", "LOCALHOST", "0", "0.0", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[::ffff:a00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "169.254.169.254",
        "2852039166", "[::ffff:169.254.169.254]", "[fd00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "10.0.0.1",
        "172.16.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255",
        "[ff02::1]", "[2001:db8::1]", "[100::1]", "[2001::7f00:1]",
    ],
)  # fmt: skip
def test_s11_addresses_inside_are_refused_in_every_spelling(host: str, outside: Partner) -> None:
    with pytest.raises(AddressRefused):
        OutsideClient().call(get(f"http://{host}:{outside.port}/"))
    assert outside.requests == []


@pytest.mark.parametrize(
    "addresses",
    [("10.0.0.5",), ("::ffff:10.0.0.5",), ("93.184.216.34", "127.0.0.1"), ("fd00::1", "2606:4700::1"), ("nonsense",)],
)
def test_s11_a_name_that_leads_inside_is_refused(addresses: tuple[str, ...]) -> None:
    with pytest.raises(AddressRefused):
        OutsideClient(resolve=found_at(*addresses)).call(get("http://partner.example/"))


def test_s11_a_name_is_asked_for_once_so_a_second_answer_comes_too_late(outside: Partner) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]]
    client = OutsideClient(LOOPBACK, resolve=lambda host, port: answers.pop(0))

    assert client.call(get(outside.url)).body == b"fine"

    assert len(answers) == 2
    assert b"Host: partner.example:" in outside.requests[0]


def test_s11_what_one_connection_allows_opens_nothing_else(outside: Partner) -> None:
    allowed = networks(["127.0.0.1/32"])
    assert OutsideClient(allowed).call(get(f"http://127.0.0.1:{outside.port}/")).status == 200
    assert OutsideClient(allowed).call(get(f"http://[::ffff:127.0.0.1]:{outside.port}/")).status == 200
    for host in ("127.0.0.2", "10.0.0.1", "[::1]"):
        with pytest.raises(AddressRefused):
            OutsideClient(allowed).call(get(f"http://{host}:{outside.port}/"))


def test_s11_public_addresses_are_not_refused() -> None:
    for text in ("93.184.216.34", "8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"):
        assert is_outside(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2/", "http://169.254.169.254/latest/meta-data", "//10.0.0.1/", "http://[::1]/", "file:///etc/passwd",
        "gopher://partner.example/", "javascript:alert(1)", "http://user@partner.example/", "http://partner.example\\@10.0.0.1/",
        "http://１２７.0.0.2/",
    ],
)  # fmt: skip
def test_s13_a_redirect_is_checked_like_the_first_address(location: str, outside: Partner) -> None:
    outside.answer = plain("302 There", Location=location)
    answers = {"partner.example": ["127.0.0.1"]}
    client = OutsideClient(networks(["127.0.0.1"]), resolve=lambda host, port: answers.get(host, [host]))
    with pytest.raises(AddressRefused):
        client.call(get(outside.url))
    assert len(outside.requests) == 1


def test_s13_redirects_come_to_an_end(outside: Partner) -> None:
    outside.answer = plain("302 Again", Location="/hook")
    with pytest.raises(AnswerRefused):
        outside.client(redirects=3).call(get(outside.url))
    assert len(outside.requests) == 4


@pytest.mark.parametrize(
    "url",
    [
        "http://user@partner.example/", "http://user:pass@partner.example/", "http://partner.example@10.0.0.1/",
        "http://partner.example\\@10.0.0.1/", "http:\\\\partner.example/", "http://partner.example./", "http://10.0.0.1./",
        "http://ｐartner.example/", "http://раrtner.example/", "http://partner。example/", "http://⑩.0.0.1/",
        "http://127%2e0.0.1/", "http://partner.example%00.evil/", "http://[fe80::1%25eth0]/", "http://[::1/", "http:///x",
        "http://", "//partner.example/", "partner.example", "http://partner.example:99999/", "http://partner.example:0/",
        "http://partner.example:/", "http://partner.example:80a/", "ftp://partner.example/", "file:///etc/passwd",
        "http://partner.example/ x", "http://partner.example/\tx", "http://-a.example/", "http://a..example/",
        "http://" + "a" * 300 + ".example/", "http://partner.example/" + "x" * 3000, "",
    ],
)  # fmt: skip
def test_s14_addresses_that_two_readers_understand_differently_are_refused(url: str) -> None:
    def asked(host: str, port: int) -> list[str]:
        raise AssertionError(f"asked for {host}")

    with pytest.raises(AddressRefused):
        OutsideClient(LOOPBACK, resolve=asked).call(get(url))


def test_s14_what_is_plain_stays_as_it_is_written() -> None:
    target = read_address("https://Partner.Example:8443/a/../b?c=d%20e#f")
    assert (target.origin, target.path) == (("https", "partner.example", 8443), "/a/../b?c=d%20e")
    assert read_address("http://[2606:4700::0001]/").authority == "[2606:4700::1]"


def endless(say: Say) -> None:
    say(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while say(b"x" * 65536):
        pass


def endless_chunks(say: Say) -> None:
    say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while say(b"1000\r\n" + b"x" * 4096 + b"\r\n"):
        pass


def endless_headers(say: Say) -> None:
    say(b"HTTP/1.1 200 OK\r\n")
    while say(b"X-More: " + b"x" * 60000 + b"\r\n"):
        pass


def endless_line(say: Say) -> None:
    while say(b"HTTP/1.1 " + b"2" * 65536):
        pass


def endless_continue(say: Say) -> None:
    while say(b"HTTP/1.1 100 Continue\r\n\r\n"):
        pass


def dripping(before: bytes) -> Callable[[Say], None]:
    """One byte after the other, far apart; stops when the caller has gone."""

    def drip(say: Say) -> None:
        say(before)
        pause = threading.Event()
        while say(b"x"):
            pause.wait(0.02)

    return drip


@pytest.mark.parametrize(
    ("answering", "reason"),
    [
        (endless, "size"),
        (endless_chunks, "size"),
        (endless_headers, ""),
        (endless_line, ""),
        (endless_continue, "time"),
        (dripping(b"HTTP/1.1 200 OK\r\n\r\n"), "time"),
        (dripping(b"HTTP/1.1 200 OK\r\nX: "), "time"),
        (dripping(b""), ""),
        (plain(Content_Encoding="gzip"), "encoding"),
        (plain(X_Large="x" * 60000, Y_Large="x" * 60000), "headers"),
    ],
)
def test_s15_an_answer_without_end_is_cut(answering: Callable[[Say], None], reason: str, outside: Partner) -> None:
    outside.answer = answering
    with pytest.raises(AnswerRefused) as caught:
        outside.client(total_s=1, body_bytes=100_000).call(get(outside.url))
    assert reason in ("", caught.value.context["reason"])


def test_s15_the_connection_is_given_back_when_an_answer_is_cut(outside: Partner) -> None:
    outside.answer = endless
    with pytest.raises(AnswerRefused):
        outside.client(body_bytes=1000).call(get(outside.url))
    assert outside.gone.wait(30)
    outside.answer = plain()
    assert outside.client().call(get(outside.url)).status == 200
    assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


def test_s15_who_never_answers_is_left(outside: Partner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://partner.example:{silent.getsockname()[1]}/"
        with pytest.raises(AnswerRefused):
            outside.client(total_s=0.3).call(get(url))


@pytest.mark.parametrize("text", ["a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\rb", "a\0b", "a\u2028b", "华"])
def test_s16_no_text_of_a_form_ends_a_line_of_the_request(text: str, outside: Partner) -> None:
    for request in (
        Request("GET", outside.url, {"X-Name": text}),
        Request("GET", outside.url, credentials={"Authorization": text}),
        Request("GET", outside.url, {text: "x"}),
        Request("GET", f"{outside.url}?name={text}"),
        Request(f"GET {text}", outside.url),
    ):
        with pytest.raises(AddressRefused):
            outside.client().call(request)
    for name in ("Host", "content-length", "Transfer-Encoding"):
        with pytest.raises(AddressRefused):
            outside.client().call(Request("GET", outside.url, {name: "x"}))
    assert outside.requests == []


def test_s17_credentials_stay_with_their_host(outside: Partner) -> None:
    with partner() as other:
        outside.answer = plain("302 There", Location=f"http://other.example:{other.port}/")
        cookies = Request(
            "GET",
            outside.url,
            {"cookie": "hush-hush", "X-Plain": "yes"},
            {"Authorization": SECRET, "X-Key": "hush-hush"},
        )
        assert outside.client().call(cookies).status == 200
        for location in (f"http://partner.example:{other.port}/", f"http://PARTNER.example:{other.port}/"):
            outside.answer = plain("307 There", Location=location)  # the same name at another port is another host
            outside.client().call(cookies)
    assert outside.requests[0].count(b"hush-hush") == 3
    assert len(other.requests) == 3
    assert not any(b"hush-hush" in request for request in other.requests)
    assert all(b"X-Plain: yes" in request for request in other.requests)


def test_s17_credentials_are_kept_on_the_way_to_the_same_host(outside: Partner) -> None:
    answers = [plain("302 There", Location="/there"), plain()]

    def in_turn(say: Say) -> None:
        answers.pop(0)(say)

    outside.answer = in_turn
    outside.client().call(get(outside.url))
    assert all(SECRET.encode() in request for request in outside.requests)


def test_s17_a_body_goes_to_no_other_host(outside: Partner) -> None:
    with partner() as other:
        outside.answer = plain("307 There", Location=f"http://other.example:{other.port}/")
        with pytest.raises(AnswerRefused):
            outside.client().call(Request("POST", outside.url, body=b"{}"))
    assert other.requests == []


def babble(say: Say) -> None:
    say(b"hush-hush\r\n\r\n")


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        return int(gone.getsockname()[1])


def test_s18_no_error_tells_of_address_header_body_or_answer(outside: Partner) -> None:
    query = "token=hush-hush"
    faults: list[tuple[Callable[[Say], None], str]] = [
        (plain("302 There", Location="http://10.0.0.1/?hush-hush"), outside.url),
        (lambda say: None, outside.url),
        (babble, outside.url),
        (plain(), f"http://partner.example:{_closed_port()}/"),
        (plain(body=b"hush-hush" * 99), outside.url),
    ]
    for answering, url in faults:
        outside.answer = answering
        client = OutsideClient(
            networks(["127.0.0.1"]),
            Limits(body_bytes=100),
            resolve=lambda host, port: ["127.0.0.1"] if host == "partner.example" else [host],
        )
        request = Request("POST", f"{url}?{query}", credentials={"Authorization": SECRET}, body=b"hush-hush")
        with pytest.raises(OutsideError) as caught:
            client.call(request)
        told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + str(vars(caught.value))
        assert "hush-hush" not in told
        assert "hush-hush" not in caught.value.sentence("zh-CN") + repr(request).replace(query, "")


def test_certificates_are_checked_for_the_name_that_was_asked_for() -> None:
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    with partner(secure=True) as other:
        for name, trust, reached in (
            ("partner.example", trusting, True),
            ("other.example", trusting, False),
            ("127.0.0.1", trusting, False),
            ("partner.example", None, False),
        ):
            client = OutsideClient(LOOPBACK, resolve=found_at("127.0.0.1"), trust=trust)
            request = get(f"https://{name}:{other.port}/")
            if reached:
                assert client.call(request).status == 200
            else:
                with pytest.raises(Unreached) as caught:
                    client.call(request)
                assert caught.value.context["reason"] == "certificate"
        other.answer = plain("302 There", Location=f"http://partner.example:{other.port}/")
        with pytest.raises(AddressRefused):
            OutsideClient(LOOPBACK, resolve=found_at("127.0.0.1"), trust=trusting).call(
                get(f"https://partner.example:{other.port}/")
            )
    assert len(other.requests) == 2


def test_s19_only_the_guarded_client_opens_connections() -> None:
    openers = {"urllib3", "http.client", "urllib.request", "requests", "httpx", "aiohttp", "smtplib", "ftplib"}
    found = {
        module.name
        for module in product_modules()
        for _, name in imported_names(module.tree)
        if name in openers or name.startswith("urllib3.")
    }
    # Mail is no HTTP: it resolves, checks and pins the address by the same rules (tests/connectors/test_smtp.py).
    assert found == {"connectors.http_client", "connectors.smtp"}
    connecting = {
        module.name
        for module in product_modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("create_connection", "open_connection", "HTTPSConnection")
    }
    assert connecting <= found
