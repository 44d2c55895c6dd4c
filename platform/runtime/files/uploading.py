"""Take in an upload: bytes to the store first, then the row."""

import errno
from collections.abc import Callable
from typing import IO

import sqlalchemy as sa

from ..context import Context
from ..errors import DiskFull
from ..identifiers import new_id
from ..storage import Transaction
from .errors import FileUnfit, UploadLimit
from .limits import DAILY_LIMIT, LARGEST_BYTES, UNCLAIMED_FOR
from .names import clean_name
from .reading import StoredFile
from .store import Content, file_store
from .tables import file
from .types import sniff


def upload(
    context: Context,
    stream: IO[bytes],
    name: str,
    *,
    largest_bytes: int = LARGEST_BYTES,
    accepts: Callable[[str], bool] = lambda media_type: True,
) -> StoredFile:
    """Store an upload in the actor's name. `accepts` is asked for its media type.

    Raises FileTooLarge, FileEmpty, FileUnfit, UploadLimit, DiskFull.
    """
    with context.workspace.database.read() as connection:
        _check_limit(context, connection)
    try:
        content = file_store(context.workspace).put(stream, largest_bytes)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise
    if not accepts(sniff(content.beginning, clean_name(name))):
        # No row names its bytes; they are swept away.
        raise FileUnfit
    # No entry in the change record: an upload is nobody's data until a record claims it, and that is recorded there.
    with context.workspace.database.write() as tx:
        _check_limit(context, tx.connection)
        return _insert(context, tx, content, clean_name(name))


def _check_limit(context: Context, connection: sa.Connection) -> None:
    since = context.now() - UNCLAIMED_FOR
    mine = (file.c.uploaded_by == context.actor.identity) & (file.c.at > since)
    if connection.execute(sa.select(sa.func.count()).select_from(file).where(mine)).scalar_one() >= DAILY_LIMIT:
        raise UploadLimit(limit=DAILY_LIMIT)


def _insert(context: Context, tx: Transaction, content: Content, name: str) -> StoredFile:
    media_type = sniff(content.beginning, name)
    stored = StoredFile(new_id(), name, content.size_bytes, media_type, content.hash, context.actor.identity)
    tx.execute(
        sa.insert(file).values(
            id=stored.id,
            hash=stored.hash,
            size_bytes=stored.size_bytes,
            media_type=stored.media_type,
            name=stored.name,
            uploaded_by=stored.uploaded_by,
            at=context.now(),
        )
    )
    return stored
