"""What a picked record fills in, on the ways of writing where no page did it; and defaults from one's own history.

Both read with the actor's rights: what he may not see is not filled in.
"""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans
from ...forms import FormPlan, form_plan
from ...identifiers import is_id
from ...people import access_to
from ...storage import Transaction
from ..presenting.records import dump_record
from ..querying.compiler import Reading
from ..querying.question import Query
from ..reading import open_reading, reading_of

# How far back a person's habits are looked at.
_HISTORY = 200


def filled_in(
    context: Context,
    plans: Plans,
    plan: FormPlan,
    values: Mapping[str, Any],
    settable: Collection[str],
    tx: Transaction | None,
) -> Mapping[str, Any]:
    """The values with those that picked records fill in, where nothing was sent for them."""
    missing = {
        key: {own: theirs for own, theirs in fills.items() if own not in values and own in settable}
        for key, fills in plan.fills.items()
        if is_id(values.get(key))
    }
    if not any(missing.values()):
        return values
    if tx is not None:
        return {**_filling(context, tx.connection, plans, plan, values, missing), **values}
    with context.workspace.database.read() as connection:
        return {**_filling(context, connection, plans, plan, values, missing), **values}


def _filling(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    plan: FormPlan,
    values: Mapping[str, Any],
    missing: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, fills in missing.items():
        other = form_plan(plans, *plan.fields[key].settings["target"])
        reading = reading_of(context, connection, plans, other) if fills else None
        for record in reading.some([values[key]]) if reading is not None else ():
            for own, theirs in fills.items():
                if (value := record.values.get(theirs)) is not None:
                    found.setdefault(own, other.fields[theirs].json(value))
    return found


def remembered(context: Context, app: str, form: str) -> dict[str, Any]:
    """{"values", "labels"}: what the actor's own history puts into a new form. Raises NotFound."""
    with open_reading(context, app, form) as reading:
        plan = reading.plan
        access = access_to(context, reading.plans, app, form)
        wanted = {
            key: way
            for key, way in plan.remembered.items()
            if key in reading.readable and access.writable(key, "create")
        }
        row = {key: _habit(context, reading, key, way) for key, way in wanted.items()} if wanted else {}
        values = {key: plan.fields[key].json(value) for key, value in row.items() if value is not None}
        return {"values": values, "labels": _labels(context, reading, values)}


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


def _labels(context: Context, reading: Reading, values: Mapping[str, Any]) -> dict[str, str | None]:
    """Names behind ids, from a record that holds them."""
    plan = reading.plan
    linked = [key for key in values if plan.fields[key].type.links is not None]
    labels: dict[str, str | None] = {}
    for key in linked:
        found = reading.page(Query(filter={"field": key, "operator": "equal", "value": values[key]}, limit=1)).items
        for record in found:
            labels[key] = dump_record(context, record)["labels"].get(key)
    return labels
