"""The sender's side: what he sent that wants something back, who read it, who gave it and who did not.

Whoever manages messages sees those of all. The words of a message stay with who wrote or received them: to others its
title is that of its document, with the names in it unfilled.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import NotFound
from ...exports import workbook_of
from ...localized import text
from ...people import has_right, organisation_of
from ...storage import Transaction
from ..deliveries import ways_of
from ..tables import message, sending
from .quiz import chosen
from .reminding import remind_now
from .returns import Return, returns_of

_LONGEST_PAGE = 100
_RIGHT = "messages.manage"


def sendings(context: Context, *, limit: int = 30, cursor: str | None = None) -> dict[str, Any]:
    """{"items", "next_cursor"}, newest first."""
    limit = max(1, min(limit, _LONGEST_PAGE))
    query = _visible(context).order_by(sending.c.id.desc()).limit(limit + 1)
    query = query.where(sending.c.id < cursor) if cursor else query
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        rows = connection.execute(query).all()
        found = returns_of(connection, [row.id for row in rows[:limit]])
    items = [_document(context, plans, row, found.get(row.id, [])) for row in rows[:limit]]
    return {"items": items, "next_cursor": rows[limit - 1].id if len(rows) > limit else None}


def sending_of(context: Context, id: str) -> dict[str, Any]:
    """One with its receivers: who read it, gave what, and how it went out to him. Raises NotFound."""
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        row = connection.execute(_visible(context).where(sending.c.id == id)).one_or_none()
        if row is None:
            raise NotFound
        found = returns_of(connection, [id]).get(id, [])
    ways = ways_of(context, [one.message for one in found])
    persons = [_person(context, row, one) | {"ways": ways.get(one.message, [])} for one in found]
    return _document(context, plans, row, found) | {"persons": persons}


def remind_missing(context: Context, tx: Transaction, id: str) -> int:
    """Remind who is missing. Returns how many. Raises NotFound, RemindedAlready."""
    if tx.execute(_visible(context).where(sending.c.id == id)).one_or_none() is None:
        raise NotFound
    return remind_now(context, tx, id)


def sheet_of(context: Context, id: str) -> bytes:
    """The receivers as a spreadsheet. Raises NotFound."""
    words, zone = _HEADS[context.locale], ZoneInfo(context.workspace.zone)

    def local(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment.astimezone(zone).replace(tzinfo=None)

    rows = (
        (
            one["name"],
            one["department"],
            words[one["state"]],
            local(one["read_at"]),
            local(one["confirmed_at"]),
            one["answer"],
            local(one["answered_at"]),
            one["attempts"],
            one["score"],
            "; ".join(f"{given['title']}: {', '.join(given['chosen'])}" for given in one["chosen"]),
        )
        for one in sending_of(context, id)["persons"]
    )
    return workbook_of(words["heads"], rows)


def _visible(context: Context) -> sa.Select[Any]:
    columns = [message.c[name] for name in ("app", "key", "kind", "title", "text", "at", "link")]
    query = sa.select(sending, *columns).join(message, message.c.id == sending.c.id)
    if has_right(context, plan_cache(context.workspace).latest(), _RIGHT):
        return query
    return query.where(sending.c.sender_id == context.actor.person_id)


def _document(context: Context, plans: Plans, row: Any, found: list[Return]) -> dict[str, Any]:
    now, locale = context.now(), context.locale
    states = [one.state(now) for one in found]
    title, words = _words(context, plans, row, found)
    installed = plans.apps.get(row.app)
    offered = next((one.row.offered for one in found if one.row.offered is not None), ())
    return {
        "id": row.id,
        "title": title,
        "text": words,
        "kind": row.kind,
        "app": text(installed.manifest.get("title", row.app), locale) if installed else "Loomwork",
        "sender": organisation_of(context.workspace).name(row.sender_id) or None,
        "at": row.at,
        "confirm": row.confirm,
        "answers": [text(one["title"], locale) for one in offered],
        "questions": 0 if row.quiz is None else len(row.quiz["questions"]),
        "receivers": len(found),
        "read": sum(one.read_at is not None for one in found),
        "given": states.count("given"),
        "missing": states.count("missing"),
        "remind_after": row.remind_after,
        "reminders": row.reminders,
        "reminded_at": row.reminded_at,
    }


def _words(context: Context, plans: Plans, row: Any, found: list[Return]) -> tuple[str, str | None]:
    """Title and text as far as one may read them."""
    me = context.actor.person_id
    own = row.app == context.workspace.namespace and row.sender_id == me
    if own or any(one.person == me for one in found):
        return text(row.title, context.locale), text(row.text, context.locale)
    document = plans.find("message", row.app, row.key)
    return (row.key if document is None else text(document.document["title"], context.locale)), None


def _person(context: Context, sent: Any, one: Return) -> dict[str, Any]:
    organisation, locale, row = organisation_of(context.workspace), context.locale, one.row
    department = organisation.department(one.person, context.now())
    answer = next((offered["title"] for offered in row.offered or () if offered["key"] == row.answer), None)
    return {
        "id": one.person,
        "name": organisation.name(one.person),
        "department": organisation.departments.get(department) if department else None,
        "state": one.state(context.now()),
        "read_at": one.read_at,
        "confirmed_at": row.confirmed_at,
        "answer": None if answer is None else text(answer, locale),
        "answered_at": row.answered_at,
        "attempts": row.attempts,
        "score": row.score,
        "chosen": [] if sent.quiz is None or row.given is None else list(chosen(sent.quiz, row.given, locale)),
    }


_HEADS: dict[str, dict[str, Any]] = {
    "zh-CN": {
        "heads": [
            "姓名",
            "部门",
            "状态",
            "阅读时间",
            "确认时间",
            "答复",
            "答复时间",
            "测验次数",
            "答对题数",
            "测验答案",
        ],
        "given": "已完成",
        "missing": "未完成",
        "closed": "已不需要",
    },
    "en": {
        "heads": [
            "Name",
            "Department",
            "State",
            "Read",
            "Confirmed",
            "Answer",
            "Answered",
            "Attempts",
            "Right",
            "Quiz answers",
        ],
        "given": "Done",
        "missing": "Missing",
        "closed": "Not needed any more",
    },
}
