"""The engine: one transition of one instance in the caller's transaction, whatever causes it.

A transition that writes is tried in a savepoint. When a node fails, all of it is rolled back and runs again with that
node stopped by an incident: everything else still happens, and nothing is half done.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from ...changes import change_of
from ...context import Actor, Context
from ...definitions import as_it_began
from ...errors import Unavailable
from ...identifiers import new_id
from ...records import Record
from ...storage import Transaction
from ...storage.savepoints import Savepoint
from ...triggers import DEPTH
from ..definition.pinned import pinned_plan
from .instances import Instance, lock_instance
from .state import State
from .transition import Transition
from .unit import Unit
from .work import Failures, LostRace, NodeFailed

# How many workflows may cause one another in a row.
MAX_DEPTH = 10
# How often a transition begins anew because its record was changed meanwhile.
_RACES = 5


def app_context(context: Context, app: str) -> Context:
    """The surroundings of an act in which the workflow itself acts."""
    return context.acting_as(Actor(kind="app", app=app, name=app), "workflow")


def begin(
    context: Context,
    tx: Transaction,
    cause: Mapping[str, Any],
    initiator: str | None,
    *,
    record: Record | None = None,
    failures: Failures | None = None,
    id: str | None = None,
    told: Mapping[str, Any] | None = None,
) -> str:
    """Start an instance, as the job's payload says. Returns its id: a new one, but for a replay, which has that of the
    run it repeats. `record` where it is at hand. `told`: what steps count as having told before it began, by step.

    `cause`: {"app", "workflow", "hash", "form_app", "form", "record_id", "event", "change_id", "depth", "data"}; form
    and record are None where it is about none, data is what the trigger told.
    """
    mine, started = id or new_id(), context.now()

    def fresh() -> Instance:
        return Instance(
            id=mine,
            app=cause["app"],
            workflow=cause["workflow"],
            hash=cause["hash"],
            form=f"{cause['form_app']}.{cause['form']}" if cause.get("form") else "",
            record_id=cause.get("record_id") or "",
            initiator=initiator,
            state=State(variables=deepcopy(dict(told or {}))),
            revision=0,
            event_count=0,
            depth=cause.get("depth") or 0,
            started_at=started,
            caller=cause.get("caller"),
        )

    kept = {name: cause.get(name) for name in ("event", "change_id")}
    if "data" in cause:
        kept["data"] = cause["data"]
    _transit(context, tx, fresh, lambda transition: transition.begin(kept), failures=failures, record=record)
    return mine


def move(
    context: Context,
    tx: Transaction,
    instance_id: str,
    act: Callable[[Transition], None],
    *,
    hash: str | None = None,
) -> Instance:
    """Let `act` push work on a stored instance, and move it to rest; with `hash`, from now on by that revision of its
    workflow. Raises NotFound, and what `act` raises."""

    def load() -> Instance:
        found = lock_instance(tx, instance_id)
        found.hash = hash or found.hash
        return found

    return _transit(context, tx, load, act, acts_first=True)


def _transit(
    context: Context,
    tx: Transaction,
    load: Callable[[], Instance],
    act: Callable[[Transition], None],
    *,
    acts_first: bool = False,
    failures: Failures | None = None,
    record: Record | None = None,
) -> Instance:
    failures = failures or Failures()
    writer = change_of(tx)
    entries, races = writer.count, 0
    while True:
        instance = load()
        # Begun only when something is about to be written: a transition of plain conditions needs none.
        savepoint = Savepoint(tx)
        if acts_first:
            savepoint.begin()
        try:
            _run(context, tx, instance, act, failures, savepoint, record)
        except NodeFailed as failed:
            savepoint.rollback()
            writer.rewind(entries)
            failures[failed.phase] = failed.problem
        except LostRace:
            savepoint.rollback()
            writer.rewind(entries)
            races, record = races + 1, None
            if races == _RACES:
                raise Unavailable from None
        except BaseException:
            savepoint.rollback()
            raise
        else:
            savepoint.release()
            return instance


def _run(
    context: Context,
    tx: Transaction,
    instance: Instance,
    act: Callable[[Transition], None],
    failures: Failures,
    savepoint: Savepoint,
    record: Record | None,
) -> None:
    context = as_it_began(context, instance.app, "workflow", instance.workflow, instance.hash)
    plan = pinned_plan(context.workspace, tx.connection, instance.app, instance.workflow, instance.hash)
    unit = Unit(app_context(context, instance.app), tx, plan, instance, context.now(), record)
    transition = Transition(unit, failures, savepoint.begin)
    outer = tx.extras.get(DEPTH, 0)
    tx.extras[DEPTH] = instance.depth + 1
    try:
        act(transition)
        transition.go()
        transition.save()
    finally:
        tx.extras[DEPTH] = outer
