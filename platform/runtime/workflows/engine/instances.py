"""Instances as rows: reading one under lock, writing it with its new events in two statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...errors import NotFound, StaleRevision
from ...storage import Transaction
from ...storage.prepared import Prepared
from ...storage.selected import PreparedSelect
from .. import tables
from .state import Event, State, load_state

_t = tables.instance
_INSERT = Prepared(sa.insert(_t), list(_t.c.keys()))
_EVENTS = Prepared(sa.insert(tables.instance_event), list(tables.instance_event.c.keys()))
_LOCK = PreparedSelect(sa.select(_t).where(_t.c.id == sa.bindparam("of_id")).with_for_update())
_CHANGED = ("hash", "state", "revision", "tokens", "variables", "event_count", "ended_at", "standing")
_UPDATE = Prepared(
    sa.update(_t)
    .where(_t.c.id == sa.bindparam("of_id"), _t.c.revision == sa.bindparam("seen"))
    .values({name: sa.bindparam(f"new_{name}") for name in _CHANGED})
)


@dataclass(slots=True)
class Instance:
    """One running workflow. `revision` 0: not yet stored."""

    id: str
    app: str
    workflow: str
    hash: str
    form: str
    record_id: str
    initiator: str | None
    state: State
    revision: int
    event_count: int
    depth: int
    started_at: datetime
    ended_at: datetime | None = None
    caller: str | None = None


def lock_instance(tx: Transaction, id: str) -> Instance:
    """The instance, held until the transaction ends. Raises NotFound."""
    found = _LOCK.rows(tx.connection, {"of_id": id})
    if not found:
        raise NotFound
    return read_row(found[0])


def read_row(row: Any) -> Instance:
    """The instance that a row holds."""
    return Instance(
        id=row.id,
        app=row.app,
        workflow=row.workflow,
        hash=row.hash,
        form=row.form,
        record_id=row.record_id,
        initiator=row.initiator,
        state=load_state(row.state, row.tokens, row.variables),
        revision=row.revision,
        event_count=row.event_count,
        depth=row.depth,
        started_at=row.started_at,
        ended_at=row.ended_at,
        caller=row.caller,
    )


def save(tx: Transaction, instance: Instance, events: Sequence[Event]) -> None:
    """Write the instance and its new events. Raises StaleRevision when somebody else moved it."""
    values = instance.state.dump() | {
        "hash": instance.hash,
        "revision": instance.revision + 1,
        "event_count": instance.event_count + len(events),
        "ended_at": instance.ended_at,
        "standing": instance.state.standing() if instance.ended_at is None else "",
    }
    if instance.revision == 0:
        tx.later(_INSERT, _identity(instance) | values)
    for event in events:
        tx.later(_EVENTS, event._asdict() | {"instance_id": instance.id})
    if instance.revision > 0:
        changed = {f"new_{name}": values[name] for name in _CHANGED}
        if _UPDATE.run(tx, {"of_id": instance.id, "seen": instance.revision, **changed}) != 1:
            raise StaleRevision(current=None)
    instance.revision += 1
    instance.event_count += len(events)


def _identity(instance: Instance) -> dict[str, Any]:
    return {
        "id": instance.id,
        "app": instance.app,
        "workflow": instance.workflow,
        "form": instance.form,
        "record_id": instance.record_id,
        "initiator": instance.initiator,
        "caller": instance.caller,
        "depth": instance.depth,
        "started_at": instance.started_at,
    }
