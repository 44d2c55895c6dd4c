"""Buttons of forms that start workflows: what they start is there, is about the form's records, and somebody may."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...definitions import Plans
from ...forms import FormPlan
from ...forms.locating import located, wrong
from ...triggers.listening import read_trigger


def check_buttons(plans: Plans, form: FormPlan) -> None:
    """Raises InvalidDefinition with a pointer into the form."""
    for pointer, key in _started(form.document.get("layout", ()), "/layout"):
        with located(pointer):
            definition = plans.find("workflow", form.app, key)
            if definition is None:
                raise wrong("", f"没有名为「{key}」的流程", f"there is no workflow named {key}")
            trigger = read_trigger(plans, definition.app, definition.document["trigger"])
            if trigger.type.key != "manual" or not trigger.settings["roles"]:
                raise wrong(
                    "",
                    f"流程「{key}」不能由人发起：触发方式应为手动发起，并写明 roles",
                    f"nobody can start {key}: its trigger must be by hand and name roles",
                )
            if trigger.form is None or trigger.form.name != form.name:
                raise wrong("", f"流程「{key}」与这个表单无关", f"the workflow {key} is not about this form")


def _started(items: Sequence[Any], pointer: str) -> Iterator[tuple[str, str]]:
    """Pointer and workflow of every button that starts one, however deep it stands."""
    for index, item in enumerate(items):
        if not isinstance(item, Mapping):
            continue
        here = f"{pointer}/{index}"
        if "button" in item and isinstance(item.get("do"), Mapping) and "start" in item["do"]:
            yield f"{here}/do/start", item["do"]["start"]
        for member, held in item.items():
            if isinstance(held, list):
                yield from _started(held, f"{here}/{member}")
