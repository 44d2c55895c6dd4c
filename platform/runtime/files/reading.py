"""Find files and open them. Whether one may is decided by the records that use them: see `claiming.uses`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

import sqlalchemy as sa

from ..context import Context
from ..errors import NotFound
from .limits import UNCLAIMED_FOR
from .store import file_store
from .tables import file, file_use


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's row. `uploaded_by` is the identity of an actor."""

    id: str
    name: str
    size_bytes: int
    media_type: str
    hash: str
    uploaded_by: str

    def dump(self) -> dict[str, Any]:
        """The JSON by which file fields show it."""
        return {"id": self.id, "name": self.name, "size_bytes": self.size_bytes, "media_type": self.media_type}


_COLUMNS = (file.c.id, file.c.name, file.c.size_bytes, file.c.media_type, file.c.hash, file.c.uploaded_by)


def find(connection: sa.Connection, id: str) -> StoredFile | None:
    """The file with this id."""
    row = connection.execute(sa.select(*_COLUMNS).where(file.c.id == id)).one_or_none()
    return StoredFile(*row) if row else None


def described(connection: sa.Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """File id → {"id", "name", "size_bytes", "media_type"}, for those that are there."""
    rows = connection.execute(sa.select(*_COLUMNS).where(file.c.id.in_(list(ids))))
    return {row.id: StoredFile(*row).dump() for row in rows}


def may_attach(context: Context, connection: sa.Connection, id: str) -> bool:
    """True when the file is the actor's own fresh upload that no record uses yet: his alone, to attach or look at."""
    used = sa.exists().where(file_use.c.file_id == file.c.id)
    query = sa.select(file.c.id).where(
        file.c.id == id,
        file.c.uploaded_by == context.actor.identity,
        file.c.at > context.now() - UNCLAIMED_FOR,
        ~used,
    )
    return connection.execute(query).first() is not None


def open_file(context: Context, stored: StoredFile) -> BinaryIO:
    """The bytes. The caller has made sure that the actor may read them. Raises NotFound."""
    try:
        return file_store(context.workspace).path(stored.hash).open("rb")
    except FileNotFoundError:
        raise NotFound from None
