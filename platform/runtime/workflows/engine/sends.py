"""Calls to the outside as they are written, in the transaction of the transition that makes them.

The key of a call is fixed with its job: workspace, instance, node, visit and number of the send. Whatever happens to
workers, every attempt that sending.py makes carries it.
"""

from collections.abc import Callable

from ... import jobs
from ..node import Send
from .state import Token
from .unit import Unit

KIND = "workflow.send"


def place_send(unit: Unit, token: Token, send: Send, emit: Callable[..., None]) -> None:
    """Write the job of a call, or let the one that failed run again."""
    key = f"{send_prefix(unit, token)}{send.number}"
    if send.request is None:
        if (id := jobs.find_id(unit.tx, key)) is not None:
            jobs.retry(unit.context, unit.tx, id)
        return
    emit("sent", token, call=send.number, connection=send.connection)
    instance = unit.instance
    payload = {
        "app": instance.app,
        "instance": instance.id,
        "node": token.node,
        "visit": token.visit,
        "call": send.number,
        "connection": send.connection,
        "request": send.request,
    }
    jobs.enqueue(unit.context, unit.tx, KIND, payload, key=key)


def drop_sends(unit: Unit, token: Token) -> None:
    """Nobody waits for an answer any more: whoever is calling right now becomes a ghost."""
    jobs.cancel_all(unit.context, unit.tx, send_prefix(unit, token))


def send_prefix(unit: Unit, token: Token) -> str:
    """What the keys of a visit's calls begin with."""
    return f"call/{unit.instance.id}/{token.node}/{token.visit}/"
