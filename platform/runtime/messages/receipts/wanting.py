"""What is wanted back is written down with the message, and who is reminded when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...calendars import after
from ...context import Context
from ...jobs import BULK, enqueue
from ...storage import Transaction
from ..tables import message, receipt, sending
from .quiz import kept

REMIND = "messages.remind"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`confirm`: that each receiver confirms, with a `quiz` by passing it. `remind_after`: a duration, how often those
    are reminded who have not given what is wanted."""

    confirm: bool = False
    quiz: Mapping[str, Any] | None = None
    remind_after: str | None = None


def want(context: Context, tx: Transaction, messages: Sequence[str], wanted: Wanted, sender: str | None) -> str | None:
    """Keep what these messages, just written, want back. Returns the id of the sending; None where there are none."""
    if not messages:
        return None
    id = min(messages)
    confirm = wanted.confirm or wanted.quiz is not None
    values = {
        "id": id,
        "sender_id": sender,
        "confirm": confirm,
        "quiz": None if wanted.quiz is None else kept(wanted.quiz),
        "remind_after": wanted.remind_after,
        "reminders": 0,
    }
    tx.execute(sa.insert(sending).values(**values))
    tx.execute(sa.update(message).where(message.c.id.in_(messages)).values(sending_id=id))
    if confirm:
        tx.execute(sa.insert(receipt), [{"message_id": one, "attempts": 0} for one in messages])
    if wanted.remind_after is not None:
        plan_reminder(context, tx, id, wanted.remind_after, 1)
    return id


def plan_reminder(context: Context, tx: Transaction, id: str, remind_after: str, number: int) -> None:
    """Write the job that reminds for the `number`th time."""
    at = after(context.now(), remind_after, context.workspace.zone)
    enqueue(context, tx, REMIND, {"sending": id, "number": number}, key=f"{REMIND}/{id}/{number}", run_at=at, lane=BULK)
