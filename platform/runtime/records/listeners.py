"""Workflows that listen to records: their triggers compiled once, asked in memory at each write, started by a job that
the writing transaction carries.

A trigger is {"type": "record_created" | "record_changed" | "record_deleted" | "field_became" | "stage_moved",
"form": …, "where": condition}; field_became adds {"field", "value" | "values"}, stage_moved {"field", "from", "to"}.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..context import Context
from ..definitions import Definition, Plans
from ..expressions import compile_tree
from ..forms import FormPlan
from ..forms.environment import form_environment, parameter_values
from ..jobs import enqueue
from ..storage import Transaction
from .derived.asking import Asking

START = "workflow.start"
EVENTS = {
    "record_created": "create",
    "record_changed": "change",
    "record_deleted": "delete",
    "field_became": "change",
    "stage_moved": "change",
}


@dataclass(frozen=True, slots=True)
class Listener:
    """One workflow's trigger on one form. `fits` sees the changed fields, `where` the data of the write, and asks other
    forms as its app."""

    app: str
    workflow: str
    hash: str
    type: str
    fits: Callable[[Mapping[str, Any] | None, Mapping[str, Any]], bool]
    where: Callable[[Mapping[str, Any]], Any] | None
    parameters: dict[str, Any]

    def hears(self, data: Mapping[str, Any], asking: Asking) -> bool:
        """Whether the write in `data` starts the workflow."""
        if not self.fits(data["before"], data["record"]):
            return False
        return self.where is None or self.where({**data, "param": self.parameters, "forms": asking}) is True


def tell(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, event: str, data: Mapping[str, Any], change_id: str
) -> None:
    """Write a job for each workflow that listens to this write; `event` is create, change or delete."""
    for listener in listeners(plans, plan, event):
        if listener.hears(data, Asking.as_app(context, plans, listener.app, tx)):
            _start(context, tx, plan, listener, data["record"]["id"], change_id)


def listeners(plans: Plans, plan: FormPlan, event: str) -> Sequence[Listener]:
    """The workflows that listen to `event` on this form."""
    found: dict[str, list[Listener]] = plans.once(("listeners", plan.name), lambda: _compile_all(plans, plan))
    return found.get(event, ())


def _start(context: Context, tx: Transaction, plan: FormPlan, listener: Listener, id: str, change_id: str) -> None:
    payload = {
        "app": listener.app,
        "workflow": listener.workflow,
        "hash": listener.hash,
        "form_app": plan.app,
        "form": plan.key,
        "record_id": id,
        "change_id": change_id,
        "event": listener.type,
        # How many workflows caused one another before this one; the engine stops a chain without end.
        "depth": tx.extras.get("workflow_depth", 0),
    }
    key = f"{START}/{change_id}/{id}/{listener.app}.{listener.workflow}"
    enqueue(context, tx, START, payload, key=key, new_key=True)


def _compile_all(plans: Plans, plan: FormPlan) -> dict[str, list[Listener]]:
    found: dict[str, list[Listener]] = {}
    for definition in plans.documents("workflow"):
        trigger = definition.document.get("trigger") or {}
        event = EVENTS.get(trigger.get("type", ""))
        if event and _form_of(definition, trigger) == (plan.app, plan.key):
            found.setdefault(event, []).append(_compile(plans, plan, definition, trigger))
    return found


def _form_of(definition: Definition, trigger: Mapping[str, Any]) -> tuple[str, str]:
    app, _, form = str(trigger.get("form", "")).rpartition(".")
    return app or definition.app, form


def _compile(plans: Plans, plan: FormPlan, definition: Definition, trigger: Mapping[str, Any]) -> Listener:
    where = trigger.get("where")
    environment = form_environment(plans, definition.app, plan.fields)
    return Listener(
        definition.app,
        definition.key,
        definition.hash,
        trigger["type"],
        _fitting(plan, trigger),
        None if where is None else compile_tree(where, environment),
        parameter_values(plans, definition.app),
    )


def _fitting(plan: FormPlan, trigger: Mapping[str, Any]) -> Callable[[Any, Any], bool]:
    if trigger["type"] == "field_became":
        field = plan.fields[trigger["field"]]
        wanted = [field.load(raw) for raw in trigger.get("values", [trigger.get("value")])]
        return lambda before, after: before[field.key] != after[field.key] and after[field.key] in wanted
    if trigger["type"] == "stage_moved":
        key = trigger.get("field") or plan.stages[0]
        return lambda before, after: (
            before[key] != after[key]
            and trigger.get("from") in (None, before[key])
            and trigger.get("to") in (None, after[key])
        )
    return lambda before, after: True
