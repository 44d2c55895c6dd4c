"""The statements that write rows, and read them for writing. Rights have been asked, or are asked by the caller."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from ...errors import Problems, StaleRevision
from ...forms import FormPlan, SidePlan
from ...forms.naming import index_name
from ...forms.wording import word_orders
from ...storage import Transaction
from ..errors import CheckFailed, ValueTaken
from .sides import attach, insert_members


def row_for_writing(tx: Transaction, plan: FormPlan, id: str, *, deleted: bool = False) -> dict[str, Any] | None:
    """The whole row, locked until the transaction ends. The caller asks the actor's rights before anything else."""
    table = plan.table
    gone = table.c.deleted_at.is_not(None) if deleted else table.c.deleted_at.is_(None)
    statement = sa.select(table).where(table.c.id == id, gone).with_for_update()
    row = tx.execute(statement).mappings().one_or_none()
    if row is None:
        return None
    found = dict(row)
    attach(tx.connection, plan, [found])
    return found


def rows_referring(tx: Transaction, plan: FormPlan, key: str, id: str) -> list[dict[str, Any]]:
    """The living rows of `plan` whose reference field points to `id`, locked, in the order of their ids."""
    table = plan.table
    statement = sa.select(table).where(table.c[key] == id, table.c.deleted_at.is_(None)).order_by(table.c.id)
    found = [dict(row) for row in tx.execute(statement.with_for_update()).mappings()]
    attach(tx.connection, plan, found)
    return found


def rows_with_lines_referring(
    tx: Transaction, plan: FormPlan, side: SidePlan, key: str, id: str
) -> list[dict[str, Any]]:
    """The living rows of `plan` with a line that refers to `id` in column `key`, locked, in the order of ids."""
    table = plan.table
    referring = sa.select(side.table.c["_record"]).where(side.table.c[key] == id)
    statement = sa.select(table).where(table.c.id.in_(referring), table.c.deleted_at.is_(None)).order_by(table.c.id)
    found = [dict(row) for row in tx.execute(statement.with_for_update()).mappings()]
    attach(tx.connection, plan, found)
    return found


def insert_row(tx: Transaction, plan: FormPlan, row: dict[str, Any]) -> None:
    """Raises ValueTaken; Problems where several fields are unique together."""
    stored = row | word_orders(plan.worded, row, row) if plan.worded else row
    if not (plan.unique or plan.unique_together) or tx.is_batched:
        tx.later(plan.insert, stored)
    else:
        with _unique(tx, plan):
            plan.insert.run(tx, stored)
    insert_members(tx, plan, row)


def update_row(tx: Transaction, plan: FormPlan, id: str, revision: int, columns: dict[str, Any]) -> None:
    """Write columns if the row still has this revision. Raises StaleRevision, ValueTaken."""
    table = plan.table
    stored = columns | word_orders(plan.worded, columns, columns)
    statement = sa.update(table).where(table.c.id == id, table.c.revision == revision).values(stored)
    with _unique(tx, plan):
        if tx.execute(statement).rowcount != 1:
            raise StaleRevision


@contextmanager
def _unique(tx: Transaction, plan: FormPlan) -> Iterator[None]:
    """A value that is taken is told by its field; the transaction stays usable."""
    if not (plan.unique or plan.unique_together):
        yield
        return
    try:
        with tx.connection.begin_nested():
            yield
    except sa.exc.IntegrityError as error:
        words = str(error.orig)
        for together in plan.unique_together:
            name = index_name(plan.table.name, together.fields, unique=True)
            columns = ", ".join(f"{plan.table.name}.{key}" for key in together.fields)
            if f'"{name}"' in words or words.endswith(f": {columns}"):
                pointer = f"/values/{together.fields[-1]}"
                taken = CheckFailed(pointer=pointer, words=together.message, check=together.key)
                raise Problems([taken]) from None
        for field in plan.unique:
            if f"{plan.table.name}.{field.key}" in words or f"({field.key})" in words:
                raise ValueTaken(pointer=f"/values/{field.key}", title=field.title) from None
        raise
