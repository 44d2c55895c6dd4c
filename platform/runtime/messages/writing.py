"""Rows in the inbox, written in the transaction of the act that causes them; each of one key once."""

import functools
from collections.abc import Iterable, Mapping

from ..context import Context
from ..identifiers import new_id
from ..storage import Transaction
from ..storage.inserting import insert_on
from ..storage.prepared import Prepared
from .classes import NOTICE
from .tables import message

# What stays empty until its reader or a sending says more. All else must be given: a new column is not forgotten.
_LATER = ("read_at", "sending_id", "reminds", "snoozed_until")
_COLUMNS = [one.name for one in message.c if one.name not in _LATER]


def write(
    tx: Transaction,
    context: Context,
    app: str,
    key: str,
    persons: Iterable[str],
    title: Mapping[str, str],
    body: Mapping[str, str],
    *,
    kind: str = NOTICE,
    once: str | None = None,
    link: Mapping[str, str] | None = None,
) -> list[tuple[str, str]]:
    """(id, person) of the messages written: those of a key that was used before are left out."""
    insert, written = _insert_once(tx.dialect.name), []
    for person in dict.fromkeys(persons):
        id = new_id()
        values = {
            "id": id,
            "person_id": person,
            "app": app,
            "key": key,
            "kind": kind,
            "title": dict(title),
            "text": dict(body),
            "link": dict(link) if link else None,
            "record_id": link.get("record") if link else None,
            "at": context.now(),
            "once": f"{once}\x1f{person}" if once else None,
        }
        if insert.run(tx, values) == 1:
            written.append((id, person))
    return written


@functools.cache
def _insert_once(dialect: str) -> Prepared:
    return Prepared(insert_on(dialect, message).on_conflict_do_nothing(index_elements=[message.c.once]), _COLUMNS)
