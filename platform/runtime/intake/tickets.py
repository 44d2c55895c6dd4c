"""Tickets: a page that shows a public form is given one, so that it shows how long somebody took to fill it in, and
whose files are whose. Sealed with the installation's keys: nobody makes one himself."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from ..connections.errors import SecretUnreadable
from ..connections.keys import find_keys
from ..context import Context
from ..errors import BadRequest
from .rates import sender_of

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Ticket:
    """When the page was given it, by the machine's clock, and the name of the visit, which begins with who asked: a
    phone that changes its network meanwhile stays the same visitor."""

    at: datetime
    visit: str


def make_ticket(context: Context, link: str, now: datetime) -> str:
    """A new one for the page of a link."""
    sender = (sender_of(context) or "-")[:16]
    plain = f"{now.isoformat()} {sender}:{secrets.token_urlsafe(12)}"
    return find_keys(context.workspace.settings).seal(plain, _place(context, link))


def read_ticket(context: Context, link: str, sealed: object) -> Ticket:
    """Raises BadRequest for one that was not made here, or for another link."""
    if isinstance(sealed, str) and len(sealed) <= _LONGEST and sealed.isascii():
        try:
            at, _, visit = find_keys(context.workspace.settings).unseal(sealed, _place(context, link)).partition(" ")
            return Ticket(datetime.fromisoformat(at), visit)
        except SecretUnreadable:
            pass
    raise BadRequest(reason={"zh-CN": "页面已过期，刷新后重试", "en": "the page is out of date; reload it"})


def _place(context: Context, link: str) -> str:
    return f"{context.workspace.id}/ticket/{link}"
