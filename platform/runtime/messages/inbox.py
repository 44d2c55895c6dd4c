"""One's own inbox: messages newest first, the unread count, marking as read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..errors import NotFound
from ..localized import text
from ..storage import Transaction
from .tables import message

_LONGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Message:
    """A message in the reader's language. `link` is {"app", "form", "record"}, {"app", "document"}
    with "kind/key" of what is built, or None."""

    id: str
    app: str
    key: str
    kind: str
    title: str
    text: str
    link: dict[str, str] | None
    at: datetime
    read_at: datetime | None
    reminds: str | None = None
    snoozed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class InboxPage:
    """`unread` counts all unread messages, not only those of the page."""

    items: list[Message]
    unread: int
    next_cursor: str | None


def inbox(
    context: Context,
    *,
    unread_only: bool = False,
    snoozed: bool = False,
    kind: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> InboxPage:
    """The acting person's messages, of one class or all, newest first; `cursor` is the `next_cursor` of the page
    before. Those put off are left out, or with `snoozed` they alone are told; those that came back and were not read
    yet stand before all others."""
    t, limit, now = message, max(1, min(limit, _LONGEST_PAGE)), context.now()
    mine, unread = t.c.person_id == context.actor.person_id, t.c.read_at.is_(None)
    here = mine & sa.or_(t.c.snoozed_until.is_(None), t.c.snoozed_until <= now)
    back = here & unread & t.c.snoozed_until.is_not(None)
    query = sa.select(t)
    if unread_only:
        query = query.where(unread)
    if kind:
        query = query.where(t.c.kind == kind)
    rest = query.where(mine, t.c.snoozed_until > now) if snoozed else query.where(here, sa.not_(back))
    rest = rest.where(t.c.id < cursor) if cursor else rest
    first = query.where(back).order_by(t.c.snoozed_until.desc(), t.c.id.desc()).limit(_LONGEST_PAGE)
    with context.workspace.database.read() as connection:
        rows = connection.execute(rest.order_by(t.c.id.desc()).limit(limit + 1)).all()
        returned = [] if snoozed or cursor else list(connection.execute(first))
        count = connection.execute(sa.select(sa.func.count()).select_from(t).where(here, unread)).scalar_one()
    items = [_message(row, context.locale) for row in [*returned, *rows[:limit]]]
    return InboxPage(items, count, items[-1].id if len(rows) > limit else None)


def mark_read(context: Context, id: str) -> Message:
    """Mark one of one's own messages as read; the first moment stays. Raises NotFound."""
    t = message
    mine = (t.c.id == id) & (t.c.person_id == context.actor.person_id)
    # Reading is no change of business data: no entry in the change record.
    with context.workspace.database.write() as tx:
        tx.execute(sa.update(t).where(mine, t.c.read_at.is_(None)).values(read_at=context.now()))
        row = tx.execute(sa.select(t).where(mine)).one_or_none()
    if row is None:
        raise NotFound
    return _message(row, context.locale)


def mark_seen(context: Context, tx: Transaction, id: str) -> None:
    """What was answered or confirmed was read, and so was what reminded of it."""
    mine = (message.c.id == id) | (message.c.reminds == id)
    values = {"read_at": context.now(), "snoozed_until": None}
    tx.execute(sa.update(message).where(mine, message.c.read_at.is_(None)).values(**values))


def mark_all_read(context: Context, until: str, kind: str | None = None) -> int:
    """Mark one's own messages as read up to the newest one that was shown; later ones stay, and so do those put
    off. Returns how many."""
    t = message.c
    here = sa.or_(t.snoozed_until.is_(None), t.snoozed_until <= context.now())
    mine = [t.person_id == context.actor.person_id, t.read_at.is_(None), t.id <= until, here]
    if kind:
        mine.append(t.kind == kind)
    with context.workspace.database.write() as tx:
        return tx.execute(sa.update(message).where(*mine).values(read_at=context.now())).rowcount


def _message(row: Any, locale: str) -> Message:
    title, body = text(row.title, locale), text(row.text, locale)
    return Message(
        row.id, row.app, row.key, row.kind, title, body, row.link, row.at, row.read_at, row.reminds, row.snoozed_until
    )
