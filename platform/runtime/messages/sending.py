"""Send a message: into the inbox and towards the channels outside, in the transaction of the act that causes it."""

from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any

from ..context import Context
from ..definitions import plan_cache
from ..storage import Transaction
from .classes import NOTICE
from .delivering import plan_deliveries
from .plan import message_plan
from .questions import offer
from .receipts.wanting import want
from .text import fill
from .writing import write

TellOf = Callable[[Set[str]], Mapping[str, Any]]


def send(
    tx: Transaction,
    context: Context,
    app: str,
    message_key: str,
    persons: Iterable[str],
    tell_of: TellOf,
    *,
    dedupe: str | None = None,
    link: Mapping[str, str] | None = None,
    asked: str | None = None,
    sender: str | None = None,
) -> list[str]:
    """Write the message `message_key` of `app` ("other_app.key" for another's) to each person's inbox.

    `tell_of` is asked once what the names in it read like ("record.budget" → a text, or one per language). `link` is
    {"app", "form", "record"}. With `dedupe`, of several sends under one such text each person gets only the first.
    `asked`: the visit of a step that waits for an answer. `sender`: who sees what came back.
    Returns the ids of the messages written. Raises NotFound for an unknown key.
    """
    plan = message_plan(plan_cache(context.workspace).latest(), app, message_key)
    told = tell_of(plan.names)
    title, body = fill(plan.title, told), fill(plan.text, told)
    written = tell(tx, context, plan.app, plan.key, persons, title, body, kind=plan.kind, once=dedupe, link=link)
    if plan.answers:
        offer(context, tx, written, plan.answers, plan.within, asked)
    if plan.wanted is not None:
        want(context, tx, written, plan.wanted, sender)
    return written


def tell(
    tx: Transaction,
    context: Context,
    app: str,
    key: str,
    persons: Iterable[str],
    title: Mapping[str, str],
    body: Mapping[str, str],
    *,
    kind: str = NOTICE,
    once: str | None = None,
    link: Mapping[str, str] | None = None,
) -> list[str]:
    """As `send`, with words that are the platform's own, one text per language."""
    written = write(tx, context, app, key, persons, title, body, kind=kind, once=once, link=link)
    plan_deliveries(tx, context, kind, written)
    return [id for id, _ in written]
