"""Following a link of a letter: a page with the answer to confirm, and the answer. Opening alone changes nothing, since
scanners of mail open what they find.

A link stands for its person as long as he is here and may sign in; it answers nothing but its question.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...context import SYSTEM, Context
from ...errors import NotFound
from ...localized import text
from ...people import check_guesses, count_guess, may_sign_in, person_actor
from ...storage import Clock, Installation
from ..preferences import wishes_of
from ..questions import answer, questions_of
from ..tables import answer_link, message
from .signing import hash_of

_GUESS = "answer link"


@dataclass(frozen=True, slots=True)
class Followed:
    """`context`: of the person whose letter it was, in the language of his letters. `question` as of `questions_of`,
    `chosen` the key that the link stands for."""

    context: Context
    message: str
    title: str
    text: str
    chosen: str
    question: dict[str, Any]

    def titled(self, key: str) -> str:
        """The words of an answer."""
        return next(str(one["title"]) for one in self.question["answers"] if one["key"] == key)


def follow(installation: Installation, clock: Clock, token: str, address: str | None, **surroundings: Any) -> Followed:
    """What a link leads to. Raises NotFound, and TooManyAttempts for an address that has guessed too often."""
    check_guesses(installation.directory, clock, _GUESS, address)
    try:
        return _follow(installation, token, address=address, **surroundings)
    except NotFound:
        count_guess(installation.directory, clock, _GUESS, address)
        raise


def answer_by_link(
    installation: Installation, clock: Clock, token: str, address: str | None, **surroundings: Any
) -> Followed:
    """Give the answer that the link stands for; given before, it changes nothing. Raises as `follow`, and
    AnsweredAlready, AnswerOver."""
    found = follow(installation, clock, token, address, **surroundings)
    answer(found.context, found.message, found.chosen)
    return follow(installation, clock, token, address, **surroundings)


def _follow(installation: Installation, token: str, **surroundings: Any) -> Followed:
    id, dot, _ = token.partition(".")
    if not dot:
        raise NotFound
    context = Context(installation.workspace(id), SYSTEM, provenance="mail", **surroundings)
    columns = [message.c[name] for name in ("person_id", "title", "text")]
    query = sa.select(answer_link, *columns).join(message, message.c.id == answer_link.c.message_id)
    with context.workspace.database.read() as connection:
        row = connection.execute(query.where(answer_link.c.token_hash == hash_of(token))).one_or_none()
        if row is None or not may_sign_in(installation.directory, context.workspace.id, row.person_id):
            raise NotFound
        actor = person_actor(context.workspace, row.person_id, connection)
        locale = wishes_of(connection, [row.person_id])[row.person_id].locale
    context = Context(context.workspace, actor, locale, "mail", context.request_id, context.address)
    question = questions_of(context, [row.message_id])[row.message_id]
    words = text(row.title, locale), text(row.text, locale)
    return Followed(context, row.message_id, *words, row.answer, question)
