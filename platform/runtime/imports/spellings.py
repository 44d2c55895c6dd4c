"""What each spelling of a name means, kept per import: looked up once, outside of any transaction that writes."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from ..storage import Transaction
from .tables import import_name

# Longer ones are no names: they are looked up where they stand.
LONGEST = 200
_AT_ONCE = 400


class Match(NamedTuple):
    """`id` of the one that is meant; `how`: exact, alias, chosen, new, similar, unknown or empty; `like`: those it may
    be, as (id, title); `by`: which of the record's names answered an alias."""

    id: str | None
    how: str
    like: tuple[tuple[str, str], ...] = ()
    by: str = ""


def recalled(connection: sa.Connection, import_id: str, field: str, names: Iterable[str]) -> dict[str, Match]:
    """Those of the names that were looked up before."""
    t, wanted = import_name, [name for name in names if len(name) <= LONGEST]
    found: dict[str, Match] = {}
    for begin in range(0, len(wanted), _AT_ONCE):
        some = t.c.name.in_(wanted[begin : begin + _AT_ONCE])
        rows = connection.execute(sa.select(t).where(t.c.import_id == import_id, t.c.field == field, some))
        for row in rows:
            like = tuple((id, title) for id, title in row.like)
            found[row.name] = Match(row.record_id, row.how, like, row.by)
    return found


def note(tx: Transaction, import_id: str, field: str, found: Mapping[str, Match]) -> None:
    """Keep what names mean."""
    t = import_name
    rows = [
        {
            "import_id": import_id,
            "field": field,
            "name": name,
            "record_id": match.id,
            "how": match.how,
            "like": [list(one) for one in match.like],
            "by": match.by,
        }
        for name, match in found.items()
        if len(name) <= LONGEST
    ]
    known = recalled(tx.connection, import_id, field, found)
    if fresh := [row for row in rows if row["name"] not in known]:
        tx.execute(sa.insert(t), fresh)


def forget_open(tx: Transaction, import_id: str) -> None:
    """Forget the names that nobody answered to: somebody may have added them since."""
    t = import_name
    tx.execute(sa.delete(t).where(t.c.import_id == import_id, t.c.record_id.is_(None)))
