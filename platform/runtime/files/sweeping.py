"""Remove what nobody uses: uploads unclaimed for a day, and contents on disk that no row names.

A content is moved aside before it is looked up a last time, and moved back when an upload has just renewed it, so that
no upload under way loses its bytes.
"""

from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from ..context import Context
from ..identifiers import new_id
from ..storage import SystemClock
from .limits import UNCLAIMED_FOR
from .store import FileStore, file_store
from .tables import file, file_use


class Swept(NamedTuple):
    """How much was removed."""

    rows: int
    contents: int


def sweep(context: Context) -> Swept:
    """Remove rows and contents that nobody uses. Harmless to run at any time, and twice."""
    store = file_store(context.workspace)
    with context.workspace.database.write() as tx:
        unused = ~sa.exists().where(file_use.c.file_id == file.c.id)
        old = file.c.at < context.now() - UNCLAIMED_FOR
        rows = tx.execute(sa.delete(file).where(old, unused)).rowcount
    # Ages on disk are the machine's, whatever a sandbox's clock says.
    before_s = (SystemClock().now() - UNCLAIMED_FOR).timestamp()
    for path in store.arriving():
        if _is_older(path, before_s):
            path.unlink(missing_ok=True)
    contents = sum(_sweep_content(context, store, path, before_s) for path in store.contents())
    return Swept(rows, contents)


def _sweep_content(context: Context, store: FileStore, path: Path, before_s: float) -> bool:
    if not _is_older(path, before_s) or _is_named(context, path.name):
        return False
    aside = store.folder / "arriving" / new_id()
    aside.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.replace(aside)
    except FileNotFoundError:
        return False
    if not _is_older(aside, before_s) or _is_named(context, path.name):
        aside.replace(path)
        return False
    aside.unlink()
    return True


def _is_older(path: Path, before_s: float) -> bool:
    try:
        return path.stat().st_mtime < before_s
    except FileNotFoundError:
        return False


def _is_named(context: Context, hash: str) -> bool:
    with context.workspace.database.read() as connection:
        return connection.execute(sa.select(file.c.id).where(file.c.hash == hash).limit(1)).first() is not None
