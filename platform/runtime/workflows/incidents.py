"""Incidents: what stopped, and what an administrator does about it: retry the step, or end the instance."""

from typing import Any

import sqlalchemy as sa

from .. import changes
from ..context import Context
from ..definitions import plan_cache
from ..errors import Conflict, Forbidden
from ..localized import text
from ..people import has_right
from . import tables
from .engine import move
from .instances import read_row
from .transition import Transition

_RIGHT = "workflows.manage"


def incidents(context: Context, *, limit: int = 100) -> list[dict[str, Any]]:
    """Stopped instances, newest first: {"instance", "app", "workflow", "form", "record", "node", "code", "detail"}."""
    _check_right(context)
    t = tables.instance
    query = sa.select(t).where(t.c.state == "incident").order_by(t.c.id.desc()).limit(limit)
    with context.workspace.database.read() as connection:
        found = [read_row(row) for row in connection.execute(query)]
    return [
        {
            "instance": instance.id,
            "app": instance.app,
            "workflow": instance.workflow,
            "form": instance.form,
            "record": instance.record_id,
            "node": token.node,
            "code": token.incident["code"],
            "detail": text(token.incident["detail"], context.locale),
        }
        for instance in found
        for token in instance.state.tokens
        if token.incident is not None
    ]


def retry(context: Context, instance_id: str) -> str:
    """Do again every step that stopped. Returns the instance's state. Raises Forbidden, NotFound, Conflict."""
    _check_right(context)

    def act(transition: Transition) -> None:
        stopped = [token for token in transition.state.tokens if token.incident is not None]
        if not stopped:
            raise Conflict(reason={"zh-CN": "这条流程没有停下的节点", "en": "No step of this workflow has stopped"})
        for token in reversed(stopped):
            transition.retry(token)
        transition.go()
        transition.fire_due()

    return changes.run(context, lambda tx: move(context, tx, instance_id, act).state.state)


def cancel(context: Context, instance_id: str, reason: str | None = None) -> str:
    """End an instance where it stands. Returns its state. Raises Forbidden, NotFound, Conflict."""
    _check_right(context)

    def act(transition: Transition) -> None:
        if transition.state.state in ("completed", "cancelled"):
            raise Conflict(reason={"zh-CN": "流程已经结束", "en": "This workflow has ended"})
        transition.cancel(context.actor.identity, reason)

    return changes.run(context, lambda tx: move(context, tx, instance_id, act).state.state)


def _check_right(context: Context) -> None:
    if not has_right(context, plan_cache(context.workspace).latest(), _RIGHT):
        raise Forbidden
