"""What those who build an app say to one another about a document, or a part of it: kept until somebody settles it.

Whoever worked on the document or said something about it gets a message. Nothing here is part of the document: it is
neither published nor packed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.errors import InvalidValue, NotFound
from ...runtime.identifiers import new_id
from ...runtime.localized import LOCALES, text
from ...runtime.messages import tell
from ...runtime.people import actor_name, has_right, person_actor
from ...runtime.storage import Transaction
from .rows import Place
from .tables import draft, draft_comment

_LONGEST = 2_000
_EXPECTED = {"zh-CN": f"1 到 {_LONGEST} 个字", "en": f"1 to {_LONGEST} characters"}
_TITLE = {"zh-CN": "{name}对「{title}」说", "en": "{name} about {title}"}
_KEY = "draft_comment"


@dataclass(frozen=True, slots=True)
class Comment:
    """`part`: the way to what it is about, by keys, such as "fields/days"; None for the whole document. `settled_by`:
    who has settled it; None while it is open."""

    id: str
    part: str | None
    text: str
    by: str
    at: datetime
    settled_by: str | None
    settled_at: datetime | None


def comments(context: Context, place: Place) -> list[Comment]:
    """What was said about the document, the oldest first. Raises NotFound where there is no such document."""
    t = draft_comment.c
    wanted = sa.select(t.id, t.at_part, t.text, t.by, t.at, t.settled_by, t.settled_at).where(place.of(draft_comment))
    with context.workspace.database.read() as connection:
        _known(context, connection, place)
        return [Comment(*row) for row in connection.execute(wanted.order_by(t.id))]


def comment(context: Context, place: Place, said: str, part: str | None = None) -> str:
    """Say something about the document, or a part of it. Returns the comment's id. Raises NotFound, InvalidValue."""
    said = said.strip()
    if not 1 <= len(said) <= _LONGEST:
        raise InvalidValue(pointer="/text", expected=_EXPECTED)
    id = new_id()
    with context.workspace.database.write() as tx:
        title = _known(context, tx.connection, place)
        hearers = sorted(set(_hearers(tx, place)) - {context.actor.identity})
        by, now = context.actor.identity, context.now()
        about = {"app": place.app, "kind": place.kind, "key": place.key, "at_part": part}
        tx.execute(sa.insert(draft_comment).values(id=id, **about, text=said, by=by, at=now))
        _tell(tx, context, place, hearers, title, said, id)
    return id


def settle(context: Context, place: Place, id: str, *, settled: bool = True) -> None:
    """A comment is settled, or open again. Raises NotFound."""
    values = {
        "settled_by": context.actor.identity if settled else None,
        "settled_at": context.now() if settled else None,
    }
    with context.workspace.database.write() as tx:
        mine = sa.and_(place.of(draft_comment), draft_comment.c.id == id)
        if tx.execute(sa.update(draft_comment).where(mine).values(**values)).rowcount == 0:
            raise NotFound


def open_comments(connection: sa.Connection, app: str) -> dict[tuple[str, str], int]:
    """How many comments are open, by kind and key of the app's documents."""
    t = draft_comment.c
    wanted = sa.select(t.kind, t.key, sa.func.count()).where(t.app == app, t.settled_at.is_(None))
    return {(kind, key): count for kind, key, count in connection.execute(wanted.group_by(t.kind, t.key))}


def _known(context: Context, connection: sa.Connection, place: Place) -> Any:
    """The document's title, as it will be. Raises NotFound."""
    row = connection.execute(sa.select(draft.c.document).where(place.of(draft))).one_or_none()
    published = plan_cache(context.workspace).at(connection).find(place.kind, place.app, place.key)
    if row is None and published is None:
        raise NotFound
    document = (row.document if row else None) or (published.document if published else {})
    return document.get("title", place.key)


def _hearers(tx: Transaction, place: Place) -> Iterator[str]:
    yield from tx.execute(sa.select(draft.c.changed_by).where(place.of(draft))).scalars()
    yield from tx.execute(sa.select(draft_comment.c.by).where(place.of(draft_comment)).distinct()).scalars()


def _tell(tx: Transaction, context: Context, place: Place, hearers: list[str], title: Any, said: str, id: str) -> None:
    plans = plan_cache(context.workspace).latest()
    # Who builds no more is not told of it.
    builds = [one for one in hearers if _builds(context, plans, one)]
    name = actor_name(context, context.actor.identity)
    words = {locale: _TITLE[locale].format(name=name, title=text(title, locale)) for locale in LOCALES}
    said_in = dict.fromkeys(LOCALES, said)
    link = {"app": place.app, "document": f"{place.kind}/{place.key}"}
    tell(tx, context, place.app, _KEY, builds, words, said_in, once=f"{_KEY}/{id}", link=link)


def _builds(context: Context, plans: Any, person: str) -> bool:
    try:
        actor = person_actor(context.workspace, person)
    except NotFound:
        return False
    return has_right(context.acting_as(actor), plans, "apps.build")
