"""Receive: from a request to records. Whoever sends proves it first; nothing of what is wrong with that is told."""

import hashlib
from datetime import datetime
from typing import Any

import orjson

from ..context import SYSTEM, Context
from ..definitions import Plans, plan_cache
from ..errors import BadRequest, InvalidDefinition, LimitExceeded, NotFound
from ..identifiers import new_id
from ..storage import Installation
from .channel import Incoming
from .endpoints import open_intake, valid_secrets
from .errors import Refused
from .plan import IntakePlan, intake_plan
from .rates import check_rate, sender_of
from .taking_in import Came, take_in
from .tokens import PREFIX, note_use, open_token

MOST_ITEMS = 100


def receive(
    installation: Installation, channel: str, token: str, incoming: Incoming, now: datetime, **surroundings: Any
) -> dict[str, Any]:
    """Take in what was sent to the address with this token: {"delivery", "items": [{"record", "kept"}]}.

    `now` is the machine's: a sender goes by no sandbox's clock. Raises Refused; BadRequest, LimitExceeded, TooMuch and
    IdempotencyMismatch to who has proved himself.
    """
    id, dot, _ = token.partition(".")
    try:
        if not dot:
            raise Refused
        context = Context(installation.workspace(id), SYSTEM, provenance="webhook", **surroundings)
    except NotFound:
        raise Refused from None
    plan, sent_as = _proved(context, channel, token, incoming, now)
    return _taken(context, plan, sent_as, incoming.body)


def receive_by_token(
    installation: Installation, given: str, key: str | None, body: bytes, now: datetime, **surroundings: Any
) -> dict[str, Any]:
    """As `receive`, of who bears a token of an intake; `key` is the sender's own name of what he sends.

    Raises Refused; BadRequest, LimitExceeded, TooMuch and IdempotencyMismatch to who has proved himself.
    """
    id, dot, _ = given.removeprefix(PREFIX).partition(".")
    try:
        if not dot or not given.startswith(PREFIX):
            raise Refused
        context = Context(installation.workspace(id), SYSTEM, provenance="api", **surroundings)
    except NotFound:
        raise Refused from None
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        opened = open_token(connection, given, now)
    if opened is None:
        raise Refused
    plan = _plan_of(plans, opened.intake)
    if not plan.channel.takes_tokens:
        raise Refused
    # Two who have tokens of one intake know nothing of each other's names.
    sent_as = f"{opened.id[-10:]}/{key}" if key else new_id()
    told = _taken(context, plan, sent_as, body)
    note_use(context, opened.id, now)
    return told


def _taken(context: Context, plan: IntakePlan, sent_as: str, body: bytes) -> dict[str, Any]:
    """Of who has proved himself: what he sends counts, and what is too much writes nothing."""
    sender = sender_of(context)
    with context.workspace.database.read() as connection:
        check_rate(context, connection, plan.name, sender, plan.settings["each"], plan.settings["together"])
    digest = hashlib.sha256(body).hexdigest()
    acting = context.acting_as(plan.actor)
    return take_in(acting, plan.app, plan.key, sent_as, digest, _bodies(body), Came(sender=sender))


def _plan_of(plans: Plans, name: str) -> IntakePlan:
    app, _, key = name.partition(".")
    try:
        return intake_plan(plans, app, key)
    except (NotFound, InvalidDefinition):
        # The app, the form or a field went away.
        raise Refused from None


def _proved(context: Context, channel: str, token: str, incoming: Incoming, now: datetime) -> tuple[IntakePlan, str]:
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        row = open_intake(connection, token)
        if row is None:
            raise Refused
        plan = _plan_of(plans, row.intake)
        secrets = valid_secrets(context, connection, plan, row)
    if plan.channel.key != channel or not secrets:
        raise Refused
    return plan, plan.channel.proved(plan.settings, secrets, incoming, now)


def _bodies(sent: bytes) -> list[Any]:
    """One, or each of a list."""
    try:
        body = orjson.loads(sent)
    except orjson.JSONDecodeError:
        raise BadRequest(reason={"zh-CN": "不是 JSON", "en": "it is no JSON"}) from None
    bodies = body if isinstance(body, list) else [body]
    if not bodies:
        raise BadRequest(reason={"zh-CN": "列表是空的", "en": "the list is empty"})
    if len(bodies) > MOST_ITEMS:
        raise LimitExceeded(what={"zh-CN": "一次送来的条数", "en": "bodies sent at once"}, limit=MOST_ITEMS)
    return bodies
