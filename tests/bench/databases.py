"""Two empty databases of one kind, one for each side. Both are durable: what is answered has reached the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import postgres
from tests.servers.postgres import PostgresServer


@contextmanager
def pair(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses for us ("" for SQLite in our data folder) and for the yardstick."""
    if kind == "sqlite":
        yield "", f"sqlite:///{folder / 'yardstick.sqlite'}"
        return
    given = postgres.given_server()
    own = None if given else PostgresServer(durable=True)
    if own:
        own.start()
    server = given or (own.url() if own else "")
    try:
        ours, theirs = postgres.create_database(server), postgres.create_database(server)
        yield ours, theirs
        for made in (ours, theirs):
            postgres.drop_database(made, server)
    finally:
        if own:
            own.close()
