"""The plan that an instance is pinned to: the revision it was started on, compiled for what is published now."""

import sqlalchemy as sa

from ...definitions import plan_cache
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
    return plans.once(("workflow", app, key, hash), lambda: compile_workflow(plans, definition))
