"""Answering a public form: what was filled in becomes a record, once, however often the page sends it.

What is wrong with an answer its sender is told as far as it shows from what he was asked. What only records or hidden
fields could tell is kept for who manages the intake, and the sender is thanked as ever.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa

from .. import files
from ..context import Context
from ..errors import InvalidValue, PlatformError, Problems
from ..records.errors import CheckFailed, UnknownField
from ..records.submission.drafting import draft_problems
from ..storage import Transaction
from .errors import ConsentAsked, NotOpen, Suspect, TooSoon
from .holding import files_of, files_of_value
from .links import told_source
from .opening import state_of
from .plan import IntakePlan
from .rates import check_rate, sender_of
from .tables import delivery, endpoint
from .taking_in import Came, take_in
from .tickets import read_ticket
from .uploads import visitor_of
from .visiting import Visit, check_open, consent_texts

_LONGEST_PARAMETER = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page sends. `once`: its own name of the sending; `parameters`: parameters of the address it was opened
    under; `consent`: the digest of the text that was agreed to; `trap`: what stood in the field that nobody sees."""

    once: str
    values: Mapping[str, Any]
    parameters: Mapping[str, Any]
    consent: object
    ticket: object
    trap: object


def answer(visit: Visit, sent: Answer, now: datetime) -> None:
    """Take it in; silent where it was taken in before, also when the form was closed since. `now` is the machine's.

    Raises NotOpen, BadRequest, TooSoon, TooMuch, ConsentAsked, Problems, IdempotencyMismatch.
    """
    context, plan = visit.context, visit.plan
    body = dict(sent.values) | _parameters(visit, sent.parameters)
    digest = hashlib.sha256(orjson.dumps([visit.link.id, body], option=orjson.OPT_SORT_KEYS)).hexdigest()
    if _came_before(visit, sent.once):
        take_in(context, plan.app, plan.key, sent.once, digest, [body])
        return
    check_open(visit)
    _check_pace(visit, sent.ticket, now)
    sender = sender_of(context)
    with context.workspace.database.read() as connection:
        _check_rate(context, connection, plan, sender)
    source = told_source(visit.link) | _agreed(plan, sent.consent)
    _judge(visit, body)
    visitor = visitor_of(visit, sent.ticket)

    def admit(tx: Transaction, plan: IntakePlan) -> None:
        # Those who come at once are counted one after another, so that a limit holds to the last answer.
        tx.execute(sa.select(endpoint.c.intake).where(endpoint.c.intake == plan.name).with_for_update())
        if (state := state_of(context, tx.connection, plan, visit.link)) != "open":
            raise NotOpen(state=state)
        _check_rate(context, tx.connection, plan, sender)
        _take_files(context, tx, plan, body, visitor)

    came = Came(visit.link.id, sender, source, admit, Suspect() if sent.trap else None)
    take_in(context, plan.app, plan.key, sent.once, digest, [body], came)


def _take_files(context: Context, tx: Transaction, plan: IntakePlan, body: Mapping[str, Any], visitor: str) -> None:
    """The visit's files become the intake's, to be held by what is made. Raises Problems for those that are not its."""
    ids = files_of(plan, body)
    files.adopt(tx, context, ids, visitor)
    for id in ids:
        if not files.may_attach(context, tx.connection, id):
            field = next(key for key in plan.fields if id in files_of_value(body.get(key)))
            raise Problems([files.FileUnknown(pointer=f"/values/{field}", file=id)])


def _parameters(visit: Visit, given: Mapping[str, Any]) -> dict[str, Any]:
    """Field → value of the parameters: those of the link, then those that the address had."""
    found = {}
    for field, name in visit.plan.parameters.items():
        value = visit.link.parameters.get(name) or given.get(name)
        if isinstance(value, str) and value.strip():
            text = value.strip()[:_LONGEST_PARAMETER]
            try:
                visit.plan.form.fields[field].load(text)
            except InvalidValue:
                # Whoever passes a link on may write anything behind it; that is no reason to lose an answer.
                continue
            found[field] = text
    return found


def _came_before(visit: Visit, once: str) -> bool:
    named = (delivery.c.intake == visit.plan.name, delivery.c.sent_as == once)
    with visit.context.workspace.database.read() as connection:
        return connection.execute(sa.select(delivery.c.id).where(*named)).first() is not None


def _check_pace(visit: Visit, ticket: object, now: datetime) -> None:
    """Raises TooSoon for what nobody can have filled in, and BadRequest without a ticket."""
    taken_s = (now - read_ticket(visit.context, visit.link.id, ticket).at).total_seconds()
    least_s = visit.plan.settings["least_s"]
    if taken_s < least_s:
        raise TooSoon(retry_after_s=max(1, int(least_s - taken_s + 1)))


def _check_rate(context: Context, connection: sa.Connection, plan: IntakePlan, sender: str | None) -> None:
    check_rate(context, connection, plan.name, sender, plan.settings["each"], plan.settings["together"])


def _agreed(plan: IntakePlan, consent: object) -> dict[str, str]:
    texts = consent_texts(plan)
    if not texts:
        return {}
    if not isinstance(consent, str) or consent not in texts:
        raise ConsentAsked(pointer="/consent")
    return {"consent": consent}


def _judge(visit: Visit, body: Mapping[str, Any]) -> None:
    """Raises Problems with what the sender may be told."""
    plan, context = visit.plan, visit.context
    asked = frozenset(plan.fields)
    if unknown := [key for key in body if key not in asked and key not in plan.parameters]:
        raise Problems([UnknownField(pointer=f"/values/{key}", name=key) for key in unknown[:20]])
    values = plan.values(body, context.now())
    told = [one for one in draft_problems(context, visit.plans, plan.form, values) if _may_tell(plan, one, asked)]
    if told:
        raise Problems(told)


def _may_tell(plan: IntakePlan, error: PlatformError, asked: frozenset[str]) -> bool:
    if isinstance(error, CheckFailed):
        check = next((one for one in plan.form.checks if one.key == error.context["check"]), None)
        return check is not None and check.local and check.tells_only(asked) and check.reads <= asked
    place = (error.pointer or "").split("/")
    return len(place) > 2 and place[1] == "values" and place[2] in asked
