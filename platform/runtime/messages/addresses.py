"""Where people are found on channels outside, and this server's own address for links to them.

The server's address is configured (LOOMWORK_PUBLIC_URL) and never taken from a request: whoever asks with another Host
must not decide where a link in somebody's mail leads.
"""

import os
import re
from collections.abc import Mapping

import sqlalchemy as sa

from ..storage import Transaction
from ..storage.inserting import insert_on
from .channels import channels
from .links.signing import drop_links
from .tables import address

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+")


def address_of(connection: sa.Connection, person: str, channel: str) -> str | None:
    """Where a person is found on a channel; None where nobody said so."""
    query = sa.select(address.c.address).where(address.c.person_id == person, address.c.channel == channel)
    found: str | None = connection.execute(query).scalar()
    return found


def addresses_of(connection: sa.Connection, person: str) -> dict[str, str]:
    """A person's addresses by channel."""
    query = sa.select(address.c.channel, address.c.address).where(address.c.person_id == person)
    return {row[0]: row[1] for row in connection.execute(query)}


def keep_address(tx: Transaction, person: str, channel: str, text: str) -> None:
    """Keep where a person is found; empty text forgets it. Raises InvalidValue, UnknownType."""
    checked = channels.get(channel).address(text) if text.strip() else ""
    before = address_of(tx.connection, person, channel)
    if before is not None and before != checked:
        # What lies in the mailbox of before may be read by somebody else now.
        drop_links(tx, person)
    if not checked:
        tx.execute(sa.delete(address).where(address.c.person_id == person, address.c.channel == channel))
        return
    statement = insert_on(tx.dialect.name, address).values(person_id=person, channel=channel, address=checked)
    tx.execute(statement.on_conflict_do_update(index_elements=["person_id", "channel"], set_={"address": checked}))


def public_url(path: str = "") -> str | None:
    """The address of one of this server's pages; None when it was not told its own."""
    origin = os.environ.get("LOOMWORK_PUBLIC_URL", "").rstrip("/")
    return origin + path if _ORIGIN.fullmatch(origin) else None


def record_url(link: Mapping[str, str] | None) -> str | None:
    """The page of the record that a message leads to."""
    if link and {"app", "document"} <= set(link):
        return public_url(f"/build/{link['app']}/{link['document']}?comments=1")
    if not link or not {"app", "form", "record"} <= set(link):
        return None
    return public_url(f"/apps/{link['app']}/{link['form']}/{link['record']}")
