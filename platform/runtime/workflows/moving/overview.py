"""What runs on older revisions of a workflow: how many, and where they stand."""

from collections import Counter
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...errors import InvalidDefinition
from ...localized import text
from .. import tables
from ..definition.pinned import pinned_plan
from ..definition.plan import WorkflowPlan
from .plan import MovePlan, check_right, make_plan, older, target_of

_t = tables.instance
OPEN = _t.c.state.in_(("waiting", "incident"))
# More are counted as so many.
MOST = 20_000


def overview(context: Context, app: str, workflow: str, revision: int | None = None) -> dict[str, Any]:
    """See web/moving_schemas.py: MoveOverview. Raises Forbidden, NotFound, InvalidDefinition."""
    check_right(context)
    with context.workspace.database.read() as connection:
        plan = make_plan(context, connection, app, workflow, revision, {}, False)
        new = target_of(context, connection, plan)
        revisions = older(connection, plan)
        rows = connection.execute(
            sa.select(_t.c.hash, _t.c.tokens).where(*standing(plan, revisions)).limit(MOST + 1)
        ).all()
        found = [
            _of_revision(context, connection, plan, new, hash, number, [one.tokens for one in rows if one.hash == hash])
            for hash, number in revisions.items()
            if any(one.hash == hash for one in rows)
        ]
    return {
        "app": app,
        "workflow": workflow,
        "title": text(new.title, context.locale),
        "revision": new.revision,
        "count": min(len(rows), MOST),
        "more": len(rows) > MOST,
        "from": found,
        "steps": [
            {"node": node.key, "title": text(node.title, context.locale), "type": node.type.key}
            for node in new.nodes.values()
        ],
    }


def running(connection: sa.Connection, app: str, workflow: str) -> int:
    """How many instances of a workflow are open, of whatever revision."""
    mine = _t.c.app == app, _t.c.workflow == workflow, OPEN
    return connection.execute(sa.select(sa.func.count()).where(*mine)).scalar_one()


def standing(plan: MovePlan, revisions: dict[str, int]) -> tuple[sa.ColumnElement[bool], ...]:
    """The open instances of older revisions."""
    return _t.c.app == plan.app, _t.c.workflow == plan.workflow, OPEN, _t.c.hash.in_(list(revisions))


def _of_revision(
    context: Context,
    connection: sa.Connection,
    plan: MovePlan,
    new: WorkflowPlan,
    hash: str,
    revision: int,
    instances: list[dict[str, Any]],
) -> dict[str, Any]:
    counts = Counter(node for one in instances for node in {token["node"] for token in one["tokens"]})
    try:
        old = pinned_plan(context.workspace, connection, plan.app, plan.workflow, hash)
    except InvalidDefinition:
        old = None
    steps = []
    for node, count in sorted(counts.items()):
        was = old.nodes.get(node) if old is not None else None
        target = new.nodes.get(node)
        fits = target is not None and was is not None and target.type is was.type
        steps.append(
            {
                "node": node,
                "title": text(was.title, context.locale) if was is not None else node,
                "type": was.type.key if was is not None else None,
                "count": count,
                "target": node if fits else None,
            }
        )
    return {"revision": revision, "count": len(instances), "steps": steps}
