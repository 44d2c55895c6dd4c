"""Read to-dos: one's own, those of what one has started, and one in full."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import plan_cache
from ...directory import settle_names
from ...errors import BadRequest, NotFound
from ...storage.types import dump_moment, load_moment
from .. import tables
from ..definition.pinned import pinned_plan
from ..engine.asking import OPEN
from ..presenting.flow import instance_flow
from .presenting import dump_detail, dump_task, task_form

_t = tables.task
SCOPES = ("mine", "started", "copied")
_LONGEST_PAGE = 200


def page(
    context: Context, scope: str = "mine", state: str = "open", *, limit: int = 50, cursor: str | None = None
) -> dict[str, Any]:
    """{"items": [Task], "next_cursor", "counts": {"mine", "started", "copied"}}; open ones by deadline, done ones
    newest first. Nothing makes copies yet, so "copied" is empty. Raises BadRequest."""
    if scope not in SCOPES or state not in ("open", "done"):
        raise BadRequest(reason={"zh-CN": "没有这个待办列表", "en": "there is no such list"})
    limit = max(1, min(limit, _LONGEST_PAGE))
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        rows = connection.execute(_listed(context, scope, state, cursor).limit(limit + 1)).all()
        return {
            "items": [dump_task(context, connection, row) for row in rows[:limit]],
            "next_cursor": _pack(rows[limit - 1], state) if len(rows) > limit else None,
            "counts": {name: _count(context, connection, name) for name in SCOPES},
        }


def get(context: Context, id: str) -> dict[str, Any]:
    """One to-do with all that acting on it needs. Raises NotFound for who neither holds it nor started its flow."""
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        return read_detail(context, connection, id)


def read_detail(context: Context, connection: sa.Connection, id: str) -> dict[str, Any]:
    """As `get`, on a connection of the caller's."""
    row = visible_row(context, connection, id)
    instance = connection.execute(sa.select(tables.instance).where(tables.instance.c.id == row.instance_id)).one()
    shown = dump_task(context, connection, row) | dump_detail(context, connection, row)
    return shown | {"flow": instance_flow(context, connection, instance)}


def visible_row(context: Context, connection: sa.Connection, id: str) -> Any:
    """The row of a to-do that the actor may see. Raises NotFound."""
    row = connection.execute(sa.select(_t).where(_t.c.id == id)).one_or_none()
    person = context.actor.person_id
    if row is None or person is None or person not in (row.assignee, row.initiator):
        raise NotFound
    return row


def settled_values(
    context: Context, id: str, values: Mapping[str, Any], *, once: str | None = None
) -> Mapping[str, Any]:
    """What fills a to-do's form, with the names in it that are known; see `directory.settle_names`. Raises NotFound,
    Problems."""
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        row = visible_row(context, connection, id)
        node = pinned_plan(context.workspace, connection, row.app, row.workflow, row.hash).nodes[row.node]
        form = task_form(context, row.app, node)
    return settle_names(context, form.app, form.key, values, once=once) if form is not None else values


def _listed(context: Context, scope: str, state: str, cursor: str | None) -> sa.Select[Any]:
    query = sa.select(_t).where(_mine(context, scope))
    if state == "done":
        query = query.where(_t.c.state == "done").order_by(_t.c.ended_at.desc(), _t.c.id.desc())
        order, later = sa.tuple_(_t.c.ended_at, _t.c.id), False
    else:
        query = query.where(_open(scope)).order_by(_t.c.due_order, _t.c.id)
        order, later = sa.tuple_(_t.c.due_order, _t.c.id), True
    if cursor is None:
        return query
    at, id = _unpack(cursor)
    seen = sa.tuple_(sa.literal(at, _t.c.due_at.type), sa.literal(id, _t.c.id.type))
    return query.where(order > seen if later else order < seen)


def _mine(context: Context, scope: str) -> sa.ColumnElement[bool]:
    if scope == "mine":
        return _t.c.assignee == context.actor.person_id
    return _t.c.initiator == context.actor.person_id if scope == "started" else sa.false()


def _open(scope: str) -> sa.ColumnElement[bool]:
    """Said as the index of that list has it."""
    return _t.c.state.in_(OPEN) if scope == "started" else _t.c.due_order.is_not(None)


def _count(context: Context, connection: sa.Connection, scope: str) -> int:
    query = sa.select(sa.func.count()).select_from(_t).where(_mine(context, scope), _open(scope))
    return connection.execute(query).scalar_one()


def _pack(row: Any, state: str) -> str:
    at = row.ended_at if state == "done" else row.due_order
    return base64.urlsafe_b64encode(f"{dump_moment(at)} {row.id}".encode()).decode()


def _unpack(cursor: str) -> tuple[datetime, str]:
    try:
        at, id = base64.urlsafe_b64decode(cursor.encode()).decode().split(" ")
        return load_moment(at), id
    except (ValueError, binascii.Error):
        raise BadRequest(reason={"zh-CN": "翻页位置有误", "en": "the cursor is not one of ours"}) from None
