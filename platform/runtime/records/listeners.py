"""Workflows that listen to records: asked in memory at each write, started by a job of the writing transaction.

What they listen to stands in `triggers/`.
"""

from collections.abc import Mapping
from typing import Any

from ..context import Context
from ..definitions import Plans
from ..forms import FormPlan
from ..storage import Transaction
from ..triggers.listening import write_listeners
from ..triggers.starting import start_by_write
from ..triggers.trigger import Listener, Write, WriteTrigger
from .derived.asking import Asking


def tell(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, event: str, data: Mapping[str, Any], change_id: str
) -> None:
    """Write a job for each workflow that listens to this write; `event` is create, change or delete."""
    for listener in write_listeners(plans, plan, event):
        if _hears(listener, data, Asking.as_app(context, plans, listener.app, tx)):
            write = Write(plan, event, data, change_id)
            if isinstance(listener.type, WriteTrigger) and listener.type.heard(context, tx, listener, write):
                start_by_write(context, tx, listener, write)


def _hears(listener: Listener, data: Mapping[str, Any], asking: Asking) -> bool:
    """Other forms are asked as the workflow's app."""
    if listener.fits is None or not listener.fits(data["before"], data["record"]):
        return False
    return listener.holds({**data, "forms": asking})
