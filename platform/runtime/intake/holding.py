"""Files of what is sent and of what is kept: they wait with the delivery until it becomes a record."""

from collections.abc import Mapping
from typing import Any

from .. import files
from ..context import Context
from ..storage import Transaction
from .plan import IntakePlan

_KIND = "delivery"


def files_of(plan: IntakePlan, body: Any) -> list[str]:
    """The ids of the files that a body names in the fields that are asked for."""
    if not isinstance(body, Mapping):
        return []
    held = (body.get(key) for key in plan.fields if plan.form.fields[key].type.links == "file")
    return [id for value in held for id in files_of_value(value)]


def files_of_value(value: Any) -> list[str]:
    """Likewise, in a value as it was sent."""
    named = value if isinstance(value, list) else []
    return [id for one in named if isinstance(id := one.get("id") if isinstance(one, Mapping) else one, str)]


def keep_files(context: Context, tx: Transaction, plan: IntakePlan, delivery: str, index: int, body: Any) -> None:
    """What was kept holds its files, so that none is swept away before somebody has looked."""
    # Those that are another's may be why it is kept.
    if ids := [id for id in files_of(plan, body) if files.may_attach(context, tx.connection, id)]:
        files.claim(tx, context, ids, files.Use(_KIND, plan.name, delivery, str(index)))


def free_files(context: Context, tx: Transaction, plan: IntakePlan, delivery: str, index: int, body: Any) -> None:
    """Before it is taken in again: its files are free to be claimed by the record."""
    if ids := files_of(plan, body):
        files.claim(tx, context, (), files.Use(_KIND, plan.name, delivery, str(index)))
        files.adopt(tx, context, ids, context.actor.identity)
