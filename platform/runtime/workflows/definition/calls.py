"""Workflows that call others: what is called is there, takes what it is given, and does not come back to its caller."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...definitions import Plans
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import wrong
from ...localized import listed
from ...triggers.listening import read_trigger
from ..node import node_types
from .names import Names


def check_call(settings: Mapping[str, Any], names: Names) -> FormPlan | None:
    """The form that the called workflow is about; None for none. Raises InvalidDefinition with a pointer."""
    trigger = names.plans.get("workflow", names.app, settings["workflow"]).document["trigger"]
    if trigger.get("type") != "manual":
        raise wrong("/workflow", "被调用的流程的触发方式应为「手动发起」", "a workflow that is called starts by hand")
    called = read_trigger(names.plans, names.app, trigger)
    takes = [one["key"] for one in called.settings["inputs"]]
    for key in settings["inputs"]:
        if key not in takes:
            raise wrong(f"/inputs/{key}", f"被调用的流程没有输入「{key}」", f"the workflow takes no input {key}")
    if circle := _circle(names.plans, names.app, [settings["workflow"]]):
        raise wrong(
            "/workflow",
            f"这些流程互相调用成环：{listed(circle, 'zh-CN')}",
            f"these workflows call one another in a circle: {listed(circle, 'en')}",
        )
    return called.form


def ends_of(workflow: str, names: Names) -> dict[str, Type]:
    """What the ends of a workflow give, by name; what they are is known when it runs. Nothing for one that is gone."""
    definition = names.plans.find("workflow", names.app, workflow)
    ends = [node for node in definition.document["nodes"] if node["type"] == "end"] if definition else []
    return {name: Type.ANY for end in ends for name in end.get("settings", {}).get("outputs", ())}


def _circle(plans: Plans, app: str, way: Sequence[str]) -> Sequence[str]:
    """The first way of calls that comes back to where it has been; empty when none does."""
    definition = plans.find("workflow", app, way[-1])
    for node in definition.document["nodes"] if definition else ():
        if node.get("type") in node_types and node_types.get(node["type"]).calls:
            called = node.get("settings", {}).get("workflow")
            if called in way:
                return [*way, called]
            if found := _circle(plans, app, [*way, called]):
                return found
    return []
