"""The workflows that listen, found in what is published: by trigger type, and for writes by form and event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..definitions import Definition, Plans
from ..errors import InvalidDefinition, NotFound
from ..expressions import Type, compile_tree
from ..forms import FormPlan, form_plan, settings_loading
from ..forms.environment import form_environment, parameter_values
from ..forms.locating import located, wrong
from .trigger import Listener, TriggerType, WriteTrigger, trigger_types

_COMMON = frozenset({"type", "form", "where"})


def listeners(plans: Plans, type_: str) -> Sequence[Listener]:
    """The workflows whose trigger is of this type, by app and key."""
    return _by_type(plans).get(type_, ())


def all_listeners(plans: Plans) -> list[Listener]:
    """All workflows that can start."""
    return [listener for found in _by_type(plans).values() for listener in found]


def write_listeners(plans: Plans, form: FormPlan, event: str) -> Sequence[Listener]:
    """The workflows that hear `event` (create, change, delete) of this form's records."""
    found: dict[str, list[Listener]] = plans.once(("listeners", form.name), lambda: _of_form(plans, form))
    return found.get(event, ())


def listener_of(plans: Plans, definition: Definition) -> Listener:
    """What a workflow listens to. Raises InvalidDefinition with a pointer from the document's root."""
    name = ("listener", definition.app, definition.key, definition.hash)
    return plans.once(name, lambda: _compile(plans, definition))


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a workflow's document says of its start."""

    type: TriggerType
    form: FormPlan | None
    settings: Mapping[str, Any]

    @property
    def outputs(self) -> dict[tuple[str, ...], Type]:
        """What the workflow reads as trigger.<name>."""
        return {("trigger", name): kind for name, kind in self.type.outputs(self.settings).items()}


def read_trigger(plans: Plans, app: str, document: Mapping[str, Any]) -> Trigger:
    """Without what only matters where it may start again: revisions that instances run on may speak of what is gone.

    Raises InvalidDefinition with a pointer into the trigger.
    """
    with located("/type"):
        type_ = trigger_types.get(document["type"])
    form = _form(plans, app, type_.about, document)
    raw = {name: value for name, value in document.items() if name not in _COMMON}
    return Trigger(type_, form, settings_loading.load_settings(type_.Settings(), raw))


def _by_type(plans: Plans) -> dict[str, list[Listener]]:
    return plans.once(("listeners by type",), lambda: _group(plans))


def _group(plans: Plans) -> dict[str, list[Listener]]:
    found: dict[str, list[Listener]] = {}
    for definition in plans.documents("workflow"):
        try:
            listener = listener_of(plans, definition)
        except InvalidDefinition:
            # Its form or field went away: what cannot be read starts nothing, and publishing it again says why.
            continue
        found.setdefault(listener.type.key, []).append(listener)
    return found


def _of_form(plans: Plans, form: FormPlan) -> dict[str, list[Listener]]:
    found: dict[str, list[Listener]] = {}
    for listener in all_listeners(plans):
        if isinstance(listener.type, WriteTrigger) and listener.form is not None and listener.form.name == form.name:
            for event in listener.type.events:
                found.setdefault(event, []).append(listener)
    return found


def _compile(plans: Plans, definition: Definition) -> Listener:
    document: Mapping[str, Any] = definition.document["trigger"]
    with located("/trigger"):
        trigger = read_trigger(plans, definition.app, document)
        type_, form, settings = trigger.type, trigger.form, trigger.settings
        type_.check(settings, form, plans, definition.app)
        with located("/where"):
            environment = form_environment(plans, definition.app, form.fields if form else {})
            types = {**environment.types, **trigger.outputs}
            where = document.get("where")
            compiled = None if where is None else compile_tree(where, replace(environment, types=types))
        return Listener(
            app=definition.app,
            workflow=definition.key,
            hash=definition.hash,
            type=type_,
            settings=settings,
            form=form,
            fits=type_.fitting(settings, form) if isinstance(type_, WriteTrigger) and form else None,
            where=compiled,
            parameters=parameter_values(plans, definition.app),
        )


def _form(plans: Plans, app: str, about: str, document: Mapping[str, Any]) -> FormPlan | None:
    key = document.get("form")
    if key is None:
        if about == "record":
            raise wrong("/form", "需要指明表单", "name the form")
        return None
    if about == "nothing":
        raise wrong("/form", "这种触发方式与表单无关", "this trigger is about no form")
    try:
        return form_plan(plans, app, key)
    except NotFound:
        raise wrong("/form", f"没有名为「{key}」的表单", f"there is no form named {key}") from None
