"""What a new form begins with: defaults that are worked out, and those from one's own history.

Both are worked out with the actor's rights: what he may not see and set is left out.
"""

from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans, plan_cache
from ...forms import form_plan
from ..derived.asking import Asking
from ..presenting.labels import labels_of
from ..querying.compiler import Reading
from ..querying.question import Query
from ..reading import reading_of
from ..rights import Rights, rights_on
from .pipeline import draft_create

# How far back a person's habits are looked at.
_HISTORY = 200


def beginning(context: Context, app: str, form: str) -> dict[str, Any]:
    """{"values", "labels"}: JSON values by field, and the names behind those that are ids. Who may not create begins
    with nothing. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, app, form)
        rights = rights_on(context, plans, plan)
        row = _worked_out(context, connection, plans, rights) | _habits(context, connection, plans, rights)
        known = {key: value for key, value in row.items() if value is not None}
        linked = [key for key in known if plan.fields[key].type.links is not None]
        named = {key: labels_of(context, connection, plan.fields[key], [known[key]]) for key in linked}
        return {
            "values": {key: plan.fields[key].json(value) for key, value in known.items()},
            "labels": {key: labels[known[key]] for key, labels in named.items()},
        }


def _worked_out(context: Context, connection: sa.Connection, plans: Plans, rights: Rights) -> dict[str, Any]:
    """Also for who may create records, and read none."""
    plan = rights.plan
    wanted = plan.worked_out & (rights.creates or frozenset())
    if rights.creates is None or not wanted:
        return {}
    asking = Asking.as_app(context, plans, plan.app, connection)
    draft = draft_create(context, plan, {}, rights.creates, rights.readable | rights.creates, False, asking)
    return {key: draft.row[key] for key in wanted}


def _habits(context: Context, connection: sa.Connection, plans: Plans, rights: Rights) -> dict[str, Any]:
    own = rights.readable & (rights.creates or frozenset())
    wanted = {key: way for key, way in rights.plan.remembered.items() if key in own}
    reading = reading_of(context, connection, plans, rights.plan) if wanted else None
    return {key: _habit(context, reading, key, way) for key, way in wanted.items()} if reading is not None else {}


def _habit(context: Context, reading: Reading, key: str, way: str) -> Any:
    """The stored value; None when the actor has entered none."""
    table = reading.plan.table
    column = table.c[key]
    mine = sa.select(column.label("value"), table.c.created_at, table.c.id)
    own = Query(filter={"field": "created_by", "operator": "equal", "value": context.actor.person_id})
    shown = reading.visible(key)
    statement = reading.matching(mine, own).where(column.is_not(None), sa.true() if shown is None else shown)
    recent = statement.order_by(table.c.created_at.desc(), table.c.id.desc())
    if way == "last":
        rows = reading.rows(recent.limit(1))
    else:
        past = recent.limit(_HISTORY).subquery()
        often = sa.select(past.c.value, sa.func.count().label("times"), sa.func.max(past.c.created_at).label("latest"))
        rows = reading.rows(often.group_by(past.c.value).order_by(sa.desc("times"), sa.desc("latest")).limit(1))
    return rows[0][0] if rows else None
