"""Following a link of a letter: a page with the answer to confirm, and the answer. Opening alone changes nothing, since
scanners of mail open what they find.

A link stands for its person as long as he is here, may sign in and has the password he had when it was written; it
answers nothing but its question, and where that has no limit of its own for thirty days.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ...context import SYSTEM, Context
from ...errors import NotFound
from ...localized import text
from ...people import check_guesses, count_guess, may_sign_in, password_set_at, person_actor
from ...storage import Clock, Installation
from ..preferences import wishes_of
from ..questions import answer, asked_until, questions_of
from ..tables import answer_link, message
from .signing import hash_of

_GUESS = "answer link"
_LONGEST = timedelta(days=30)


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
        return _follow(installation, clock, token, address=address, **surroundings)
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


def _follow(installation: Installation, clock: Clock, token: str, **surroundings: Any) -> Followed:
    id, dot, _ = token.partition(".")
    if not dot:
        raise NotFound
    context = Context(installation.workspace(id), SYSTEM, provenance="mail", **surroundings)
    columns = [message.c[name] for name in ("person_id", "title", "text", "at")]
    query = sa.select(answer_link, *columns).join(message, message.c.id == answer_link.c.message_id)
    with context.workspace.database.read() as connection:
        row = connection.execute(query.where(answer_link.c.token_hash == hash_of(token))).one_or_none()
        if row is None or not may_sign_in(installation.directory, context.workspace.id, row.person_id):
            raise NotFound
        if _is_over(installation, clock, context, connection, row):
            raise NotFound
        actor = person_actor(context.workspace, row.person_id, connection)
        locale = wishes_of(connection, [row.person_id])[row.person_id].locale
    context = Context(context.workspace, actor, locale, "mail", context.request_id, context.address)
    question = questions_of(context, [row.message_id])[row.message_id]
    words = text(row.title, locale), text(row.text, locale)
    return Followed(context, row.message_id, *words, row.answer, question)


def _is_over(installation: Installation, clock: Clock, context: Context, connection: sa.Connection, row: Any) -> bool:
    """Whether the password was set since the letter, or the letter is old and its question without a limit."""
    now = context.now()
    if asked_until(context, connection, row.message_id) is None and row.at + _LONGEST <= now:
        return True
    # Passwords go by the installation's clock, which a sandbox may be ahead of.
    since = password_set_at(installation.directory, context.workspace.id, row.person_id)
    return since is not None and row.at <= since + (now - clock.now())
