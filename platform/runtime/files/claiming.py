"""Uses: which field of which object holds a file. Written in the transaction that writes the object."""

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from ..context import Context
from ..storage import Transaction
from .errors import FileUnknown
from .reading import may_attach
from .tables import file, file_use


class Use(NamedTuple):
    """A field of an object: ("record", "app.form", record id, field key)."""

    object_kind: str
    object_key: str
    object_id: str
    field: str


def claim(tx: Transaction, context: Context, file_ids: Iterable[str], use: Use) -> None:
    """Make `file_ids` exactly the files that `use` holds: new ones are claimed, those no longer named are released.

    Only the actor's own fresh uploads can be claimed anew: nobody gets at another's file by naming its id. Raises
    FileUnknown.
    """
    t, wanted = file_use, list(dict.fromkeys(file_ids))
    held = set(tx.execute(sa.select(t.c.file_id).where(*_same(use))).scalars())
    for id in wanted:
        if id not in held:
            if not may_attach(context, tx.connection, id):
                raise FileUnknown(pointer=f"/values/{use.field}", file=id)
            tx.execute(sa.insert(t).values(file_id=id, at=context.now(), **use._asdict()))
    if gone := held - set(wanted):
        tx.execute(sa.delete(t).where(*_same(use), t.c.file_id.in_(gone)))


def adopt(tx: Transaction, context: Context, file_ids: Iterable[str], uploader: str) -> None:
    """Uploads of `uploader` that nothing uses become the actor's own, fresh from now. Those of others stay theirs."""
    unused = ~sa.exists().where(file_use.c.file_id == file.c.id)
    named = (file.c.id.in_(list(file_ids)), file.c.uploaded_by == uploader, unused)
    tx.execute(sa.update(file).where(*named).values(uploaded_by=context.actor.identity, at=context.now()))


def release(tx: Transaction, object_kind: str, object_key: str, object_id: str) -> None:
    """The object is gone for good: it uses no file any more."""
    t = file_use
    same = (t.c.object_kind == object_kind, t.c.object_key == object_key, t.c.object_id == object_id)
    tx.execute(sa.delete(t).where(*same))


def uses(connection: sa.Connection, file_id: str) -> list[Use]:
    """Everything that holds the file; who may see one of these fields may fetch it."""
    t = file_use
    columns = (t.c.object_kind, t.c.object_key, t.c.object_id, t.c.field)
    return [Use(*row) for row in connection.execute(sa.select(*columns).where(t.c.file_id == file_id))]


def _same(use: Use) -> list[sa.ColumnElement[bool]]:
    return [file_use.c[name] == value for name, value in use._asdict().items()]
