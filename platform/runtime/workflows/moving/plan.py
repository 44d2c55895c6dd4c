"""A plan of moving: to which revision, which step goes on where, and what becomes of deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from ...context import Context
from ...definitions import plan_cache
from ...definitions.tables import definition
from ...errors import Forbidden, InvalidValue, NotFound
from ...localized import listed_in_all
from ...people import has_right
from ..definition.pinned import pinned_plan
from ..definition.plan import WorkflowPlan

RIGHT = "workflows.manage"


@dataclass(frozen=True, slots=True)
class MovePlan:
    """`keys`: where steps and scopes go on that do not under their own key. `recount`: deadlines count by the new
    revision from when the step was entered; else those that it still has stay as they are."""

    app: str
    workflow: str
    revision: int
    hash: str
    keys: Mapping[str, str]
    recount: bool


def check_right(context: Context) -> None:
    """Raises Forbidden."""
    if not has_right(context, plan_cache(context.workspace).latest(), RIGHT):
        raise Forbidden


def make_plan(
    context: Context,
    connection: sa.Connection,
    app: str,
    workflow: str,
    revision: int | None,
    keys: Mapping[str, str],
    recount: bool,
) -> MovePlan:
    """To the present revision where none is named. Raises NotFound, InvalidValue for a step that it does not have."""
    t = definition
    query = sa.select(t.c.revision, t.c.hash).where(t.c.kind == "workflow", t.c.app == app, t.c.key == workflow)
    query = query.where(t.c.current) if revision is None else query.where(t.c.revision == revision)
    found = connection.execute(query).one_or_none()
    if found is None:
        raise NotFound
    plan = target_of(context, connection, MovePlan(app, workflow, found.revision, found.hash, keys, recount))
    known = [*plan.nodes, *plan.scopes]
    for key, target in keys.items():
        if target not in known:
            words = listed_in_all(known)
            expected = {"zh-CN": f"节点之一：{words['zh-CN']}", "en": f"one of the steps {words['en']}"}
            raise InvalidValue(pointer=f"/keys/{key}", expected=expected)
    renamed = {key: target for key, target in keys.items() if key != target}
    return MovePlan(app, workflow, found.revision, found.hash, renamed, recount)


def target_of(context: Context, connection: sa.Connection, plan: MovePlan) -> WorkflowPlan:
    """The revision to move to, compiled. Raises InvalidDefinition where it speaks of what is gone."""
    return pinned_plan(context.workspace, connection, plan.app, plan.workflow, plan.hash)


def older(connection: sa.Connection, plan: MovePlan) -> dict[str, int]:
    """The revisions before it by their hashes; what says the same as it is none."""
    t = definition
    query = sa.select(t.c.hash, t.c.revision).where(
        t.c.kind == "workflow",
        t.c.app == plan.app,
        t.c.key == plan.workflow,
        t.c.revision < plan.revision,
        t.c.hash != plan.hash,
    )
    return {row.hash: row.revision for row in connection.execute(query.order_by(t.c.revision))}
