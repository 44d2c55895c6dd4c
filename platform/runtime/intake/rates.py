"""Rates: how much one sender, and everybody together, may bring to an intake in ten minutes.

Counted are the deliveries that are there, so that what is refused writes nothing and the limit holds over all server
processes. Senders are kept as digests.
"""

import hashlib
import ipaddress
from datetime import timedelta

import sqlalchemy as sa

from ..context import Context
from .errors import TooMuch
from .tables import delivery

WINDOW = timedelta(minutes=10)


def sender_of(context: Context) -> str | None:
    """Who sends, as far as addresses tell: a network of 64 bits for IPv6, as one customer is given that many."""
    if context.address is None:
        return None
    try:
        address = ipaddress.ip_address(context.address)
    except ValueError:
        named = context.address
    else:
        mapped = getattr(address, "ipv4_mapped", None)
        network = ipaddress.ip_network((int(address), 64), strict=False) if address.version == 6 else address
        named = str(mapped or network)
    return digest_of_name(f"{context.workspace.id}\0{named}")


def digest_of_name(name: str) -> str:
    """What is kept of a name."""
    return hashlib.sha256(name.encode()).hexdigest()


def check_rate(
    context: Context, connection: sa.Connection, intake: str, sender: str | None, each: int, together: int
) -> None:
    """Raises TooMuch when `sender` brought `each`, or all brought `together`, within the last ten minutes."""
    since = context.now() - WINDOW
    recent = sa.and_(delivery.c.intake == intake, delivery.c.at > since)
    limits = [(together, recent)]
    if sender is not None:
        limits.append((each, recent & (delivery.c.sender == sender)))
    for most, which in limits:
        # The one whose end makes room again; it is looked for no further back than the limit goes.
        query = sa.select(delivery.c.at).where(which).order_by(delivery.c.at.desc()).offset(most - 1).limit(1)
        found = connection.execute(query).scalar_one_or_none()
        if found is not None:
            raise TooMuch(retry_after_s=max(1, int((found + WINDOW - context.now()).total_seconds())))
