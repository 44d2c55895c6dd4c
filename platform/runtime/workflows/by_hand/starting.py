"""Start a workflow because a person says so: checked, recorded as his, and once however often he presses."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from ... import changes, records
from ...changes import change_of
from ...context import Context
from ...definitions import Plans, plans_in
from ...definitions.tables import definition
from ...errors import PlatformError
from ...records import Outcome
from ...records.rows.idempotency import digest_of, earlier_answer, keep_answer
from ...storage import Transaction
from ...triggers import Listener
from .. import tables
from ..engine.transacting import begin
from ..errors import NotForThis, RunsAlready
from .inputs import check_inputs
from .startable import fits, runs, startable_named

EVENT = "manual"


@dataclass(frozen=True, slots=True)
class Started:
    """What was started: the instance, where it stands, and the record it is about ({"app", "form", "record"})."""

    instance: str
    state: str
    record: dict[str, str] | None


def start_by_hand(
    context: Context,
    app: str,
    workflow: str,
    inputs: Mapping[str, Any],
    *,
    record: str | None = None,
    idempotency_key: str | None = None,
) -> Started:
    """Start one. Raises NotFound, Problems about the inputs, NotForThis, RunsAlready."""

    def unit(tx: Transaction) -> Started:
        plans = plans_in(context.workspace, tx)
        listener = startable_named(context, plans, app, workflow)
        return _once(context, tx, plans, listener, record, inputs, idempotency_key)

    return changes.run(context, unit)


def start_on_all(
    context: Context, app: str, workflow: str, ids: Sequence[str], inputs: Mapping[str, Any], once: str
) -> Outcome:
    """One for each record, in one transaction. Done again under the same `once` nothing starts twice."""

    def unit(tx: Transaction) -> Outcome:
        plans, writer = plans_in(context.workspace, tx), change_of(tx)
        listener = startable_named(context, plans, app, workflow)
        outcome = Outcome()
        for id in sorted(ids):
            count = writer.count
            try:
                with tx.connection.begin_nested():
                    _once(context, tx, plans, listener, id, inputs, f"{once}/{id}")
            except PlatformError as error:
                writer.rewind(count)
                outcome.refused[id] = error
            else:
                outcome.done.append(id)
        return outcome

    return changes.run(context, unit)


def _once(
    context: Context,
    tx: Transaction,
    plans: Plans,
    listener: Listener,
    record: str | None,
    inputs: Mapping[str, Any],
    key: str | None,
) -> Started:
    digest = digest_of("start", listener.name, record, inputs)
    if key is not None and (before := earlier_answer(context, tx, key, digest)) is not None:
        return Started(**before)
    started = _start(context, tx, plans, listener, record, inputs)
    if key is not None:
        keep_answer(context, tx, key, digest, asdict(started))
    return started


def _start(
    context: Context, tx: Transaction, plans: Plans, listener: Listener, record: str | None, inputs: Mapping[str, Any]
) -> Started:
    form, settings = listener.form, listener.settings
    record = (record or "") if form is not None else None
    if form is not None:
        # Who does not see the record does not learn that it is there.
        records.get(context, form.app, form.key, str(record), connection=tx.connection)
    told = check_inputs(context, tx.connection, plans, listener, inputs)
    if not fits(context, tx.connection, plans, listener, record, told):
        raise NotForThis
    if settings["alone"]:
        _hold(tx, listener)
        if runs(tx.connection, listener, record):
            raise RunsAlready
    cause = {
        "app": listener.app,
        "workflow": listener.workflow,
        "hash": listener.hash,
        "form_app": form.app if form else None,
        "form": form.key if form else None,
        "record_id": record,
        "event": EVENT,
        "data": told,
    }
    id = begin(context, tx, cause, context.actor.person_id)
    state = tx.execute(sa.select(tables.instance.c.state).where(tables.instance.c.id == id)).scalar_one()
    return Started(id, state, None if form is None else {"app": form.app, "form": form.key, "record": str(record)})


def _hold(tx: Transaction, listener: Listener) -> None:
    """Of two who start at once the second sees the first one's run."""
    t = definition.c
    mine = (t.app == listener.app, t.kind == "workflow", t.key == listener.workflow, t.current.is_(True))
    tx.execute(sa.select(t.key).where(*mine).with_for_update())
