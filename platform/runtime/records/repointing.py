"""Turn references from one record to another, as a merge does: in bulk, each in its record's own history.

As deleting does, it follows the forms' definitions and not what the actor may see.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..changes import change_of
from ..context import Context
from ..definitions import Plans
from ..forms import FieldPlan, FormPlan, incoming
from ..storage import Transaction
from .followers import Written, follow
from .patches import changed_patch
from .rows import update_row


@dataclass(frozen=True, slots=True)
class Turned:
    """One reference that was turned."""

    plan: FormPlan
    field: FieldPlan
    record_id: str


def count_references(connection: sa.Connection, plans: Plans, plan: FormPlan, ids: list[str]) -> int:
    """How many values refer to these records, deleted ones among them."""
    count = 0
    for other, field in incoming(plans, plan):
        table = other.table
        counted = sa.select(sa.func.count()).select_from(table).where(table.c[field.key].in_(ids))
        count += connection.execute(counted).scalar_one()
    return count


def turn_references(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, id: str, to: str, *, most: int
) -> Iterator[Turned]:
    """Turn up to `most` references to the record `id` into ones to `to`; a record never comes to refer to itself.

    Those of deleted records are turned too, for they may come back.
    """
    left = most
    for other, field in incoming(plans, plan):
        table = other.table
        rows = sa.select(table).where(table.c[field.key] == id).order_by(table.c.id).limit(left).with_for_update()
        for row in tx.execute(rows).mappings().all():
            own = other is plan and row["id"] == to
            turn(context, tx, plans, other, field, dict(row), None if own else to)
            left -= 1
            yield Turned(other, field, row["id"])
        if left <= 0:
            return


def turn_back(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, key: str, record_id: str, expected: str, to: str
) -> bool:
    """Turn one reference back, if it still points where it was turned to. Returns whether it did."""
    field = plan.field(key)
    row = tx.execute(sa.select(plan.table).where(plan.table.c.id == record_id).with_for_update()).mappings().first()
    # A record that would have come to refer to itself refers to none.
    if row is None or row[key] != (None if record_id == expected else expected):
        return False
    turn(context, tx, plans, plan, field, dict(row), to)
    return True


def turn(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: FormPlan,
    field: FieldPlan,
    row: dict[str, Any],
    to: str | None,
) -> None:
    """Write one reference of a locked row, with its change entry."""
    after = row | {
        field.key: to,
        "updated_at": context.now(),
        "updated_by": context.actor.identity,
        "revision": row["revision"] + 1,
    }
    columns = {key: after[key] for key in (field.key, "updated_at", "updated_by", "revision")}
    update_row(tx, plan, row["id"], row["revision"], columns)
    patch = changed_patch(plan, row, after, [field.key])
    change_of(tx).entry("record", plan.name, row["id"], "change", patch)
    follow(context, tx, plans, plan, Written("change", row, after))
