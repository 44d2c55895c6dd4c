"""How messages reached people outside: for administrators all of them, for everybody those of his own messages."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..errors import NotFound
from ..people import organisation_of
from ..storage import Transaction
from .delivering import try_again
from .setup import plain_reason
from .tables import delivery, message

STATES = ("waiting", "sent", "failed", "skipped")
_LONGEST_PAGE = 200


def deliveries(
    context: Context,
    *,
    state: str | None = None,
    channel: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> dict[str, Any]:
    """{"items", "next_cursor"}, newest first: whose message of which app it is and what became of it, not its words."""
    t = delivery.c
    query = sa.select(delivery, message.c.app, message.c.key, message.c.kind, message.c.at, message.c.link)
    query = query.join(message, message.c.id == t.message_id).order_by(t.id.desc())
    limit = max(1, min(limit, _LONGEST_PAGE))
    for column, wanted in ((t.state, state), (t.channel, channel)):
        query = query.where(column == wanted) if wanted else query
    query = query.where(t.id < cursor) if cursor else query
    with context.workspace.database.read() as connection:
        rows = connection.execute(query.limit(limit + 1)).all()
        organisation = organisation_of(context.workspace, connection)
    items = [_document(row, organisation.name(row.person_id), context.locale) for row in rows[:limit]]
    return {"items": items, "next_cursor": rows[limit - 1].id if len(rows) > limit else None}


def delivery_figures(connection: sa.Connection) -> dict[tuple[str, str], int]:
    """How many wait and how many failed, by channel and state."""
    t = delivery.c
    query = sa.select(t.channel, t.state, sa.func.count()).where(t.state.in_(("waiting", "failed")))
    return {(row[0], row[1]): row[2] for row in connection.execute(query.group_by(t.channel, t.state))}


def ways_of(context: Context, messages: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """How messages went out, by message: [{"channel", "state", "reason", "at"}]."""
    query = sa.select(delivery).where(delivery.c.message_id.in_(list(messages))).order_by(delivery.c.channel)
    found: dict[str, list[dict[str, Any]]] = {}
    with context.workspace.database.read() as connection:
        for row in connection.execute(query):
            told = {"channel": row.channel, "state": row.state, "reason": plain_reason(row.reason, context.locale)}
            found.setdefault(row.message_id, []).append(told | {"at": row.settled_at or row.due_at})
    return found


def retry(context: Context, tx: Transaction, id: str) -> None:
    """Send one that failed or was skipped after all. Raises NotFound for any other."""
    t = delivery.c
    fresh = {"state": "waiting", "reason": None, "digest": False, "due_at": context.now(), "settled_at": None}
    statement = sa.update(delivery).where(t.id == id, t.state.in_(("failed", "skipped"))).values(**fresh)
    if tx.execute(statement).rowcount == 0:
        raise NotFound
    try_again(context, tx, id)


def _document(row: Any, name: str, locale: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "message": f"{row.app}.{row.key}",
        "kind": row.kind,
        "person": name,
        "channel": row.channel,
        "state": row.state,
        "digest": row.digest,
        "attempts": row.attempts,
        "at": row.at,
        "due_at": row.due_at,
        "settled_at": row.settled_at,
        "reason": plain_reason(row.reason, locale),
        "link": row.link,
    }
