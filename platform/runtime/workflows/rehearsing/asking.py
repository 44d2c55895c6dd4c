"""What is asked before a dry run: on what, told what, and which steps somebody answers."""

from collections.abc import Iterator
from typing import Any

from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import Forbidden
from ...localized import text
from ...people import has_right
from ...triggers import listener_of
from ..definition.plan import WorkflowPlan, workflow_plan
from ..tasks.presenting import decline_reasons

RIGHT = "workflows.manage"


def check_right(context: Context, plans: Plans) -> None:
    """Raises Forbidden for who may not try workflows out."""
    if not has_right(context, plans, RIGHT):
        raise Forbidden


def described(context: Context, app: str, workflow: str) -> dict[str, Any]:
    """See web/rehearsal_schemas.py: RehearsalQuestion. Raises Forbidden, NotFound, InvalidDefinition."""
    plans, locale = plan_cache(context.workspace).latest(), context.locale
    check_right(context, plans)
    plan = workflow_plan(plans, app, workflow)
    listener = listener_of(plans, plans.get("workflow", app, workflow))
    titles = {one["key"]: one.get("title") for one in listener.settings.get("inputs", ()) if isinstance(one, dict)}
    return {
        "app": app,
        "workflow": workflow,
        "title": text(plan.title, locale),
        "revision": plan.revision,
        "form": {"app": plan.form.app, "key": plan.form.key} if plan.subject.is_record else None,
        "inputs": [
            {"key": key, "title": text(titles.get(key) or key, locale), "type": kind.value}
            for key, kind in listener.type.outputs(listener.settings).items()
        ],
        "steps": list(_steps(context, plan)),
    }


def _steps(context: Context, plan: WorkflowPlan) -> Iterator[dict[str, Any]]:
    for node in plan.nodes.values():
        if node.type.sends or node.type.acts_of(node.settings):
            yield {
                "node": node.key,
                "title": text(node.title, context.locale),
                "type": node.type.key,
                "calls": node.type.sends,
                "acts": [] if node.type.sends else list(node.type.replies_of(node.settings)),
                "reasons": decline_reasons(context, plan.app, node) or [],
            }
