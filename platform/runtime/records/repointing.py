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
from ..forms import FieldPlan, FormPlan, incoming, incoming_lines
from ..storage import Transaction
from .followers import Written, follow
from .patches import changed_patch
from .referring import still_referred
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


def check_no_line_refers(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, ids: list[str]) -> None:
    """References inside lines are not turned, and deleting what they refer to would empty or remove those lines.

    Raises StillReferred where a line of a living record refers to one of these records.
    """
    for other, side, column in incoming_lines(plans, plan):
        table = other.table
        referring = sa.select(side.table.c["_record"]).where(side.table.c[column.key].in_(ids))
        found = sa.select(table.c.id).where(table.c.id.in_(referring), table.c.deleted_at.is_(None)).limit(1)
        if tx.execute(found).first() is not None:
            raise still_referred(context, plans, other)


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
