"""What runs in a workspace, for whoever keeps it running: how much waits, stopped and ended, and which it is."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from ... import jobs, records
from ...context import Context
from ...definitions import plan_cache
from ...errors import Forbidden, NotFound
from ...jobs.figures import KindFigures, kind_figures, queue_figures
from ...jobs.tables import job
from ...localized import text
from ...messages.setup import broken_channels
from ...people import has_right
from ..definition.pinned import pinned_plan
from ..definition.plan import workflow_plan
from ..engine.instances import Instance, read_row
from ..figures import ended_by_hour, open_figures, stays
from .finding import Wanted, found_rows

RIGHT = "workflows.manage"
_LONGEST_PAGE = 100


def overview(context: Context) -> dict[str, Any]:
    """{"waiting", "incident", "ended": [(hour, count)], "queue": QueueFigures, "channels", "workflows": [{"app",
    "app_title", "workflow", "title", "waiting", "incident"}]}. Raises Forbidden."""
    _check_right(context)
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        found = open_figures(connection)
        ended = ended_by_hour(connection, context.now())
        queue = queue_figures(connection, context.now())
        broken = broken_channels(context, connection)
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: {"waiting": 0, "incident": 0})
    for one in found:
        counts[one.app, one.workflow][one.state] += one.number
    return {
        "channels": broken,
        "waiting": sum(one.number for one in found if one.state == "waiting"),
        "incident": sum(one.number for one in found if one.state == "incident"),
        "ended": ended,
        "queue": queue,
        "workflows": [_workflow(context, plans, *name) | count for name, count in counts.items()],
    }


def instances(
    context: Context, wanted: Wanted, *, cursor: str | None = None, limit: int = 50
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of the instances that are meant, the newest first, and the cursor of the next page.

    {"id", "app", "workflow", "title", "state", "form", "record", "record_title", "nodes": [{"node", "title",
    "stopped"}], "started_at", "ended_at"}; `record_title` is None where the record is not for the reader's
    eyes. Raises Forbidden, InvalidValue.
    """
    _check_right(context)
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        rows, following = found_rows(context, connection, wanted, cursor, max(1, min(limit, _LONGEST_PAGE)))
        found = [read_row(row) for row in rows]
        titles = record_titles(context, connection, found)
        return [_instance(context, connection, one, titles) for one in found], following


def steps(context: Context, app: str, workflow: str) -> list[dict[str, Any]]:
    """Of each step of the published revision, and of those that are only in former ones: {"node", "title", "waiting",
    "incident", "stay_s"}; `stay_s` is the median of the runs that ended last. Raises Forbidden, NotFound."""
    _check_right(context)
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = workflow_plan(plans, app, workflow)
        counts: dict[str, dict[str, int]] = defaultdict(lambda: {"waiting": 0, "incident": 0})
        for one in open_figures(connection, app, workflow):
            for node in one.standing.split():
                counts[node][one.state] += one.number
        usual = stays(connection, app, workflow)
    titles = {key: text(node.title, context.locale) for key, node in plan.nodes.items()}
    former = [key for key in counts if key not in titles]
    return [
        {"node": key, "title": titles.get(key, key), **counts[key]}
        | {"stay_s": usual[key].total_seconds() if key in usual else None}
        for key in (*titles, *former)
    ]


def stopped_jobs(context: Context, limit: int = 100) -> list[dict[str, Any]]:
    """Jobs that wait for a person: {"id", "kind", "app", "since", "attempts", "code", "detail"}. Raises Forbidden."""
    _check_right(context)
    query = sa.select(job).where(job.c.state == "incident").order_by(job.c.id.desc()).limit(limit)
    with context.workspace.database.read() as connection:
        rows = connection.execute(query).all()
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "app": row.app,
            "since": row.settled_at,
            "attempts": row.attempts,
            "code": row.last_error["code"],
            "detail": row.last_error["detail_zh" if context.locale == "zh-CN" else "detail"],
        }
        for row in rows
    ]


def kinds(context: Context) -> KindFigures:
    """What jobs of each kind did lately. Raises Forbidden."""
    _check_right(context)
    with context.workspace.database.read() as connection:
        return kind_figures(connection, context.now())


def retry_job(context: Context, id: str) -> None:
    """Run a stopped job again, with fresh counts. Raises Forbidden, NotFound."""
    _check_right(context)
    with context.workspace.database.write() as tx:
        if not jobs.retry(context, tx, id):
            raise NotFound


def record_titles(context: Context, connection: sa.Connection, found: list[Instance]) -> dict[str, str]:
    """Titles of the records that some instances are about, as far as the reader may see them."""
    titles: dict[str, str] = {}
    for name in {one.form for one in found if one.record_id}:
        app, form = name.split(".", 1)
        ids = [one.record_id for one in found if one.form == name]
        titles |= records.titles(context, app, form, ids, connection=connection)
    return titles


def _instance(context: Context, connection: sa.Connection, one: Instance, titles: dict[str, str]) -> dict[str, Any]:
    plan = pinned_plan(context.workspace, connection, one.app, one.workflow, one.hash)
    return {
        "id": one.id,
        "app": one.app,
        "workflow": one.workflow,
        "title": text(plan.title, context.locale),
        "state": one.state.state,
        "form": one.form or None,
        "record": one.record_id or None,
        "record_title": titles.get(one.record_id),
        "nodes": [
            {
                "node": token.node,
                "title": text(plan.nodes[token.node].title, context.locale),
                "stopped": token.incident is not None,
            }
            for token in one.state.tokens
            if token.node in plan.nodes
        ],
        "started_at": one.started_at,
        "ended_at": one.ended_at,
    }


def _workflow(context: Context, plans: Any, app: str, workflow: str) -> dict[str, Any]:
    """What it is called today; by its keys where it is there no more."""
    definition = plans.find("workflow", app, workflow)
    known = plans.apps.get(app)
    return {
        "app": app,
        "app_title": text(known.manifest.get("title", app), context.locale) if known else app,
        "workflow": workflow,
        "title": text(definition.document["title"], context.locale) if definition else workflow,
    }


def _check_right(context: Context) -> None:
    if not has_right(context, plan_cache(context.workspace).latest(), RIGHT):
        raise Forbidden
