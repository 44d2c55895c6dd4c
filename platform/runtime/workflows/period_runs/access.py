"""Who sees and confirms runs: the roles that the node names, and those who manage all records or workflows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...context import Context
from ...definitions import Plans
from ...errors import Forbidden, InvalidDefinition, NotFound
from ...people import has_right
from ..definition.plan import NodePlan, WorkflowPlan, workflow_plan
from .sheets import Place

_TYPE = "period_run"
_RIGHTS = ("records.all", "workflows.manage")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The node of a published workflow whose runs one may see. `manages`: and may begin, confirm and close."""

    place: Place
    plan: WorkflowPlan
    node: NodePlan
    manages: bool

    @property
    def settings(self) -> Mapping[str, Any]:
        return self.node.settings


def managed_sheets(context: Context, plans: Plans, app: str) -> list[Sheet]:
    """The nodes of an app's workflows whose runs the actor sees."""
    return list(_sheets(context, plans, app))


def sheet_for(context: Context, plans: Plans, app: str, workflow: str, node: str) -> Sheet:
    """Raises NotFound for one that is not there or not for these eyes."""
    if plans.find("workflow", app, workflow) is None:
        raise NotFound
    found = next((one for one in _of_workflow(context, plans, app, workflow) if one.node.key == node), None)
    if found is None:
        raise NotFound
    return found


def managed_sheet(context: Context, plans: Plans, app: str, workflow: str, node: str) -> Sheet:
    """One whose runs the actor may begin, confirm and close. Raises NotFound, Forbidden."""
    found = sheet_for(context, plans, app, workflow, node)
    if not found.manages:
        raise Forbidden
    return found


def _sheets(context: Context, plans: Plans, app: str) -> Iterator[Sheet]:
    for definition in plans.documents("workflow", app):
        # Most workflows have none, and need not be compiled to be known.
        if any(node.get("type") == _TYPE for node in definition.document["nodes"]):
            yield from _of_workflow(context, plans, app, definition.key)


def _of_workflow(context: Context, plans: Plans, app: str, workflow: str) -> Iterator[Sheet]:
    try:
        plan = workflow_plan(plans, app, workflow)
    except InvalidDefinition:
        return
    everything = any(has_right(context, plans, right) for right in _RIGHTS)
    for node in plan.nodes.values():
        if node.type.key != _TYPE:
            continue
        manages = everything or _holds(context, plans, app, node.settings["managers"])
        if manages or _holds(context, plans, app, node.settings["readers"]):
            yield Sheet(Place(app, workflow, node.key), plan, node, manages)


def _holds(context: Context, plans: Plans, app: str, roles: list[str]) -> bool:
    found = (plans.find("role", app, key) for key in roles)
    return any(role is not None and role.name in context.actor.roles for role in found)
