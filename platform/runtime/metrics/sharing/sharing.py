"""What one reader asks within one request, shared with all who ask the same under the same rights."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from ...changes import touched_in
from ...context import Context
from .answers import Answer, Answers
from .noticing import Noticed, noticing

T = TypeVar("T")


class Sharing:
    """Every answer has in it what was committed before this was made."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._seen = touched_in(context.workspace).look()
        self._answers = context.workspace.resource(Answers, Answers)
        self._oldest: datetime | None = None

    @property
    def as_of(self) -> datetime:
        """Until when what was answered is known to be true: now, or the moment that the oldest answer went by."""
        return self._oldest or self.context.now()

    def ask(self, question: Hashable, work: Callable[[Context, sa.Connection], Iterable[T]]) -> Sequence[T]:
        """The answer of `work`, which asks the database on the connection and by the context that it is given.

        question: names it among all questions that depend alike on the reader's roles. Raises what `work` raises.
        """
        context, actor = self.context, self.context.actor

        def worked_out(since: int) -> Answer:
            noticed, at = Noticed(), context.now()
            with context.workspace.database.read() as connection:
                value = tuple(work(noticing(context, connection, noticed), connection))
            return Answer(value, len(value), noticed, since, at)

        rights = (actor.kind, actor.app, actor.roles, self._seen.people_revision)
        whose = (actor.person_id, actor.name, actor.departments, actor.account_id, actor.on_behalf_of)
        found = self._answers.get(self._seen, (question, rights), whose, context.now(), worked_out)
        if found.noticed.passing:
            self._oldest = min(found.at, self._oldest or found.at)
        value: Sequence[T] = found.value
        return value
