"""Whatever is published, triggers that wait for moments of their own set their clocks."""

from ..context import Context
from ..definitions import Plans
from ..definitions.publishing import after_publishing
from ..storage import Transaction
from .listening import all_listeners


def watch(context: Context, tx: Transaction, plans: Plans) -> None:
    """Ask each type about each workflow that listens by it."""
    for listener in all_listeners(plans):
        listener.type.watch(context, tx, listener)


after_publishing.append(watch)
