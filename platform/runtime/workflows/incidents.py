"""Incidents: what stopped, and what an administrator does about it: correct what it reads and do the step again, skip
it, or end the instance. Each is recorded with who did it and why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from .. import changes, records
from ..context import Context
from ..definitions import plan_cache
from ..errors import BadRequest, Conflict, Forbidden, InvalidValue, NotFound
from ..localized import listed_in_all, text
from ..people import has_right
from . import tables
from .definition.pinned import pinned_plan
from .engine.instances import Instance, read_row
from .engine.state import Token
from .engine.transacting import move
from .engine.transition import Transition
from .presenting.flow import outcome_title, ways_out
from .presenting.running import record_titles

_RIGHT = "workflows.manage"
# So many instances are done again in one request.
_MOST_AT_ONCE = 200


def incidents(context: Context, *, limit: int = 100) -> list[dict[str, Any]]:
    """Steps that stopped, of the newest instances first, in the reader's language.

    {"instance", "app", "app_title", "workflow", "workflow_title", "form", "record", "record_title", "node",
    "node_title", "visit", "outcomes", "since", "code", "detail"}; `record_title` is None where the record is not for
    the reader's eyes, `outcomes` are those by which the step may be skipped: [{"key", "title"}].
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
    return changes.run(context, lambda tx: move(context, tx, instance_id, _retry).state.state)


def retry_all(context: Context, app: str, workflow: str) -> dict[str, int]:
    """Do again what stopped of a workflow, each instance in a transaction of its own: {"retried", "stopped"}, the
    latter those that stopped again. Raises Forbidden."""
    _check_right(context)
    t = tables.instance
    query = sa.select(t.c.id).where(t.c.state == "incident", t.c.app == app, t.c.workflow == workflow)
    with context.workspace.database.read() as connection:
        ids = list(connection.execute(query.order_by(t.c.id).limit(_MOST_AT_ONCE)).scalars())
    states = []
    for id in ids:
        try:
            states.append(retry(context, id))
        except (Conflict, NotFound):
            # Somebody else was quicker.
            continue
    return {"retried": len(states), "stopped": states.count("incident")}


def correct(
    context: Context,
    instance_id: str,
    reason: str,
    *,
    values: Mapping[str, Any] | None = None,
    outputs: Mapping[str, Mapping[str, Any]] | None = None,
) -> str:
    """Correct values of the record, with the administrator's own rights, and outputs of steps passed ({node: {name:
    JSON}}), then do again what stopped. Raises Forbidden, NotFound, Conflict, BadRequest, and what a wrong value does.
    """
    _check_right(context)

    def act(transition: Transition) -> None:
        _check_stopped(transition)
        _check_outputs(transition, outputs or {})
        transition.emit("corrected", by=context.actor.identity, reason=reason, outputs=dict(outputs or {}))
        if values:
            unit = transition.unit
            if not unit.plan.subject.is_record:
                raise BadRequest(reason={"zh-CN": "这个流程与记录无关", "en": "this workflow is about no record"})
            form = unit.plan.form
            records.change(context, form.app, form.key, unit.instance.record_id, values, revision=None, tx=unit.tx)
        _retry(transition)

    return changes.run(context, lambda tx: move(context, tx, instance_id, act).state.state)


def skip(context: Context, instance_id: str, node: str, visit: int, outcome: str, reason: str) -> str:
    """Leave a step that stopped by one of its outcomes. Raises Forbidden, NotFound, Conflict, InvalidValue."""
    _check_right(context)

    def act(transition: Transition) -> None:
        token = transition.state.at(node, visit)
        if token is None or token.incident is None:
            raise _not_stopped()
        plan = transition.unit.plan.nodes[node]
        if outcome not in ways_out(plan):
            known = listed_in_all(ways_out(plan))
            words = {"zh-CN": f"选项之一：{known['zh-CN']}", "en": f"one of: {known['en']}"}
            raise InvalidValue(pointer="/outcome", expected=words)
        transition.skip(token, outcome, context.actor.identity, reason)
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


def _retry(transition: Transition) -> None:
    for token in reversed(_check_stopped(transition)):
        transition.retry(token)
    transition.go()
    transition.fire_due()


def _check_stopped(transition: Transition) -> list[Token]:
    stopped = [token for token in transition.state.tokens if token.incident is not None]
    if not stopped:
        raise _not_stopped()
    return stopped


def _not_stopped() -> Conflict:
    return Conflict(reason={"zh-CN": "这条流程没有停下的节点", "en": "No step of this workflow has stopped"})


def _check_outputs(transition: Transition, outputs: Mapping[str, Mapping[str, Any]]) -> None:
    """Only what a step has told may be told otherwise; how it was left stays as it was."""
    for node, told in outputs.items():
        known = set(transition.state.variables.get(node, ())) - {"outcome", "visits"}
        for name in told:
            if name not in known:
                words = {"zh-CN": f"节点「{node}」没有输出「{name}」", "en": f"the step {node} has told no {name}"}
                raise BadRequest(reason=words)


class _Shown:
    """What the stops of some instances are called, read for all of them at once."""

    def __init__(self, context: Context, connection: sa.Connection, found: list[Instance]) -> None:
        self._context = context
        self._connection = connection
        self._since = _since(connection, [instance.id for instance in found])
        self._titles = record_titles(context, connection, found)

    def stop(self, instance: Instance, token: Token) -> dict[str, Any]:
        context = self._context
        plan = pinned_plan(context.workspace, self._connection, instance.app, instance.workflow, instance.hash)
        app = plan_cache(context.workspace).latest().apps[instance.app]
        assert token.incident is not None
        node = plan.nodes[token.node]
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
            "node_title": text(node.title, context.locale),
            "visit": token.visit,
            "outcomes": [{"key": one, "title": outcome_title(node, one, context.locale)} for one in ways_out(node)],
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
