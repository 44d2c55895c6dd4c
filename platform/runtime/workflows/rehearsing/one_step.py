"""One step tried by itself: it is entered at once, with what the steps before it told, and wherever it leads, the run
ends there.

What the steps before told is taken from a run of the whole workflow on the same record, answered in the same way. Where
that run does not come to the step, those it did come to have told all there is.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import plan_cache
from ...errors import BadRequest
from ...identifiers import new_id
from ...records import Record
from ...storage.rehearsal import apart
from .. import tables
from ..definition.graph import END
from ..definition.pinned import pinned_name
from ..definition.plan import WorkflowPlan
from .course import Course
from .wish import Wish

# By step: what it told, by name.
Told = Mapping[str, Any]

_NO_STEP = {"zh-CN": "流程里没有这一步", "en": "the workflow has no such step"}
_BRANCHES = {
    "zh-CN": "并行、汇合和结束不能单独试",
    "en": "what splits, joins or ends a workflow cannot be tried by itself",
}


def told_before(context: Context, plan: WorkflowPlan, wish: Wish, record: Record | None, until: datetime) -> Told:
    """What the steps of the whole workflow tell, by step; nothing of the run remains. Raises BadRequest for a step that
    cannot be tried by itself."""
    check_step(plan, wish.step or "")
    with apart(context.workspace, context.now()) as workspace:
        plan_cache(workspace).adopt(plan_cache(context.workspace).latest())
        inner = replace(context, workspace=workspace, request_id=f"rehearsal/{new_id()}")
        course = Course(inner, plan, wish, until)
        course.run(record)
        t = tables.instance
        with workspace.database.read() as connection:
            query = sa.select(t.c.variables).where(t.c.id == course.followed[0])
            told: dict[str, Any] = dict(connection.execute(query).scalar_one())
    told.pop(wish.step or "", None)
    return told


def check_step(plan: WorkflowPlan, key: str) -> None:
    """Raises BadRequest."""
    if key not in plan.nodes:
        raise BadRequest(reason=_NO_STEP)
    if not plan.nodes[key].outcomes or plan.nodes[key].type.shape != "step":
        raise BadRequest(reason=_BRANCHES)


def alone(context: Context, plan: WorkflowPlan, key: str) -> WorkflowPlan:
    """The workflow with this step between start and end, which the rehearsal's own plans give from now on."""
    node = plan.nodes[key]
    ends = replace(node, ways=dict.fromkeys(node.outcomes, END), targets=(END,))
    made = replace(plan, start=(key,), nodes={**plan.nodes, key: ends}, joins={}, inside={}, loops={}, scopes={})
    # Anew: what was compiled so far may be shared with everybody who works.
    cache = plan_cache(context.workspace)
    cache.forget()
    return cache.latest().once(pinned_name(plan.app, plan.key, plan.hash), lambda: made)
