"""SMTP: one mail to one address through a mail server of one's own.

Body of what is sent: {"to", "name", "subject", "text", "html", "headers"}. The Message-ID is made of the id, which
stays the same at every try, so that who gets a mail twice after a crash sees it once.
"""

import hashlib
import json
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from .addresses import checked, networks, resolved
from .base import Connection, ConnectorType, Outgoing, connector_type
from .deadline import Deadline
from .errors import AnswerRefused, NotAccepted, OutsideError, Unreached
from .http_client import OutsideClient
from .settings import are_networks
from .shared_lines import SharedLines

# Plain ASCII: other spellings could end a header line or mean two addresses.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")
_BLANK = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_LONGEST_SUBJECT = 200
_FINE = 250
# Every server takes lines of seven bits.
_POLICY = SMTP.clone(cte_type="7bit")


def is_mail_address(text: str) -> bool:
    """Whether mail can be sent there, as it is written."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def _mail_address(text: str) -> None:
    if not is_mail_address(text):
        raise ValidationError("This is no mail address; write it as name@company.com.")


@connector_type("smtp")
class Smtp(ConnectorType):
    """Sends mail through the company's own mail server."""

    label = {"zh-CN": "邮件服务器（SMTP）", "en": "Mail server (SMTP)"}
    secrets = {"password": {"zh-CN": "密码或授权码", "en": "Password"}}
    example_settings = {"host": "mail.company.example", "sender": "loomwork@company.example", "user": "loomwork"}
    # What certificates are checked against; by default what the machine trusts.
    trust: ssl.SSLContext | None = None

    class Settings(Schema):
        host = fields.String(required=True, validate=[validate.Length(1, 253), validate.Regexp(_HOST.pattern + r"\Z")])
        port = fields.Integer(load_default=587, strict=True, validate=validate.Range(1, 65535))
        # tls: encrypted from the first byte; starttls: before anything is told; none: not at all, for a server inside.
        security = fields.String(load_default="starttls", validate=validate.OneOf(["starttls", "tls", "none"]))
        user = fields.String(load_default="", validate=validate.Length(max=200))
        sender = fields.String(required=True, validate=_mail_address)
        sender_name = fields.String(load_default="", validate=validate.Length(max=100))
        # Networks inside that this connection may reach; by default none.
        allowed_networks = fields.List(fields.String(), load_default=list, validate=[are_networks])
        timeout_s = fields.Integer(load_default=30, strict=True, validate=validate.Range(1, 120))

    def destination(self, settings: Mapping[str, Any]) -> str:
        return f"{settings.get('host', '')}:{settings.get('port', 587)}"

    def needed_secrets(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return ("password",) if settings.get("user") else ()

    def __init__(self) -> None:
        self._lines: SharedLines[_Line] = SharedLines(lambda line: line.is_alive())

    def test(self, connection: Connection, at: datetime, client: OutsideClient | None = None) -> None:
        """Greets and signs in, and sends nothing."""
        self._dial(connection).close()

    def send(self, connection: Connection, outgoing: Outgoing, client: OutsideClient | None = None) -> None:
        """Mails at the same time go one after the other over one line. Raises OutsideError; NotAccepted with the
        server's code when it refuses this mail."""
        settings = connection.settings
        with self._lines.line(_key(connection), lambda: self._dial(connection), survives=NotAccepted) as server:
            mail = _mail(settings, outgoing)
            timer = Deadline(settings["timeout_s"])
            timer.watch(lambda: server.sock)
            try:
                with _told_plainly(settings["host"], timer):
                    server.sendmail(settings["sender"], [outgoing.body["to"]], mail.as_bytes())
            finally:
                timer.watch(None)
                timer.cancel()

    def _dial(self, connection: Connection) -> "_Line":
        """A line, greeted, encrypted and signed in, as set."""
        settings = connection.settings
        host, port, security = settings["host"], settings["port"], settings["security"]
        # Asked before the line is opened: without it nothing is sent.
        password = connection.secret("password") if settings["user"] else ""
        trust = self.trust or ssl.create_default_context()
        timer = Deadline(settings["timeout_s"])
        try:
            with _told_plainly(host, timer):
                address = checked(host, resolved(host, port), networks(settings["allowed_networks"]))[0]
                server = _Line(host, address, port, settings["timeout_s"], trust if security == "tls" else None)
                timer.watch(lambda: server.sock)
                try:
                    server.connect(host, port)
                    server.ehlo_or_helo_if_needed()
                    if security == "starttls":
                        server.starttls(context=trust)
                    if settings["user"]:
                        server.login(settings["user"], password)
                except BaseException:
                    server.close()
                    raise
                finally:
                    timer.watch(None)
                return server
        finally:
            timer.cancel()


class _Line(smtplib.SMTP):
    """Connects to the address that was checked; the certificate must be for the name that was asked for."""

    def __init__(self, host: str, address: str, port: int, timeout_s: float, trust: ssl.SSLContext | None) -> None:
        super().__init__(timeout=timeout_s, local_hostname="localhost")
        self._host = host  # what smtplib checks certificates against
        self._address, self._trust = address, trust

    def is_alive(self) -> bool:
        """Whether the server still listens on it."""
        try:
            return self.sock is not None and self.noop()[0] == _FINE
        except (smtplib.SMTPException, OSError):
            return False

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line = socket.create_connection((self._address, port), timeout)
        return line if self._trust is None else self._trust.wrap_socket(line, server_hostname=self._host)


def _key(connection: Connection) -> str:
    """Where a line leads and as whom, without telling the password."""
    whole = json.dumps([dict(connection.settings), dict(connection.secrets)], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def _mail(settings: Mapping[str, Any], outgoing: Outgoing) -> EmailMessage:
    """Nothing of what people wrote can end a header line: line ends and other control characters become blanks."""
    body = outgoing.body
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(_line(settings["sender_name"]), addr_spec=settings["sender"])
    mail["To"] = Address(_line(body.get("name", "")), addr_spec=body["to"])
    mail["Subject"] = _line(body["subject"])[:_LONGEST_SUBJECT]
    mail["Date"] = format_datetime(outgoing.at)
    mail["Message-ID"] = f"<{outgoing.id}@{settings['sender'].partition('@')[2]}>"
    for name, value in body.get("headers", {}).items():
        mail[name] = _line(value)
    mail.set_content(body["text"])
    if "html" in body:
        mail.add_alternative(body["html"], subtype="html")
    return mail


def _line(text: str) -> str:
    return _BLANK.sub(" ", text).strip()


@contextmanager
def _told_plainly(host: str, timer: Deadline) -> Iterator[None]:
    """The library's errors as ours, without the server's texts, which may repeat what they were sent."""
    try:
        yield
    except OutsideError:
        raise
    except smtplib.SMTPAuthenticationError:
        raise Unreached(host, reason="sign_in") from None
    except smtplib.SMTPSenderRefused:
        raise Unreached(host, reason="sender") from None
    except (smtplib.SMTPConnectError, smtplib.SMTPHeloError):
        raise Unreached(host, reason="connection") from None
    except smtplib.SMTPRecipientsRefused as error:
        raise NotAccepted(host, status=str(next(iter(error.recipients.values()))[0])) from None
    except smtplib.SMTPResponseException as error:
        raise NotAccepted(host, status=str(error.smtp_code)) from None
    except ssl.SSLError:
        raise Unreached(host, reason="certificate") from None
    except smtplib.SMTPNotSupportedError:
        raise Unreached(host, reason="certificate") from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        if timer.over or isinstance(error, TimeoutError):
            raise AnswerRefused(host, reason="time") from None
        raise Unreached(host, reason="connection") from None
