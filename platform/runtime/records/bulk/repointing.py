"""Turn references from one record to another, as a merge does: in bulk, each in its record's own history.

As deleting does, it follows the forms' definitions and not what the actor may see.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...changes import change_of
from ...context import Context
from ...definitions import Plans
from ...forms import FieldPlan, FormPlan, SidePlan, incoming, incoming_lines
from ...storage import Transaction
from ..followers import Written, follow
from ..rows.patches import changed_patch
from ..rows.sides import attach
from ..rows.statements import update_row
from ..writing import store_change


@dataclass(frozen=True, slots=True)
class Turned:
    """One reference that was turned. `field` is its key, or a name such as "stops.place", with the id of the `line`."""

    plan: FormPlan
    field: str
    record_id: str
    line: str = ""


def count_references(connection: sa.Connection, plans: Plans, plan: FormPlan, ids: list[str]) -> int:
    """How many values and cells of lines refer to these records, those of deleted ones among them."""
    referring = [other.table.c[field.key] for other, field in incoming(plans, plan)]
    referring += [side.table.c[column.key] for _, side, column in incoming_lines(plans, plan)]
    count = sa.func.count()
    return sum(connection.execute(sa.select(count).where(cell.in_(ids))).scalar_one() for cell in referring)


def turn_references(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, id: str, to: str, *, most: int
) -> Iterator[Turned]:
    """Turn up to `most` references to the record `id` into ones to `to`; a record never comes to refer to itself.

    Those of deleted records are turned too, for they may come back. Lines of one record are turned in one change.
    """
    left = most
    for other, field in incoming(plans, plan):
        table = other.table
        rows = sa.select(table).where(table.c[field.key] == id).order_by(table.c.id).limit(left).with_for_update()
        for row in tx.execute(rows).mappings().all():
            turn(context, tx, plans, other, field, dict(row), _aim(other is plan, row["id"], to))
            left -= 1
            yield Turned(other, field.key, row["id"])
        if left <= 0:
            return
    for other, side, column in incoming_lines(plans, plan):
        table = other.table
        referring = sa.select(side.table.c["_record"]).where(side.table.c[column.key] == id)
        rows = sa.select(table).where(table.c.id.in_(referring)).order_by(table.c.id).limit(left).with_for_update()
        for whole in _whole(tx, other, rows):
            lines = [line["id"] for line in whole[side.key] or () if line[column.key] == id][:left]
            aim = _aim(other is plan, whole["id"], to)
            _turn_lines(context, tx, plans, other, side, column.key, whole, dict.fromkeys(lines, aim))
            left -= len(lines)
            yield from (Turned(other, f"{side.key}.{column.key}", whole["id"], line) for line in lines)
            if left <= 0:
                return


def turn_back(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, key: str, record_id: str, expected: str, to: str
) -> bool:
    """Turn one reference back, if it still points where it was turned to. Returns whether it did."""
    field = plan.field(key)
    row = tx.execute(sa.select(plan.table).where(plan.table.c.id == record_id).with_for_update()).mappings().first()
    if row is None or row[key] != _aim(True, record_id, expected):
        return False
    turn(context, tx, plans, plan, field, dict(row), to)
    return True


def turn_lines_back(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: FormPlan,
    path: str,
    record_id: str,
    expected: str,
    to: Mapping[str, str],
) -> None:
    """Turn lines of one record back in one change, `to`: line → record, as far as they still point where they were
    turned to. A column that is no more has nothing to turn."""
    key, _, column = path.partition(".")
    side = next((side for side in plan.sides if side.key == key and column in side.columns), None)
    if side is None:
        return
    held = sa.select(plan.table).where(plan.table.c.id == record_id).with_for_update()
    for row in _whole(tx, plan, held):
        now = _aim(True, record_id, expected)
        back = {line["id"] for line in row[key] or () if line[column] == now and line["id"] in to}
        if back:
            aims = {line: id for line, id in to.items() if line in back}
            _turn_lines(context, tx, plans, plan, side, column, row, aims)


def pointing_elsewhere(tx: Transaction, plan: FormPlan, path: str, items: sa.Subquery, to: str) -> int:
    """How many of the turned references `items` ("record_id", "line") do not point to `to`; those of `to` itself and
    lines that are gone are not asked, nor a field or column that is no more."""
    key, _, column = path.partition(".")
    if not column and key in plan.table.c:
        table = plan.table
        record, cell, same = table.c.id, table.c[key], table.c.id == items.c.record_id
    elif (side := next((one for one in plan.sides if one.key == key and column in one.columns), None)) is not None:
        table = side.table
        record, cell = table.c["_record"], table.c[column]
        same = sa.and_(record == items.c.record_id, table.c["_key"] == items.c.line)
    else:
        return 0
    elsewhere = sa.select(sa.func.count()).select_from(table).join(items, same)
    return tx.execute(elsewhere.where(cell.is_distinct_from(to), record != to)).scalar_one()


def _aim(same_form: bool, id: str, to: str) -> str | None:
    """Where a reference of the record `id` turns: one that would come to refer to itself refers to none."""
    return None if same_form and id == to else to


def _whole(tx: Transaction, plan: FormPlan, statement: sa.Select[Any]) -> Sequence[dict[str, Any]]:
    """The rows with their lines."""
    rows = [dict(row) for row in tx.execute(statement).mappings()]
    attach(tx.connection, plan, rows)
    return rows


def _turn_lines(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: FormPlan,
    side: SidePlan,
    column: str,
    row: dict[str, Any],
    aims: Mapping[str, str | None],
) -> None:
    """Write cells of a locked row's lines, `aims`: line → record, with one change entry."""
    lines = [line | {column: aims[line["id"]]} if line["id"] in aims else line for line in row[side.key]]
    after = row | {side.key: lines}
    store_change(context, tx, plan, row, after, [side.key])
    follow(context, tx, plans, plan, Written("change", row, after))


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
