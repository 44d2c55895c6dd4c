"""What moving would do, instance by instance: each is moved in a rehearsal, of which nothing remains."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ... import changes
from ...context import Context
from ...definitions import plan_cache
from ...identifiers import new_id
from ...jobs.execution import context_of
from ...localized import Localized, text
from ...storage.rehearsal import rehearsed
from .. import tables
from ..definition.pinned import pinned_plan
from ..definition.plan import WorkflowPlan
from ..engine.instances import Instance, read_row
from ..errors import MoveRefused
from ..presenting.running import record_titles
from .checking import text_of
from .overview import standing
from .plan import MovePlan, check_right, make_plan, older, target_of
from .work import move_one

_t = tables.instance
AT_ONCE = 50


def preview(
    context: Context,
    app: str,
    workflow: str,
    revision: int | None,
    keys: Mapping[str, str],
    *,
    recount: bool,
    cursor: str | None = None,
) -> dict[str, Any]:
    """See web/moving_schemas.py: MovePreview. Raises what `start` raises, but for Conflict."""
    check_right(context)
    with rehearsed(context.workspace, context.now()) as workspace:
        plan_cache(workspace).adopt(plan_cache(context.workspace).latest())
        inner = replace(context, workspace=workspace, revision=None)
        with workspace.database.read() as connection:
            plan = make_plan(inner, connection, app, workflow, revision, keys, recount)
            revisions = older(connection, plan)
            query = sa.select(_t).where(*standing(plan, revisions), _t.c.id > (cursor or ""))
            rows = connection.execute(query.order_by(_t.c.id).limit(AT_ONCE + 1)).all()
            found = [read_row(row) for row in rows[:AT_ONCE]]
            titles = record_titles(inner, connection, found)
            new = target_of(inner, connection, plan)
            items = [_one(inner, connection, one, plan, new, revisions, titles) for one in found]
    return {"items": items, "next_cursor": found[-1].id if len(rows) > AT_ONCE else None}


def _one(
    context: Context,
    connection: sa.Connection,
    one: Instance,
    plan: MovePlan,
    new: WorkflowPlan,
    revisions: Mapping[str, int],
    titles: Mapping[str, str],
) -> dict[str, Any]:
    old = pinned_plan(context.workspace, connection, one.app, one.workflow, one.hash)
    acting, reason, after = context_of(context.workspace, one.app), None, None
    try:
        after = changes.run(acting, lambda tx: move_one(acting, tx, one.id, plan, new_id(), context.actor.identity))
    except MoveRefused as refused:
        reason = refused.context["reason"]
    locale = context.locale
    return {
        "id": one.id,
        "revision": revisions[one.hash],
        "record": one.record_id or None,
        "record_title": titles.get(one.record_id),
        "state": one.state.state,
        "after": after.state.state if after is not None else None,
        "steps": [text(text_of(old, token.node), locale) for token in one.state.tokens],
        "to": [text(text_of(new, token.node), locale) for token in after.state.tokens] if after is not None else [],
        "problem": None if reason is None else text(reason, locale),
        "deadlines": [] if after is None else _deadlines(old, one, new, after, locale),
    }


def _deadlines(old: WorkflowPlan, before: Instance, new: WorkflowPlan, after: Instance, locale: str) -> Any:
    """The deadlines that come at another moment, that are gone or new."""
    was, now = _due(old, before, locale), _due(new, after, locale)
    return [
        {"title": title, "before": was.get(title), "after": now.get(title)}
        for title in dict.fromkeys((*was, *now))
        if was.get(title) != now.get(title)
    ]


def _due(plan: WorkflowPlan, instance: Instance, locale: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for token in (*instance.state.tokens, *instance.state.stays):
        part = plan.scopes.get(token.node) or plan.nodes[token.node]
        titles: dict[str, Localized] = {limit.key: limit.title or limit.key for limit in part.limits}
        for timer in token.timers:
            if timer.key in titles:
                found[f"{text(part.title, locale)} · {text(titles[timer.key], locale)}"] = timer.due
    return found
