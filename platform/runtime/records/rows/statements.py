"""The statements that write rows, and read them for writing. Rights have been asked, or are asked by the caller."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from ...errors import Problems, StaleRevision
from ...forms import FormPlan, SidePlan
from ...forms.naming import index_name
from ...forms.wording import word_orders
from ...storage import Transaction
from ...storage.prepared import Prepared
from ...storage.savepoints import Savepoint
from ...storage.selected import PreparedSelect
from ..errors import CheckFailed, ValueTaken
from .sides import attach, insert_members


def row_for_writing(tx: Transaction, plan: FormPlan, id: str, *, deleted: bool = False) -> dict[str, Any] | None:
    """The whole row, locked until the transaction ends. The caller asks the actor's rights before anything else."""
    statement = _locking(plan.table, deleted)
    rows = statement.rows(tx.connection, {"of_id": id})
    if not rows:
        return None
    found = dict(zip(statement.names, rows[0], strict=True))
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
    stored = columns | word_orders(plan.worded, columns, columns)
    values = {"of_id": id, "seen": revision, **{f"new_{name}": value for name, value in stored.items()}}
    with _unique(tx, plan):
        tx.later(_updating(plan.table, tuple(stored)), values, StaleRevision)
        tx.settle()


# As many as there are forms in use and sets of fields that are changed together.
@functools.lru_cache(maxsize=1000)
def _updating(table: sa.Table, names: tuple[str, ...]) -> Prepared:
    mine = (table.c.id == sa.bindparam("of_id"), table.c.revision == sa.bindparam("seen"))
    return Prepared(sa.update(table).where(*mine).values({name: sa.bindparam(f"new_{name}") for name in names}))


@functools.lru_cache(maxsize=500)
def _locking(table: sa.Table, deleted: bool) -> PreparedSelect:
    gone = table.c.deleted_at.is_not(None) if deleted else table.c.deleted_at.is_(None)
    return PreparedSelect(sa.select(table).where(table.c.id == sa.bindparam("of_id"), gone).with_for_update())


@contextmanager
def _unique(tx: Transaction, plan: FormPlan) -> Iterator[None]:
    """A value that is taken is told by its field; the transaction stays usable."""
    if not (plan.unique or plan.unique_together):
        yield
        return
    try:
        with Savepoint(tx):
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
