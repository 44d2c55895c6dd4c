"""Which runs are meant: by workflow, state and step, by when they ended, by the title of the record or an id.

Of a million only a page is read: what is open is found by the index of where it stands, asked for each state and place
by itself and put together; what ended is a range of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ... import records
from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import InvalidValue, NotFound
from .. import tables
from ..definition.plan import workflow_plan
from ..figures import OPEN, STATES, open_figures

_t = tables.instance
# So many places of a workflow's tokens are asked one by one; a workflow with more is filtered row by row.
_MOST_PLACES = 100
_MOST_FOUND, _MOST_FORMS = 100, 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """`state`: waiting, incident, completed or cancelled; without one those that are open. `node`: of one workflow.
    `ended_from` and `ended_until`: those that ended in this span. `search`: a part of the record's title, or an id,
    in any state."""

    app: str | None = None
    workflow: str | None = None
    state: str | None = None
    node: str | None = None
    ended_from: datetime | None = None
    ended_until: datetime | None = None
    search: str = ""


def found_rows(
    context: Context, connection: sa.Connection, wanted: Wanted, cursor: str | None, limit: int
) -> tuple[Sequence[Any], str | None]:
    """A page of rows, newest first, and the cursor of the next. Raises InvalidValue for a cursor that no page gave."""
    if wanted.ended_from is not None or wanted.ended_until is not None:
        return _ended(connection, wanted, cursor, limit)
    if wanted.search:
        ids = [_t.c.id == wanted.search, _t.c.record_id == wanted.search]
        if about := _records(context, connection, wanted):
            ids.append(_t.c.record_id.in_(about))
        query = _narrowed(sa.select(_t).where(sa.or_(*ids)), wanted)
        query = query if wanted.state is None else query.where(_t.c.state == wanted.state)
        query = query if wanted.node is None else query.where(_t.c.standing.in_(_places(connection, wanted)))
    elif wanted.state in (None, *STATES):
        query = sa.select(_t).where(_t.c.id.in_(_open_ids(connection, wanted, cursor, limit)))
    else:
        query = _narrowed(sa.select(_t).where(_t.c.state == wanted.state), wanted)
    if cursor:
        query = query.where(_t.c.id < cursor)
    rows = connection.execute(query.order_by(_t.c.id.desc()).limit(limit + 1)).all()
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None


def _open_ids(connection: sa.Connection, wanted: Wanted, cursor: str | None, limit: int) -> list[str]:
    """The newest that are open, read from one place of an index each."""
    states = (wanted.state,) if wanted.state else STATES
    conditions: list[tuple[sa.ColumnElement[bool], ...]]
    if wanted.workflow is None:
        conditions = [(_t.c.state == state,) for state in states]
    else:
        places = _places(connection, wanted)
        if len(places) > _MOST_PLACES:
            conditions = [(_t.c.state == state, _t.c.standing.in_(places)) for state in states]
        else:
            conditions = [(OPEN, _t.c.state == state, _t.c.standing == place) for state in states for place in places]
    found: list[str] = []
    for condition in conditions:
        query = _narrowed(sa.select(_t.c.id).where(*condition), wanted)
        query = query.where(_t.c.id < cursor) if cursor else query
        found += connection.execute(query.order_by(_t.c.id.desc()).limit(limit + 1)).scalars()
    return sorted(found, reverse=True)[: limit + 1]


def _places(connection: sa.Connection, wanted: Wanted) -> list[str]:
    """Where tokens of the workflow stand now; with a node, the places it is among."""
    found = {one.standing for one in open_figures(connection, wanted.app, wanted.workflow)}
    return sorted(one for one in found if wanted.node is None or wanted.node in one.split(" "))


def _ended(
    connection: sa.Connection, wanted: Wanted, cursor: str | None, limit: int
) -> tuple[Sequence[Any], str | None]:
    query = _narrowed(sa.select(_t).where(_t.c.ended_at.is_not(None)), wanted)
    if wanted.state is not None:
        query = query.where(_t.c.state == wanted.state)
    if wanted.ended_from is not None:
        query = query.where(_t.c.ended_at >= wanted.ended_from)
    if wanted.ended_until is not None:
        query = query.where(_t.c.ended_at < wanted.ended_until)
    if cursor:
        at, id = _read_cursor(cursor)
        query = query.where(sa.or_(_t.c.ended_at < at, sa.and_(_t.c.ended_at == at, _t.c.id < id)))
    rows = connection.execute(query.order_by(_t.c.ended_at.desc(), _t.c.id.desc()).limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return rows[:limit], f"{last.ended_at.isoformat()} {last.id}" if last else None


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    at, _, id = cursor.partition(" ")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise InvalidValue(
            pointer="/cursor", expected={"zh-CN": "上一页给出的位置", "en": "what a page gave"}
        ) from error
    return moment, id


def _narrowed(query: sa.Select[Any], wanted: Wanted) -> sa.Select[Any]:
    for column, value in ((_t.c.app, wanted.app), (_t.c.workflow, wanted.workflow)):
        query = query if value is None else query.where(column == value)
    return query


def _records(context: Context, connection: sa.Connection, wanted: Wanted) -> list[str]:
    """Records that the reader finds by the text, of the forms that workflows are about."""
    plans = plan_cache(context.workspace).latest()
    ids: list[str] = []
    for app, form in _forms(plans, wanted)[:_MOST_FORMS]:
        query = records.Query(search=wanted.search, limit=_MOST_FOUND, fields=())
        try:
            ids += [one.id for one in records.query(context, app, form, query, connection=connection).items]
        except NotFound:
            # Not for this reader, or gone.
            continue
    return ids


def _forms(plans: Plans, wanted: Wanted) -> list[tuple[str, str]]:
    """Of the workflow that is meant, else of all that are published."""
    found: dict[tuple[str, str], None] = {}
    for one in plans.documents("workflow", wanted.app):
        if wanted.workflow in (None, one.key):
            plan = workflow_plan(plans, one.app, one.key)
            if plan.subject.is_record:
                found.setdefault((plan.form.app, plan.form.key))
    return list(found)
