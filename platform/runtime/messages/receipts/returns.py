"""Who gave back what a sending wants: per receiver, read or not, and an answer, a confirmation, or nothing yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..tables import message, question, receipt, sending

_reminder = message.alias()


@dataclass(frozen=True, slots=True)
class Return:
    """`row` has what is kept: confirmed_at, attempts, score, given, and offered, answer, answered_at, until, closed_at
    of what was asked."""

    message: str
    person: str
    read_at: datetime | None
    row: Any

    def state(self, now: datetime) -> str:
        """given; closed where it is not wanted any more; else missing. What is only to be read is given by reading."""
        row = self.row
        if row.confirm and row.confirmed_at is None:
            return "missing"
        if row.offered is None:
            return "given" if row.confirm or self.read_at is not None else "missing"
        if row.answer is not None:
            return "given"
        over = row.closed_at is not None or (row.until is not None and row.until <= now)
        return "closed" if over else "missing"


def returns_of(connection: sa.Connection, sendings: Iterable[str]) -> dict[str, list[Return]]:
    """By sending, its receivers in the order in which they were written."""
    asked = [question.c[name] for name in ("offered", "answer", "answered_at", "until", "closed_at")]
    got = [receipt.c[name] for name in ("confirmed_at", "attempts", "score", "given")]
    mine = [message.c[name] for name in ("id", "person_id", "sending_id")]
    # Who read only the reminder has read it too.
    reminded = sa.select(sa.func.min(_reminder.c.read_at)).where(_reminder.c.reminds == message.c.id).scalar_subquery()
    read_at = sa.func.coalesce(message.c.read_at, reminded, type_=message.c.read_at.type).label("first_read_at")
    joined = (
        message.join(sending, sending.c.id == message.c.sending_id)
        .outerjoin(question, question.c.message_id == message.c.id)
        .outerjoin(receipt, receipt.c.message_id == message.c.id)
    )
    query = sa.select(*mine, read_at, sending.c.confirm, *asked, *got).select_from(joined)
    query = query.where(message.c.sending_id.in_(list(sendings)), message.c.reminds.is_(None)).order_by(message.c.id)
    found: dict[str, list[Return]] = {}
    for row in connection.execute(query):
        found.setdefault(row.sending_id, []).append(Return(row.id, row.person_id, row.first_read_at, row))
    return found


def missing(connection: sa.Connection, id: str, now: datetime) -> dict[str, str]:
    """The receivers of a sending who have not given what it wants: person → his message."""
    found = returns_of(connection, [id]).get(id, [])
    return {one.person: one.message for one in found if one.state(now) == "missing"}
