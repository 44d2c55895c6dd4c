"""Read the change record: the history of one object, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from .tables import change, change_entry


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one object: when, who, how, and the patch."""

    id: str
    at: datetime
    actor_kind: str
    actor: str
    on_behalf_of: str | None
    provenance: str
    action: str
    patch: list[dict[str, Any]]
    source: dict[str, Any] | None


def history(
    connection: sa.Connection, object_id: str, *, limit: int = 100, before: str | None = None
) -> list[HistoryEntry]:
    """The changes of an object, newest first; `before` is the id of the change to go on from."""
    query = (
        sa.select(
            change.c.id,
            change.c.at,
            change.c.actor_kind,
            change.c.actor,
            change.c.on_behalf_of,
            change.c.provenance,
            change_entry.c.action,
            change_entry.c.patch,
            change_entry.c.source,
        )
        .join(change, change.c.id == change_entry.c.change_id)
        .where(change_entry.c.object_id == object_id)
        .order_by(change_entry.c.change_id.desc(), change_entry.c.ordinal.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(change_entry.c.change_id < before)
    return [HistoryEntry(*row) for row in connection.execute(query)]
