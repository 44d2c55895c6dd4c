"""The plan that an instance is pinned to: the revision it was started on, compiled for what is published now."""

import sqlalchemy as sa

from ...definitions import Definition, Plans, plan_cache
from ...errors import PlatformError
from ...storage import Workspace
from ..asked_names.plan import form_and_field, plan_of_field
from .plan import WorkflowPlan, compile_workflow


def pinned_plan(workspace: Workspace, connection: sa.Connection, app: str, key: str, hash: str) -> WorkflowPlan:
    """Raises NotFound, InvalidDefinition. `key` is a workflow's, or "form.field" where the field counts unknown names:
    the hash is then that of the form."""
    named = form_and_field(key)
    kind, document = ("form", named[0]) if named else ("workflow", key)
    cache = plan_cache(workspace)
    plans = cache.latest()
    known = plans.find(kind, app, document)
    if known is None or known.hash != hash:
        known = cache.pinned(connection, kind, app, document, hash)
    definition = known
    if named:
        return plans.once(("workflow", app, key, hash), lambda: plan_of_field(plans, definition, named[1]))
    return plans.once(pinned_name(app, key, hash), lambda: _of_workflow(plans, definition))


def pinned_name(app: str, key: str, hash: str) -> tuple[str, ...]:
    """What the plan is called among those of a published state."""
    return ("pinned workflow", app, key, hash)


def _of_workflow(plans: Plans, definition: Definition) -> WorkflowPlan:
    """As it is published where all is well; else with steps that stop what comes to them, see NodePlan.outdated."""
    name = ("workflow", definition.app, definition.key, definition.hash)
    try:
        return plans.once(name, lambda: compile_workflow(plans, definition))
    except PlatformError:
        return compile_workflow(plans, definition, pinned=True)
