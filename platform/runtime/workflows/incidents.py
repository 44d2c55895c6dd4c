"""Incidents: what stopped, and what an administrator does about it: retry the step, or end the instance."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from .. import changes, records
from ..context import Context
from ..definitions import plan_cache
from ..errors import Conflict, Forbidden
from ..localized import text
from ..people import has_right
from . import tables
from .definition.pinned import pinned_plan
from .engine.instances import Instance, read_row
from .engine.state import Token
from .engine.transacting import move
from .engine.transition import Transition

_RIGHT = "workflows.manage"


def incidents(context: Context, *, limit: int = 100) -> list[dict[str, Any]]:
    """Steps that stopped, of the newest instances first, in the reader's language.

    {"instance", "app", "app_title", "workflow", "workflow_title", "form", "record", "record_title", "node",
    "node_title", "since", "code", "detail"}; `record_title` is None where the record is not for the reader's eyes.
    """
    _check_right(context)
    t = tables.instance
    query = sa.select(t).where(t.c.state == "incident").order_by(t.c.id.desc()).limit(limit)
    with context.workspace.database.read() as connection:
        found = [read_row(row) for row in connection.execute(query)]
        shown = _Shown(context, connection, found)
        return [
            shown.stop(instance, token)
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


class _Shown:
    """What the stops of some instances are called, read for all of them at once."""

    def __init__(self, context: Context, connection: sa.Connection, found: list[Instance]) -> None:
        self._context = context
        self._connection = connection
        self._since = _since(connection, [instance.id for instance in found])
        self._titles: dict[str, str] = {}
        for name in {instance.form for instance in found if instance.record_id}:
            app, form = name.split(".", 1)
            ids = [instance.record_id for instance in found if instance.form == name]
            self._titles |= records.titles(context, app, form, ids, connection=connection)

    def stop(self, instance: Instance, token: Token) -> dict[str, Any]:
        context = self._context
        plan = pinned_plan(context.workspace, self._connection, instance.app, instance.workflow, instance.hash)
        app = plan_cache(context.workspace).latest().apps[instance.app]
        assert token.incident is not None
        return {
            "instance": instance.id,
            "app": instance.app,
            "app_title": text(app.manifest.get("title", app.key), context.locale),
            "workflow": instance.workflow,
            "workflow_title": text(plan.title, context.locale),
            "form": instance.form,
            "record": instance.record_id,
            "record_title": self._titles.get(instance.record_id),
            "node": token.node,
            "node_title": text(plan.nodes[token.node].title, context.locale),
            "since": self._since[instance.id, token.node, token.visit],
            "code": token.incident["code"],
            "detail": text(token.incident["detail"], context.locale),
        }


def _since(connection: sa.Connection, instances: list[str]) -> dict[tuple[str, str, int], datetime]:
    """When each visit stopped, the last time it did."""
    e = tables.instance_event
    query = (
        sa.select(e.c.instance_id, e.c.node, e.c.visit, sa.func.max(e.c.at))
        .where(e.c.kind == "incident", e.c.instance_id.in_(instances))
        .group_by(e.c.instance_id, e.c.node, e.c.visit)
    )
    return {(row[0], row[1], row[2]): row[3] for row in connection.execute(query)}


def _check_right(context: Context) -> None:
    if not has_right(context, plan_cache(context.workspace).latest(), _RIGHT):
        raise Forbidden
