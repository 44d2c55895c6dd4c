"""One run as its page shows it: the graph of its revision, where it stands, and the way it took.

A run is seen by who may see the record it is about, of one about no record by who started it, and by who manages
workflows. What its steps read and told holds
values that the app read as itself: see `visited.py`.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ... import records
from ...context import Context
from ...definitions import plan_cache
from ...errors import NotFound
from ...localized import text
from ...people import Organisation, has_right, organisation_of
from ...records.reading import title_of
from .. import tables
from ..definition.graph import END
from ..definition.pinned import pinned_plan
from ..definition.plan import NodePlan, ScopePlan, WorkflowPlan
from ..dispatching.reading import newest_decision
from .flow import bare, progress, step_of
from .graph import deadlines, scope_of, ways
from .running import RIGHT
from .visits import Visit, visits_of

_t, _event = tables.instance, tables.instance_event


def get_instance(context: Context, id: str) -> dict[str, Any]:
    """See web/instance_schemas.py: Instance. Raises NotFound, also for who may not see it."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        row, record = seen(context, connection, id)
        plan = pinned_plan(context.workspace, connection, row.app, row.workflow, row.hash)
        events = events_of(connection, id)
        people = organisation_of(context.workspace, connection)
        newest = plans.find("workflow", row.app, row.workflow)
        app = plans.apps.get(row.app)
        decision = newest_decision(context, connection, row) if record else None
        return {
            "id": row.id,
            "app": row.app,
            "app_title": text(app.manifest.get("title", row.app), context.locale) if app else row.app,
            "workflow": {"key": row.workflow, "title": text(plan.title, context.locale)},
            "revision": plan.revision,
            "newest_revision": newest.revision if newest else None,
            "state": row.state,
            "started_at": row.started_at,
            "ended_at": row.ended_at,
            "initiator": people.name(row.initiator) or None,
            "record": record,
            "caller": _caller(context, connection, row.caller),
            "decision": decision["id"] if decision else None,
            "may_manage": manages(context),
            "start": {"title": text(_START, context.locale), "at": row.started_at},
            "end": END,
            "nodes": _nodes(context, connection, plan, row, visits_of(events), people),
            "ways": ways(plan, events, context.locale),
            "event_count": row.event_count,
        }


_START = {"zh-CN": "开始", "en": "Start"}


def seen(context: Context, connection: sa.Connection, id: str) -> tuple[Any, dict[str, Any] | None]:
    """The row of an instance and the record it is about, {"form", "id", "title"}, None where it is not for the
    reader's eyes or where it is about none. Raises NotFound for who may not see the run."""
    row = connection.execute(sa.select(_t).where(_t.c.id == id)).one_or_none()
    if row is None:
        raise NotFound
    record = _record(context, connection, row)
    own = not row.record_id and row.initiator is not None and row.initiator == context.actor.person_id
    if record is None and not own and not manages(context):
        raise NotFound
    return row, record


def manages(context: Context) -> bool:
    """Whether the reader keeps workflows running."""
    return has_right(context, plan_cache(context.workspace).latest(), RIGHT)


def events_of(connection: sa.Connection, id: str) -> Sequence[Any]:
    """All that happened to an instance, in order."""
    return connection.execute(sa.select(_event).where(_event.c.instance_id == id).order_by(_event.c.number)).all()


def _record(context: Context, connection: sa.Connection, row: Any) -> dict[str, Any] | None:
    if not row.form or not row.record_id:
        return None
    app, form = row.form.split(".", 1)
    try:
        found = records.get(context, app, form, row.record_id, connection=connection)
    except NotFound:
        return None
    return {"form": row.form, "id": found.id, "title": title_of(context, found)}


def _caller(context: Context, connection: sa.Connection, id: str | None) -> dict[str, Any] | None:
    """The run that let this one run, where the reader may see it."""
    if id is None:
        return None
    try:
        row, _ = seen(context, connection, id)
    except NotFound:
        return None
    plan = pinned_plan(context.workspace, connection, row.app, row.workflow, row.hash)
    return {"id": row.id, "title": text(plan.title, context.locale)}


def _nodes(
    context: Context, connection: sa.Connection, plan: WorkflowPlan, row: Any, visits: list[Visit], people: Organisation
) -> list[dict[str, Any]]:
    """Steps in the order of the document, then scopes, each as its last visit left it."""
    last = {visit.node: visit for visit in visits}
    said = progress(context, connection, row.id)
    nodes = []
    parts: dict[str, NodePlan | ScopePlan] = {**plan.nodes, **plan.scopes}
    for key, one in parts.items():
        node = plan.nodes.get(key)
        visit = last.get(key)
        if visit is not None:
            step = step_of(context, plan, visit, people, said.get((key, visit.visit)))
        else:
            state = "waiting" if row.ended_at is None else "skipped"
            step = bare(key, text(one.title, context.locale), node.type.key if node else "scope", state)
        if row.ended_at is not None and step["state"] in ("now", "incident"):
            # Ending a run leaves nothing behind, so nobody said that the visit is over.
            step |= {"state": "skipped", "left_at": row.ended_at}
        nodes.append(
            step
            | {
                "type_title": text(node.type.label, context.locale) if node else None,
                "shape": node.type.shape if node else "scope",
                "scope": scope_of(plan, key),
                "visits": sum(visit.node == key for visit in visits),
                "deadlines": deadlines(one, context.locale),
            }
        )
    return nodes
