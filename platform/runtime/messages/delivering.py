"""Delivering: what is written into the inbox goes out over channels, each message once per person and channel.

The rows and jobs are written in the transaction of the message. A job claims (commit), sends with no transaction open,
and settles (commit). A channel that does not answer is asked again and again, nothing is given up for that: after some
failures in a row it counts as broken, which administrators are told, and told again when it works.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ...connectors.base import Outgoing, connector_types
from ...connectors.errors import NotAccepted, OutsideError
from ..context import Context
from ..definitions import plan_cache
from ..errors import PlatformError
from ..identifiers import new_id
from ..jobs import BULK, PROMPT, Job, enqueue, outside_handler
from ..localized import LOCALES
from ..people import organisation_of
from ..storage import Transaction
from .addresses import address_of
from .channels import channels
from .classes import CLASSES
from .letters import letter_of
from .preferences import due, wishes_of
from .reporting import report
from .setup import SetUp, connection_of, open_channels, set_ups
from .tables import channel_state, delivery, message

JOB = "messages.deliver"
BROKEN_AFTER = 4
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(minutes=10)
_LONGEST_PUT_OFF = timedelta(days=3)
# As many as one mail shows; more of one digest come in the next.
_MOST = 100

Reason = dict[str, str]


def plan_deliveries(tx: Transaction, context: Context, kind: str, written: Sequence[tuple[str, str]]) -> None:
    """Write how messages just written (id, person) go out, and the jobs that send them."""
    if not written or not (open_ := open_channels(tx.connection)):
        return
    plans = plan_cache(context.workspace).latest()
    wishes = wishes_of(tx.connection, [person for _, person in written])
    for id, person in written:
        for channel in open_:
            way = wishes[person].way(channel, kind)
            if way != "off":
                at = due(context, plans, tx.connection, person, wishes[person], kind, way)
                _plan(tx, context, id, person, channel, at, digest=way == "digest", pressing=CLASSES[kind].pressing)


def _plan(
    tx: Transaction, context: Context, message_id: str, person: str, channel: str, at: datetime, *, digest: bool,
    pressing: bool,
) -> None:  # fmt: skip
    id = new_id()
    values = {"id": id, "message_id": message_id, "channel": channel, "person_id": person, "state": "waiting"}
    tx.execute(sa.insert(delivery).values(**values, digest=digest, due_at=at, attempts=0))
    if digest:
        which = {"person": person, "channel": channel, "until": at.isoformat()}
        enqueue(context, tx, JOB, which, key=f"{JOB}/{person}/{channel}/{at.isoformat()}", run_at=at, lane=BULK)
    else:
        enqueue(context, tx, JOB, {"delivery": id}, run_at=at, lane=PROMPT if pressing else BULK)


def try_again(context: Context, tx: Transaction, id: str) -> None:
    """Write the job for one delivery that waits once more."""
    enqueue(context, tx, JOB, {"delivery": id}, lane=BULK)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the deliveries `ids`. `again`: when they are tried once more, if they still wait. `back`: when the
    first of those comes back that were put off. `asked`: whether the channel was troubled, and `answered` whether it
    is there."""

    ids: list[str]
    state: str = "waiting"
    reason: Reason | None = None
    read: tuple[str, ...] = ()
    again: datetime | None = None
    asked: bool = False
    answered: bool = True
    channel: str = ""
    back: datetime | None = None


def call(context: Context, job: Job) -> Outcome:
    """Send what still waits of a job's deliveries."""
    with context.workspace.database.read() as connection:
        rows = list(connection.execute(_waiting(job.payload)))
        if not rows:
            return Outcome([])
        channel, person = rows[0].channel, rows[0].person_id
        # What was read before its digest needs no mail any more.
        read = tuple(row.id for row in rows if row.digest and row.read_at is not None)
        rows = [row for row in rows if row.id not in read]
        # What its reader put off goes out when it comes back.
        later = [row.snoozed_until for row in rows if row.snoozed_until and row.snoozed_until > context.now()]
        back = min(later, default=None)
        rows = [row for row in rows if row.snoozed_until is None or row.snoozed_until not in later]
        ids = [row.id for row in rows]
        if not rows:
            return Outcome([], "skipped", read=read, back=back)
        made, to = set_ups(connection).get(channel), address_of(connection, person, channel)
        one = organisation_of(context.workspace, connection).person(person)
        if made is None or not made.enabled or channel not in channels:
            return Outcome(ids, "skipped", _why("off"), read, back=back)
        if one is None or not one.active:
            return Outcome(ids, "skipped", _why("left"), read, back=back)
        if to is None:
            return Outcome(ids, "skipped", _why("no_address"), read, back=back)
        if made.retry_at is not None and made.retry_at > context.now():
            return Outcome(ids, reason=dict(made.reason or {}) or None, read=read, again=made.retry_at)
        letter = letter_of(context, connection, one, to, rows)
        secret = connection_of(context, connection, made)
    outgoing = Outgoing(
        job.idempotency_key.replace("/", "."), "message", context.now(), channels.get(channel).render(letter)
    )
    try:
        connector_types.get(channels.get(channel).connector).send(secret, outgoing)
    except OutsideError as error:
        return replace(_refused(context, made, rows, read, error), back=back)
    return Outcome(ids, "sent", read=read, asked=True, channel=channel, back=back)


def settle(context: Context, tx: Transaction, job: Job, outcome: Outcome) -> None:
    """Keep what became of them, with how the channel fares."""
    t = delivery.c
    now = context.now()
    if outcome.read:
        _keep(tx, outcome.read, {"state": "skipped", "reason": _why("read"), "settled_at": now})
    if outcome.ids:
        values: dict[str, Any] = {"state": outcome.state, "reason": outcome.reason}
        values |= {"attempts": t.attempts + 1} if outcome.asked else {}
        values |= {"settled_at": now} if outcome.state != "waiting" else {}
        _keep(tx, outcome.ids, values)
    if outcome.asked:
        _mark(context, tx, outcome)
    if outcome.state != "waiting" and len(outcome.ids) + len(outcome.read) >= _MOST:
        enqueue(context, tx, JOB, job.payload, lane=job.lane)
    again = min((one for one in (outcome.again, outcome.back) if one is not None), default=None)
    if again is not None:
        enqueue(context, tx, JOB, job.payload, run_at=again, lane=job.lane)


def gave_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    """What nobody foresaw: administrators find it among the failed ones, and may try again."""
    ids = [row.id for row in tx.execute(_waiting(job.payload))]
    reason = {"code": error.code} | {locale: error.sentence(locale) for locale in LOCALES}
    _keep(tx, ids, {"state": "failed", "reason": reason, "settled_at": context.now()})


outside_handler(JOB, call=call, settle=settle, gave_up=gave_up)


def _waiting(payload: dict[str, Any]) -> sa.Select[Any]:
    t = delivery.c
    columns = [
        message.c[name] for name in ("title", "text", "link", "at", "app", "read_at", "reminds", "snoozed_until")
    ]
    own = [t.id, t.message_id, t.channel, t.person_id, t.digest, t.due_at, t.attempts]
    query = sa.select(*own, *columns).join(message, message.c.id == t.message_id)
    query = query.where(t.state == "waiting").order_by(message.c.app, t.id).limit(_MOST)
    if "delivery" in payload:
        return query.where(t.id == payload["delivery"])
    mine = (t.person_id == payload["person"], t.channel == payload["channel"], t.digest.is_(True))
    return query.where(*mine, t.due_at <= datetime.fromisoformat(payload["until"]))


def _keep(tx: Transaction, ids: Sequence[str], values: dict[str, Any]) -> None:
    tx.execute(sa.update(delivery).where(delivery.c.id.in_(ids), delivery.c.state == "waiting").values(**values))


def _refused(context: Context, made: SetUp, rows: Sequence[Any], read: tuple[str, ...], error: OutsideError) -> Outcome:
    """A refusal of this mail alone is final, or put off for some days; all else says that the channel is not there."""
    ids, now = [row.id for row in rows], context.now()
    reason = {"code": error.code} | {locale: error.sentence(locale) for locale in LOCALES}
    answered = isinstance(error, NotAccepted)
    put_off = not answered or error.context["status"].startswith("4")
    if not put_off or (answered and now - min(row.due_at for row in rows) > _LONGEST_PUT_OFF):
        return Outcome(ids, "failed", reason, read, asked=True, channel=made.channel)
    # A mail put off by itself, such as for a full mailbox, keeps no other one waiting.
    before = max(row.attempts for row in rows) if answered else made.failures
    again = now + min(_FIRST_PAUSE * 2 ** min(before, 10), _LONGEST_PAUSE)
    return Outcome(ids, "waiting", reason, read, again, asked=True, answered=answered, channel=made.channel)


def _mark(context: Context, tx: Transaction, outcome: Outcome) -> None:
    """How the channel fares; administrators hear when it breaks and when it works again."""
    t, now = channel_state.c, context.now()
    mine = t.channel == outcome.channel
    if outcome.answered:
        before = tx.execute(sa.select(t.failures, t.broken_at).where(mine)).one_or_none()
        if before is None or before.failures == 0:
            return
        fresh = {"failures": 0, "retry_at": None, "broken_at": None, "reason": None}
        tx.execute(sa.update(channel_state).where(mine).values(**fresh))
        if before.broken_at is not None:
            report(context, tx, outcome.channel, before.broken_at, None)
        return
    # Of several that failed at the same time only the first counts.
    unknown = sa.or_(t.retry_at.is_(None), t.retry_at <= now)
    values = {"failures": t.failures + 1, "retry_at": outcome.again, "reason": outcome.reason}
    if tx.execute(sa.update(channel_state).where(mine, unknown).values(**values)).rowcount == 0:
        return
    late = sa.and_(mine, t.failures >= BROKEN_AFTER, t.broken_at.is_(None))
    if tx.execute(sa.update(channel_state).where(late).values(broken_at=now)).rowcount:
        report(context, tx, outcome.channel, now, outcome.reason)


def _why(code: str) -> Reason:
    return {"code": code} | _WHY[code]


_WHY: dict[str, Reason] = {
    "off": {"zh-CN": "渠道已停用", "en": "The channel is switched off"},
    "left": {"zh-CN": "收件人已离职", "en": "The person has left"},
    "no_address": {"zh-CN": "收件人没有填写地址", "en": "The person has given no address"},
    "read": {"zh-CN": "汇总前已在收件箱读过", "en": "Read in the inbox before the digest went out"},
}
