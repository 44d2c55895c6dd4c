"""Messages that ask: answers their person may choose from, until when, and what he chose, once.

A question of a workflow's step is `asked` by that visit of it, and is closed with it. An answer is written with the job
that tells that step, and starts the workflows that listen to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from .. import changes
from ..calendars import after
from ..changes import change_of
from ..context import Context
from ..definitions import Plans, plans_in
from ..errors import InvalidValue, NotFound
from ..jobs import enqueue
from ..localized import LOCALES, Localized, listed, text
from ..records.querying.compiler import Reading
from ..storage import Transaction
from ..triggers import Listener, listeners, start
from .errors import AnsweredAlready, AnswerOver
from .inbox import mark_seen
from .links.signing import make_links
from .setup import open_channels
from .tables import message, question

# Told to the workflow whose step asked, see workflows/engine/answered.py.
ANSWERED = "messages.answered"
_TRIGGER = "message_answered"
# A reminder asks what the message asks that it stands for.
_ASKED = message.join(question, question.c.message_id == sa.func.coalesce(message.c.reminds, message.c.id))


def offer(
    context: Context,
    tx: Transaction,
    messages: Sequence[str],
    answers: Sequence[tuple[str, Localized]],
    within: str | None,
    asked: str | None,
) -> None:
    """What these messages, just written, may be answered. `within`: a duration; `asked`: the visit that waits."""
    until = None if within is None else after(context.now(), within, context.workspace.zone)
    offered = [{"key": key, "title": {locale: text(title, locale) for locale in LOCALES}} for key, title in answers]
    for id in messages:
        tx.execute(sa.insert(question).values(message_id=id, offered=offered, until=until, asked=asked))
    # Whoever set up no channel is sent no letters.
    if open_channels(tx.connection):
        make_links(context, tx, messages, [key for key, _ in answers])


def withdraw(context: Context, tx: Transaction, asked: str) -> None:
    """A step waits no longer: what nobody has answered needs no answer any more."""
    t = question.c
    open_ = (t.asked == asked, t.answer.is_(None), t.closed_at.is_(None))
    tx.execute(sa.update(question).where(*open_).values(closed_at=context.now()))


def questions_of(context: Context, messages: Iterable[str]) -> dict[str, dict[str, Any]]:
    """By message: {"answers": [{"key", "title"}], "until", "answer", "answered_at", "state"}; state: open, answered,
    over (too late), closed (not needed any more)."""
    query = sa.select(question, message.c.id.label("asked_for")).select_from(_ASKED)
    query = query.where(message.c.id.in_(list(messages)))
    with context.workspace.database.read() as connection:
        return {row.asked_for: _told(context, row) for row in connection.execute(query)}


def open_answers(context: Context, connection: sa.Connection, messages: Iterable[str]) -> dict[str, list[Any]]:
    """By message that still asks: [{"key", "title": one per language}]."""
    query = sa.select(question, message.c.id.label("asked_for")).select_from(_ASKED)
    rows = connection.execute(query.where(message.c.id.in_(list(messages))))
    return {row.asked_for: row.offered for row in rows if _state(row, context.now()) == "open"}


def asked_until(context: Context, connection: sa.Connection, id: str) -> datetime | None:
    """Until when a message may be answered that still asks; None for others, and where there is no limit."""
    query = sa.select(question).select_from(_ASKED).where(message.c.id == id)
    row = connection.execute(query).one_or_none()
    until: datetime | None = row.until if row is not None and _state(row, context.now()) == "open" else None
    return until


def answer(context: Context, id: str, chosen: str) -> dict[str, Any]:
    """Answer a question of one's own; the same answer again changes nothing. Raises NotFound, InvalidValue,
    AnsweredAlready, AnswerOver."""

    def unit(tx: Transaction) -> dict[str, Any]:
        mine = (message.c.id == id, message.c.person_id == context.actor.person_id)
        columns = [message.c[name] for name in ("app", "key", "link", "person_id")]
        query = sa.select(question, *columns).select_from(_ASKED).where(*mine)
        row = tx.execute(query.with_for_update(of=question)).one_or_none()
        if row is None:
            raise NotFound
        if row.answer == chosen:
            return _told(context, row)
        _check(context, row, chosen)
        values = {"answer": chosen, "answered_at": context.now()}
        tx.execute(sa.update(question).where(question.c.message_id == row.message_id).values(**values))
        mark_seen(context, tx, row.message_id)
        patch = [{"op": "set", "path": ["answer"], "before": None, "after": chosen}]
        change_of(tx).entry("message", f"{row.app}.{row.key}", row.message_id, "change", patch)
        _tell(context, tx, row, chosen)
        return _told(context, tx.execute(query).one())

    return changes.run(context, unit)


def _check(context: Context, row: Any, chosen: str) -> None:
    if row.answer is not None:
        title = next(one["title"] for one in row.offered if one["key"] == row.answer)
        raise AnsweredAlready(answer=title)
    if row.closed_at is not None or (row.until is not None and row.until <= context.now()):
        raise AnswerOver
    if chosen not in [one["key"] for one in row.offered]:
        titles = {locale: listed([one["title"][locale] for one in row.offered], locale) for locale in LOCALES}
        expected = {"zh-CN": f"选项之一：{titles['zh-CN']}", "en": f"one of: {titles['en']}"}
        raise InvalidValue(pointer="/answer", expected=expected)


def _tell(context: Context, tx: Transaction, row: Any, chosen: str) -> None:
    """The step that waits, and the workflows that listen."""
    if row.asked is not None:
        instance, node, visit = row.asked.split("/")
        payload = {"app": row.app, "instance": instance, "node": node, "visit": int(visit)}
        given = {"answer": chosen, "by": row.person_id}
        enqueue(context, tx, ANSWERED, payload | given, key=f"{ANSWERED}/{row.message_id}")
    plans = plans_in(context.workspace, tx)
    for listener in listeners(plans, _TRIGGER):
        app, _, key = str(listener.settings["message"]).rpartition(".")
        if (app or listener.app, key) != (row.app, row.key):
            continue
        if listener.settings["answers"] and chosen not in listener.settings["answers"]:
            continue
        data = {"answer": chosen, "person": row.person_id, "message": row.message_id}
        if _fits(context, tx, plans, listener, row.link, data):
            record = row.link["record"] if listener.form is not None else None
            start(context, tx, listener, f"{ANSWERED}/{row.message_id}", record_id=record, data=data)


def _fits(
    context: Context,
    tx: Transaction,
    plans: Plans,
    listener: Listener,
    link: Mapping[str, str] | None,
    data: Mapping[str, Any],
) -> bool:
    """Whether the message is about a record of the listener's form, where it names one, and its condition holds."""
    known: dict[str, Any] = {"now": context.now(), "zone": context.workspace.zone, "trigger": data}
    if listener.form is not None:
        if link is None or f"{link['app']}.{link['form']}" != listener.form.name:
            return False
        found = Reading(context, tx.connection, plans, listener.form).some([link["record"]])
        if not found:
            return False
        known["record"] = found[0].values
    return listener.holds(known)


def _told(context: Context, row: Any) -> dict[str, Any]:
    return {
        "answers": [{"key": one["key"], "title": text(one["title"], context.locale)} for one in row.offered],
        "until": row.until,
        "answer": row.answer,
        "answered_at": row.answered_at,
        "state": _state(row, context.now()),
    }


def _state(row: Any, now: datetime) -> str:
    if row.answer is not None:
        return "answered"
    if row.closed_at is not None:
        return "closed"
    return "over" if row.until is not None and row.until <= now else "open"
