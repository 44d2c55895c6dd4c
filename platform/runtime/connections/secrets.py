"""Secrets of a workspace: written, used, never shown. People see who set one and when; the trail says no more.

Whoever owns secrets names himself by a text such as "connection:crm.erp". Only what sends something out opens them.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from ..changes import change_of
from ..context import Context
from ..storage import Installation, Transaction
from ..storage.inserting import insert_on
from .keys import Keys, find_keys, key_file, key_of, new_key, write_keys
from .tables import secret


@dataclass(frozen=True, slots=True)
class Mark:
    """What may be known of a secret: that it is set, by whom (as in created_by) and when."""

    set_by: str
    set_at: datetime


def set_secret(context: Context, tx: Transaction, owner: str, name: str, plain: str) -> None:
    """Keep a secret in place of the one before; in a recorded transaction. Raises SecretKeyBad."""
    keys = find_keys(context.workspace.settings)
    sealed = keys.seal(plain, _place(context.workspace.id, owner, name))
    values = {"sealed": sealed, "set_by": context.actor.identity, "set_at": context.now()}
    statement = insert_on(tx.dialect.name, secret).values(owner=owner, name=name, **values)
    tx.execute(statement.on_conflict_do_update(index_elements=["owner", "name"], set_=values))
    _record(tx, owner, "set", name)


def remove_secret(tx: Transaction, owner: str, name: str) -> bool:
    """Forget a secret. Returns False when there was none."""
    mine = (secret.c.owner == owner, secret.c.name == name)
    if tx.execute(sa.delete(secret).where(*mine)).rowcount == 0:
        return False
    _record(tx, owner, "remove", name)
    return True


def marks(connection: sa.Connection, owner: str) -> dict[str, Mark]:
    """What may be known of an owner's secrets, by name."""
    rows = connection.execute(sa.select(secret).where(secret.c.owner == owner).order_by(secret.c.name))
    return {row.name: Mark(row.set_by, row.set_at) for row in rows}


def open_secrets(context: Context, connection: sa.Connection, owner: str) -> dict[str, str]:
    """An owner's secrets by name, to be sent to whom they are meant for and nowhere else. Raises SecretUnreadable."""
    rows = connection.execute(sa.select(secret.c.name, secret.c.sealed).where(secret.c.owner == owner)).all()
    if not rows:
        return {}
    keys = find_keys(context.workspace.settings)
    return {row.name: keys.unseal(row.sealed, _place(context.workspace.id, owner, row.name)) for row in rows}


def rotate(installation: Installation) -> int:
    """Seal every secret with a new key, or, where the environment gives the keys, with its first one. Returns how many.

    The key of before stays in the file until the next time, since a server may just have sealed something with it.
    """
    settings = installation.settings
    keys, path = find_keys(settings), key_file(settings)
    before = [] if settings.secret_keys else path.read_text("ascii").split()
    if before:
        write_keys(path, [new_key(), *before])
        keys = find_keys(settings)
    count = sum(_seal_anew(installation, id, keys) for id in installation.workspace_ids())
    if before:
        write_keys(path, path.read_text("ascii").split()[:2])
    return count


def _seal_anew(installation: Installation, id: str, keys: Keys) -> int:
    with installation.workspace(id).database.write() as tx:
        rows = [row for row in tx.execute(sa.select(secret)) if key_of(row.sealed) != keys.current]
        for row in rows:
            place = _place(id, row.owner, row.name)
            sealed = keys.seal(keys.unseal(row.sealed, place), place)
            mine = (secret.c.owner == row.owner, secret.c.name == row.name)
            tx.execute(sa.update(secret).where(*mine).values(sealed=sealed))
    return len(rows)


def _place(workspace: str, owner: str, name: str) -> str:
    return f"{workspace}/{owner}/{name}"


def _record(tx: Transaction, owner: str, op: str, name: str) -> None:
    # That it was set, never to what: not even a digest of it.
    change_of(tx).entry("secret", owner, owner, "change", [{"op": op, "path": ["secrets", name]}])
