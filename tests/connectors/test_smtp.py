"""Mail goes out over a real line: as it is, encrypted, refused, cut off, and never with a header of somebody's own."""

import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from loomwork.connectors.base import Connection, Outgoing
from loomwork.connectors.errors import (
    AddressRefused,
    AnswerRefused,
    NotAccepted,
    OutsideError,
    SecretMissing,
    Unreached,
)
from loomwork.connectors.shared_lines import SharedLines
from loomwork.connectors.smtp import Smtp, is_mail_address
from tests.connectors.mail_server import PASSWORD, Mailbox, mail_server
from tests.connectors.partner import CERTIFICATE

AT = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as listening:
        yield listening


def send(settings: dict[str, Any], *, secret: str = PASSWORD, type_: Smtp | None = None, **body: Any) -> None:
    usual = {"to": "lin@company.example", "name": "林", "subject": "恒泰等你", "text": "你好", "html": "<p>你好</p>"}
    made = Connection(Smtp.Settings().load(settings), {"password": secret})
    (type_ or Smtp()).send(made, Outgoing("d1", "message", AT, usual | body))


def test_a_mail_arrives_as_text_and_html_under_its_lasting_id(box: Mailbox) -> None:
    send(box.settings(user="loom", sender_name="公司"))
    send(box.settings())
    first, again = box.mails
    assert first["Message-ID"] == again["Message-ID"] == "<d1@company.example>"
    assert (first["Subject"], first["To"]) == ("恒泰等你", "林 <lin@company.example>")
    assert [part.get_content().strip() for part in first.iter_parts()] == ["你好", "<p>你好</p>"]


@pytest.mark.parametrize("subject", ["a\r\nBcc: eve@x.example", "a\nX-Evil: 1", "a\u2028Bcc: b", "\x00a" * 300])
def test_s63_no_header_of_ones_own(box: Mailbox, subject: str) -> None:
    send(box.settings(sender_name="N\r\nCc: x@y.example"), subject=subject, name='L"\r\nBcc: <z@y.example>')
    (mail,) = box.mails
    assert not {"bcc", "cc", "x-evil"} & {name.lower() for name in mail}
    assert "\n" not in str(mail["Subject"])


@pytest.mark.parametrize("address", ["a@b", "a b@c.example", "a@c.example\r\nRCPT TO:<x>", "a@c.example>", "@"])
def test_s63_what_is_no_address_is_none(address: str) -> None:
    assert not is_mail_address(address)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_encrypted_line_needs_a_certificate_for_the_name(security: str) -> None:
    trusting = Smtp()
    trusting.trust = ssl.create_default_context(cafile=CERTIFICATE)
    with mail_server(security=security) as box:
        # The certificate is for partner.example, and the name asked for is another.
        with pytest.raises(Unreached, match="certificate"):
            send(box.settings(security=security), type_=trusting)
        with pytest.raises(Unreached, match="certificate"):
            send(box.settings(security=security))
        trusting.trust.check_hostname = False
        send(box.settings(security=security), type_=trusting)
        assert len(box.mails) == 1


def test_a_server_that_cannot_encrypt_gets_nothing(box: Mailbox) -> None:
    with pytest.raises(Unreached):
        send(box.settings(security="starttls", user="loom"))
    assert box.mails == []


def test_refusals_say_their_code_and_no_more(box: Mailbox) -> None:
    for said in ("550 lin@company.example unknown", "451 later"):
        box.say = said
        with pytest.raises(NotAccepted) as caught:
            send(box.settings())
        assert caught.value.context["status"] == said[:3]
        assert "lin" not in caught.value.sentence("en")


def test_who_may_not_sign_in_is_told_so_without_the_password(box: Mailbox) -> None:
    with pytest.raises(Unreached, match="password") as caught:
        send(box.settings(user="loom"), secret="wrong-one")
    assert "wrong-one" not in str(caught.value)
    with pytest.raises(SecretMissing):
        send(box.settings(user="loom"), secret="")


@pytest.mark.parametrize(("say", "error"), [("drop", Unreached), ("sleep", AnswerRefused)])
def test_a_line_that_breaks_or_dawdles_is_an_error(box: Mailbox, say: str, error: type[OutsideError]) -> None:
    box.say = say
    with pytest.raises(error):
        send(box.settings(timeout_s=1))


def test_nothing_inside_is_reached_unless_allowed(box: Mailbox) -> None:
    with pytest.raises(AddressRefused):
        send(box.settings(allowed_networks=[]))
    assert box.dialled == 0


def test_mails_sent_at_once_go_over_one_line_and_a_refusal_of_one_leaves_it_to_the_others(box: Mailbox) -> None:
    type_, gate = Smtp(), threading.Barrier(8)

    def one(number: int) -> str:
        gate.wait()
        to = "nobody@company.example" if number % 4 == 0 else f"p{number}@company.example"
        try:
            send(box.settings(), type_=type_, to=to)
        except NotAccepted:
            return to
        return "sent"

    box.unknown = "nobody@company.example"
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(one, range(8)))
    assert found.count("sent") == len(box.mails) == 6
    # Who comes when the last is just leaving dials anew.
    assert box.dialled < 8
    before = box.dialled
    send(box.settings(), type_=type_)
    assert box.dialled == before + 1


def test_who_waited_while_nobody_was_there_does_not_dial(box: Mailbox) -> None:
    dialled, lines, begun = [], SharedLines[Any](lambda line: True), threading.Event()

    def dial() -> Any:
        dialled.append(1)
        begun.set()
        while lines._shared["k"].users < 2:
            time.sleep(0.001)
        raise Unreached("h", reason="connection")

    def use() -> str:
        try:
            with lines.line("k", dial, survives=NotAccepted):
                return "used"
        except Unreached:
            return "nobody"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(use)
        begun.wait()
        second = pool.submit(use)
        assert (first.result(), second.result()) == ("nobody", "nobody")
    assert len(dialled) == 1
