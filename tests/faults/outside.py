"""The system that workflows call: a server that refuses what is asked of a place called so, and keeps what it saw."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from loomwork.runtime.connections import setting_up
from loomwork.runtime.context import Context
from tests.connectors.partner import Partner, Say, partner, plain

_SEEN = re.compile(rb"^\w+ /(\S*) .*?^Idempotency-Key: (\S+)\r$", re.DOTALL | re.MULTILINE)


@contextmanager
def outside() -> Iterator[Partner]:
    """The server, until the end of the block."""
    with partner() as made:

        def answer(say: Say) -> None:
            refused = made.requests[-1].startswith(b"GET /refused ")
            plain("409 Conflict" if refused else "200 OK")(say)

        made.answer = answer
        yield made


def connect(context: Context, app: str, connection: str, server: Partner) -> None:
    """Let an app's connection lead to the server."""
    settings = {"url": f"http://127.0.0.1:{server.port}", "allowed_networks": ["127.0.0.1/32"]}
    setting_up.set_up(context, app, connection, settings, {}, enabled=True, revision=0)


def seen(server: Partner) -> list[tuple[str, str]]:
    """Each request that came whole: the path it came to, and its key."""
    found = (_SEEN.search(request) for request in list(server.requests))
    return [(one[1].decode(), one[2].decode()) for one in found if one]
