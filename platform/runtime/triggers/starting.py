"""Start a workflow: the transaction of what caused it carries a job, and the engine begins the instance by that."""

from collections.abc import Mapping
from typing import Any

from ..context import Context
from ..jobs import enqueue
from ..storage import Transaction
from .trigger import Listener, Write

START = "workflow.start"
# How many workflows caused one another before this transaction; the engine sets it and stops a chain without end.
DEPTH = "workflow_depth"


def start(
    context: Context,
    tx: Transaction,
    listener: Listener,
    once: str,
    *,
    record_id: str | None = None,
    change_id: str | None = None,
    data: Mapping[str, Any] | None = None,
    new: bool = False,
) -> None:
    """Write the job that starts an instance. `once` names the cause: of several starts with one such text the first
    counts (`new`: nobody else can have written it, which saves a look). `data` (JSON) is what the workflow reads as
    trigger.<name>; `record_id` is of the listener's form."""
    form = listener.form
    payload = {
        "app": listener.app,
        "workflow": listener.workflow,
        "hash": listener.hash,
        "form_app": form.app if form else None,
        "form": form.key if form else None,
        "record_id": record_id,
        "change_id": change_id,
        "event": listener.type.key,
        "depth": tx.extras.get(DEPTH, 0),
    }
    if data:
        payload["data"] = dict(data)
    enqueue(context, tx, START, payload, key=f"{START}/{once}/{listener.name}", new_key=new)


def start_by_write(context: Context, tx: Transaction, listener: Listener, write: Write) -> None:
    """For a write of a record that the listener heard."""
    id, change = write.data["record"]["id"], write.change_id
    start(context, tx, listener, f"{change}/{id}", record_id=id, change_id=change, new=True)
