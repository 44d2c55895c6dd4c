"""A real mail server on loopback: it keeps what it accepts and refuses, hangs up or dawdles as it is told."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult

from tests.connectors.partner import CERTIFICATE

PASSWORD = "hush-hush"


@dataclass
class Mailbox:
    """`say`: what is answered to a recipient, "drop" to hang up when a mail comes, "sleep" to take a minute.

    The names of the methods are the library's.
    """

    port: int = 0
    say: str = ""
    mails: list[EmailMessage] = field(default_factory=list)
    dialled: int = 0
    # Whom it does not know.
    unknown: str = ""

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: Any) -> Any:  # noqa: N802
        self.dialled += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.say[:1].isdigit():
            return self.say
        if address == self.unknown:
            return "550 unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.say == "drop":
            server.transport.abort()
            return "250 never heard"
        if self.say == "sleep":
            await asyncio.sleep(60)
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def settings(self, **more: Any) -> dict[str, Any]:
        """How a connection is set up to reach it."""
        usual = {"host": "127.0.0.1", "port": self.port, "security": "none", "sender": "loom@company.example"}
        return usual | {"allowed_networks": ["127.0.0.0/8"]} | more


@contextmanager
def mail_server(*, security: str = "none") -> Iterator[Mailbox]:
    """Listens until the end of the block; `security` as in the connector's settings. Signing in needs PASSWORD."""
    box = Mailbox()
    certificate = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.load_cert_chain(CERTIFICATE, CERTIFICATE.parent / "key.pem")

    def check(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=given.password == PASSWORD.encode(), handled=False)

    # All of it in a thread of its own: whoever tests may have a loop of his own running, as browsers' tests do.
    loop, ready = asyncio.new_event_loop(), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        box.port = listening.getsockname()[1]
        made: dict[str, Any] = {
            "authenticator": check,
            "auth_require_tls": False,
            "hostname": "mail.example",
            "loop": loop,
        }
        made |= {"tls_context": certificate} if security == "starttls" else {}

        def serve() -> None:
            start = loop.create_server(
                lambda: SMTP(box, **made), sock=listening, ssl=certificate if security == "tls" else None
            )
            server = loop.run_until_complete(start)
            ready.set()
            loop.run_forever()
            loop.run_until_complete(_stopped(server))
            loop.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        ready.wait()
        try:
            yield box
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()


async def _stopped(server: asyncio.Server) -> None:
    """Closed, with whoever still talks to it cut off."""
    server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
