"""Take back many new records at once: what nobody changed and nothing refers to goes into the bin together."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ...changes import change_of
from ...changes.tables import change_entry
from ...context import Context
from ...definitions import plans_in
from ...forms import form_plan, incoming, incoming_lines
from ...storage import Transaction
from ..followers import Written, follow
from ..rows.patches import deleted_patch
from ..rows.sides import attach


def take_back_new(
    context: Context, app: str, form: str, ids: Sequence[str], change_id: str, *, tx: Transaction
) -> set[str]:
    """Put those of the records made by that change into the bin that are still as it made them. Returns which.

    The others are left to `take_back`, which says of each what is in its way. No right is asked and no workflow
    started, as there.
    """
    plans = plans_in(context.workspace, tx)
    plan = form_plan(plans, app, form)
    table = plan.table
    made = sa.and_(change_entry.c.change_id == change_id, change_entry.c.action == "create")
    entries = sa.select(change_entry.c.object_id).where(change_entry.c.object_id.in_(ids))
    plain = set(tx.execute(entries.where(made)).scalars())
    plain -= set(tx.execute(entries.where(sa.or_(change_entry.c.change_id > change_id, ~made))).scalars())
    for other, field in incoming(plans, plan):
        cell = other.table.c[field.key]
        plain -= set(tx.execute(sa.select(cell).where(cell.in_(plain), other.table.c.deleted_at.is_(None))).scalars())
    for other, side, column in incoming_lines(plans, plan):
        living = sa.select(other.table.c.id).where(other.table.c.deleted_at.is_(None))
        cell, record = side.table.c[column.key], side.table.c["_record"]
        referring = sa.select(cell).where(cell.in_(plain), record.in_(living))
        plain -= set(tx.execute(referring).scalars())
    as_made = sa.select(table).where(table.c.id.in_(plain), table.c.deleted_at.is_(None)).order_by(table.c.id)
    rows = [dict(row) for row in tx.execute(as_made.with_for_update()).mappings()]
    if not rows:
        return set()
    attach(tx.connection, plan, rows)
    now = context.now()
    columns: dict[str, Any] = {"deleted_at": now, "updated_at": now, "updated_by": context.actor.identity}
    found = [row["id"] for row in rows]
    gone = columns | {"revision": table.c.revision + 1}
    tx.execute(sa.update(table).where(table.c.id.in_(found)).values(gone))
    patch = deleted_patch(now)
    with tx.batch():
        for row in rows:
            change_of(tx).entry("record", plan.name, row["id"], "delete", patch)
    for row in rows:
        after = row | columns | {"revision": row["revision"] + 1}
        follow(context, tx, plans, plan, Written("delete", row, after))
    return set(found)
