"""The receiver's side: he confirms that he has read, or passes the quiz. A reminder stands for what it reminds of."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from ... import changes
from ...changes import change_of
from ...context import Context
from ...errors import InvalidValue, NotFound
from ...storage import Transaction
from ..inbox import mark_seen
from ..tables import message, receipt, sending
from .quiz import Given, asked, mark


def receipts_of(context: Context, messages: Iterable[str]) -> dict[str, dict[str, Any]]:
    """By message that wants to be confirmed, or reminds of one: {"confirmed_at", "quiz"}; the quiz is {"questions",
    "pass_mark", "attempts", "score", "wrong"} or None, never with what is right."""
    query = _receipts().where(message.c.id.in_(list(messages)))
    with context.workspace.database.read() as connection:
        return {row.asked_for: _told(row, context.locale) for row in connection.execute(query)}


def confirm(context: Context, id: str, given: Given) -> dict[str, Any]:
    """Confirm one of one's own messages; where it has a quiz `given` are its answers, and it is confirmed when they
    pass. Once confirmed it stays so. Raises NotFound, InvalidValue."""

    def unit(tx: Transaction) -> dict[str, Any]:
        query = _receipts().where(message.c.id == id, message.c.person_id == context.actor.person_id)
        row = tx.execute(query.with_for_update(of=receipt)).one_or_none()
        if row is None:
            raise NotFound
        if row.confirmed_at is None:
            _keep(context, tx, row, given)
            row = tx.execute(query).one()
        return _told(row, context.locale)

    return changes.run(context, unit)


def _keep(context: Context, tx: Transaction, row: Any, given: Given) -> None:
    now, passed = context.now(), True
    values: dict[str, Any] = {}
    if row.quiz is not None:
        _check(row.quiz, given)
        marked = mark(row.quiz, given)
        passed = marked.passed
        values = {
            "attempts": row.attempts + 1,
            "score": marked.score,
            "given": {key: list(some) for key, some in given.items()},
        }
    if passed:
        values["confirmed_at"] = now
    tx.execute(sa.update(receipt).where(receipt.c.message_id == row.message_id).values(**values))
    mark_seen(context, tx, row.message_id)
    if passed:
        patch = [{"op": "set", "path": ["confirmed_at"], "before": None, "after": now.isoformat()}]
        change_of(tx).entry("message", f"{row.app}.{row.key}", row.message_id, "change", patch)


def _check(quiz: Mapping[str, Any], given: Given) -> None:
    """Every question has an answer, and nothing else has one."""
    for question in quiz["questions"]:
        offered = {one["key"] for one in question["options"]}
        some = given.get(question["key"], ())
        if not some or not set(some) <= offered:
            expected = {"zh-CN": "每道题的答案", "en": "an answer to each question"}
            raise InvalidValue(pointer=f"/answers/{question['key']}", expected=expected)
    unknown = sorted(set(given) - {one["key"] for one in quiz["questions"]})
    if unknown:
        expected = {"zh-CN": "测验里的题目", "en": "questions of the quiz"}
        raise InvalidValue(pointer="/answers", expected=expected)


def _receipts() -> sa.Select[Any]:
    original = sa.func.coalesce(message.c.reminds, message.c.id)
    joined = message.join(receipt, receipt.c.message_id == original).join(sending, sending.c.id == message.c.sending_id)
    return sa.select(
        receipt, sending.c.quiz, message.c.id.label("asked_for"), message.c.app, message.c.key
    ).select_from(joined)


def _told(row: Any, locale: str) -> dict[str, Any]:
    quiz = None
    if row.quiz is not None:
        tried = row.given is not None
        quiz = {
            "questions": asked(row.quiz, locale),
            "pass_mark": row.quiz["pass_mark"],
            "attempts": row.attempts,
            "score": row.score,
            "wrong": list(mark(row.quiz, row.given).wrong) if tried else [],
        }
    return {"confirmed_at": row.confirmed_at, "quiz": quiz}
