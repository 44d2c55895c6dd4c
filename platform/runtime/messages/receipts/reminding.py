"""Reminders: those who have not given what a message wants are told once more, by its own setting or by its sender.

A reminder is a message that stands for the one it reminds of: what is confirmed or answered there counts for that.
"""

from datetime import timedelta

import sqlalchemy as sa

from ...context import Context
from ...jobs import Job, job_handler
from ...localized import LOCALES
from ...people import organisation_of
from ...storage import Transaction
from ..errors import RemindedAlready
from ..sending import tell
from ..tables import message, sending
from .returns import missing
from .wanting import REMIND, plan_reminder

_MOST_BY_ITSELF = 10
_PAUSE = timedelta(hours=1)
_TITLE = {"zh-CN": "提醒：{title}", "en": "Reminder: {title}"}


@job_handler(REMIND)
def remind_again(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"sending", "number"}. The next time is planned while somebody is missing."""
    id = job.payload["sending"]
    row = tx.execute(sa.select(sending).where(sending.c.id == id).with_for_update()).one_or_none()
    if row is None or row.remind_after is None or not remind(context, tx, id):
        return
    if (number := job.payload["number"]) < _MOST_BY_ITSELF:
        plan_reminder(context, tx, id, row.remind_after, number + 1)


def remind_now(context: Context, tx: Transaction, id: str) -> int:
    """As its sender wants it, once an hour. Returns how many are reminded. Raises RemindedAlready."""
    query = sa.select(sending.c.reminded_at).where(sending.c.id == id).with_for_update()
    before = tx.execute(query).scalar_one()
    if before is not None and before > context.now() - _PAUSE:
        raise RemindedAlready
    return remind(context, tx, id)


def remind(context: Context, tx: Transaction, id: str) -> int:
    """Tell who is missing and still here, in the words of the message. Returns how many."""
    organisation = organisation_of(context.workspace, tx.connection)
    waiting = {}
    for person, original in missing(tx.connection, id, context.now()).items():
        known = organisation.person(person)
        if known is not None and known.active:
            waiting[person] = original
    if not waiting:
        return 0
    first = tx.execute(sa.select(message).where(message.c.id == id)).one()
    title = {locale: _TITLE[locale].format(title=first.title[locale]) for locale in LOCALES}
    ids = tell(tx, context, first.app, first.key, waiting, title, first.text, kind=first.kind, link=first.link)
    for one in tx.execute(sa.select(message.c.id, message.c.person_id).where(message.c.id.in_(ids))).all():
        values = {"sending_id": id, "reminds": waiting[one.person_id]}
        tx.execute(sa.update(message).where(message.c.id == one.id).values(**values))
    told = {"reminders": sending.c.reminders + 1, "reminded_at": context.now()}
    tx.execute(sa.update(sending).where(sending.c.id == id).values(**told))
    return len(ids)
