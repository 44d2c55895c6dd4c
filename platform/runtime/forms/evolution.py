"""Bring the tables of forms up to what is published: new tables, columns and indexes; retired columns stay.

Runs inside the publishing transaction. A removed field's column is kept, so that its data can be exported and comes
back when the field does; a field whose values would have to be converted is refused.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ..definitions import Plans
from ..storage import Transaction
from .fields import FieldPlan
from .locating import located, wrong
from .plan import FormPlan, form_plans

if TYPE_CHECKING:
    from alembic.operations import Operations


def build_tables(tx: Transaction, plans: Plans) -> None:
    """Create what is missing for all forms of `plans`."""
    evolve(tx, None, plans)


def evolve(tx: Transaction, before: Plans | None, after: Plans) -> None:
    """From what was published before to what is published now. Raises InvalidDefinition where a type changed."""
    inspector = sa.inspect(tx.connection)
    existing = set(inspector.get_table_names())
    old = {plan.name: plan for plan in form_plans(before)} if before else {}
    for plan in form_plans(after):
        if plan.table.name in existing:
            with located("", {"zh-CN": f"表单 {plan.key}", "en": f"form {plan.key}"}):
                _evolve_table(tx, inspector, old.get(plan.name), plan)
        else:
            plan.table.create(tx.connection)


def _evolve_table(tx: Transaction, inspector: sa.Inspector, before: FormPlan | None, after: FormPlan) -> None:
    name = after.table.name
    columns = {column["name"]: column["type"] for column in inspector.get_columns(name)}
    for field in after.fields.values():
        if field.key in columns:
            _check_same_type(tx, columns[field.key], before.fields.get(field.key) if before else None, field)
        else:
            _operations(tx).add_column(name, sa.Column(field.key, field.column.type))
    _evolve_indexes(tx, {index["name"] for index in inspector.get_indexes(name)}, after.table)


def _check_same_type(tx: Transaction, stored: Any, before: FieldPlan | None, after: FieldPlan) -> None:
    """The type in the database tells of fields retired long ago; the field before tells a text from a list."""
    dialect = tx.connection.dialect
    same = _bare(stored.compile(dialect=dialect)) == _bare(after.column.type.compile(dialect=dialect))
    if before is not None:
        same = same and before.type.links == after.type.links and before.type.type is after.type.type
    if not same:
        raise wrong(
            f"{after.pointer}/type",
            f"字段「{after.key}」已有数据，不能改为这种类型；可新增一个字段",
            f"the field {after.key} holds data of another type; add a new field instead",
        )


def _bare(type_: str) -> str:
    """Without collation; VARCHAR of any length and TEXT are one."""
    plain = type_.upper().split(" COLLATE")[0]
    return "TEXT" if plain.startswith("VARCHAR") else plain.strip()


def _evolve_indexes(tx: Transaction, existing: Iterable[str | None], table: sa.Table) -> None:
    wanted = {str(index.name): index for index in table.indexes}
    for name in set(existing) - set(wanted):
        if name is not None:
            _operations(tx).drop_index(name, table_name=table.name)
    for name in sorted(set(wanted) - set(existing)):
        wanted[name].create(tx.connection)


def _operations(tx: Transaction) -> "Operations":
    # Imported here for a quick start: only publishing needs it.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    return Operations(MigrationContext.configure(tx.connection))
